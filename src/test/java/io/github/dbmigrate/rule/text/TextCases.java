package io.github.dbmigrate.rule.text;

import static io.github.dbmigrate.testing.Migrations.file;

import io.github.dbmigrate.rule.Observed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The cases of {@code rule/text.txt}, with an empty line between them: SQL, and below it, behind two blanks and a sign, what is told. */
final class TextCases {
    private static final Path CASES = Path.of("src/test/resources/rule/text.txt");
    private static final String TOLD = "  > ";

    record Case(String sql, List<String> told) {}

    private TextCases() {}

    static List<Observed> observed(String sql) {
        return TextReader.ofEach().read(file("001-case", sql + "\n"));
    }

    static List<Case> all() {
        try {
            List<Case> cases = new ArrayList<>();
            for (String block : Files.readString(CASES).strip().split("\n\n", -1)) {
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

    /** Writes what is told now in the place of what was expected. */
    static void update() {
        String text = all().stream()
                .map(one -> one.sql() + "\n"
                        + Noted.of(observed(one.sql())).stream()
                                .map(line -> TOLD + line + "\n")
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
        try {
            Files.writeString(CASES, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
