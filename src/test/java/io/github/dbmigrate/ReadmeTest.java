package io.github.dbmigrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who tries the plugin copies the first blocks of the README; each must do one thing when it is pasted. */
class ReadmeTest {
    private static final String FENCE = "```";

    @Test
    void theFirstTwoShellBlocksAreOneCommandLineEach() throws IOException {
        List<List<String>> blocks = shellBlocks(Files.readAllLines(Path.of("README.md")));
        assertThat(blocks).hasSizeGreaterThanOrEqualTo(2);
        for (List<String> block : blocks.subList(0, 2)) {
            assertThat(commands(block)).as(String.join("\n", block)).isEqualTo(1);
            assertThat(String.join(" ", block)).doesNotContain("$ ", ";");
        }
    }

    private static List<List<String>> shellBlocks(List<String> readme) {
        List<List<String>> blocks = new ArrayList<>();
        List<String> block = null;
        for (String line : readme) {
            if (block != null && line.strip().equals(FENCE)) {
                blocks.add(block);
                block = null;
            } else if (block != null) {
                block.add(line);
            } else if (line.strip().equals(FENCE + "sh")) {
                block = new ArrayList<>();
            }
        }
        return blocks;
    }

    /** Lines that do not go on with the line before; blank lines and comments are none, and {@code &&} stops at the first failure. */
    private static long commands(List<String> block) {
        long commands = 0;
        boolean goesOn = false;
        for (String line : block) {
            boolean counts = !line.isBlank() && !line.strip().startsWith("#");
            if (counts && !goesOn) {
                commands++;
            }
            goesOn = line.endsWith("\\");
        }
        return commands;
    }
}
