package io.github.dbmigrate.rehearse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Statements and what the last of them is seen to do, from {@code rehearse/statements.txt}: a line with the statements, and under
 * it, indented, what is observed. Other files hold only what differs: on another version, without event triggers, or both.
 */
final class ObservedCase {
    private static final Path FOLDER = Path.of("src/test/resources/rehearse");
    private static final String INDENT = "    ";

    private ObservedCase() {}

    /** The expectations, from the most general file to the most special one. */
    static Map<String, String> expected(List<String> files) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String file : files) {
            all.putAll(read(file));
        }
        return all;
    }

    /** Writes what the last of the files has to say, so that all of them together say what is found. */
    static void update(List<String> files, UnaryOperator<String> observe) {
        Map<String, String> general = expected(files.subList(0, files.size() - 1));
        StringBuilder text = new StringBuilder();
        for (String sql : read(files.get(0)).keySet()) {
            String found = observe.apply(sql);
            if (!found.equals(general.get(sql)) || files.size() == 1) {
                text.append(sql).append('\n').append(INDENT).append(found).append('\n');
            }
        }
        try {
            Path file = FOLDER.resolve(files.get(files.size() - 1));
            if (text.isEmpty()) {
                Files.deleteIfExists(file);
            } else {
                Files.writeString(file, text.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> read(String file) {
        Path path = FOLDER.resolve(file);
        Map<String, String> cases = new LinkedHashMap<>();
        try {
            String sql = "";
            for (String line : Files.exists(path) ? Files.readAllLines(path) : List.<String>of()) {
                if (line.startsWith(INDENT)) {
                    cases.put(sql, line.substring(INDENT.length()));
                } else {
                    sql = line;
                    cases.put(sql, "");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cases;
    }
}
