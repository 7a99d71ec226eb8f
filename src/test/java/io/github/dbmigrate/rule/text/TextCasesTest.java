package io.github.dbmigrate.rule.text;

import static io.github.dbmigrate.testing.Migrations.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What the text of a migration tells. The file {@code rule/text.txt} holds the cases with an empty line between them: SQL, and below
 * it, behind two blanks and a sign, what is told. With {@code -Dupdate.expected=true} that is written anew, to be read before it is
 * committed.
 */
class TextCasesTest {
    private static final Path CASES = Path.of("src/test/resources/rule/text.txt");
    private static final String TOLD = "  > ";
    private static final int SMALLEST_CORPUS = 200;

    private record Case(String sql, List<String> told) {}

    @TestFactory
    Stream<DynamicTest> theCase() {
        if (Boolean.getBoolean("update.expected")) {
            write(cases().stream()
                    .map(one -> new Case(one.sql(), told(one.sql())))
                    .toList());
        }
        return cases().stream()
                .map(one -> DynamicTest.dynamicTest(
                        one.sql(), () -> assertThat(told(one.sql())).isEqualTo(one.told())));
    }

    @Test
    void noCaseIsThereTwice() {
        assertThat(cases()).hasSizeGreaterThan(SMALLEST_CORPUS);
        assertThat(cases()).extracting(Case::sql).doesNotHaveDuplicates();
    }

    private static List<String> told(String sql) {
        return Noted.of(TextReader.ofEach().read(file("001-case", sql + "\n")));
    }

    private static List<Case> cases() {
        try {
            List<Case> cases = new ArrayList<>();
            for (String block : Files.readString(CASES).strip().split("\n\n")) {
                List<String> lines = block.lines().toList();
                cases.add(new Case(
                        lines.stream().filter(line -> !line.startsWith(TOLD)).collect(Collectors.joining("\n")),
                        lines.stream()
                                .filter(line -> line.startsWith(TOLD))
                                .map(line -> line.substring(TOLD.length()))
                                .toList()));
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(List<Case> cases) {
        String text = cases.stream()
                .map(one -> one.sql() + "\n"
                        + one.told().stream().map(line -> TOLD + line + "\n").collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
        try {
            Files.writeString(CASES, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
