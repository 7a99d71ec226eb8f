package io.github.dbmigrate.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each case is a pair of files: {@code lexer/name.sql} and what is found in it, {@code lexer/name.statements}. With
 * {@code -Dupdate.expected=true} the second is written into {@code src/test/resources}, to be read before it is committed.
 */
class LexerCasesTest {
    private static final int SHORTEST_CORPUS = 60;

    @TestFactory
    Stream<DynamicTest> theCase() throws Exception {
        return cases().stream()
                .map(sql -> DynamicTest.dynamicTest(name(sql), () -> {
                    String found = describe(Script.of(Files.readString(sql)));
                    if (Boolean.getBoolean("update.expected")) {
                        Files.writeString(Path.of("src/test/resources/lexer", name(sql) + ".statements"), found);
                    }
                    assertThat(found).isEqualTo(Files.readString(sql.resolveSibling(name(sql) + ".statements")));
                }));
    }

    @Test
    void theCorpusIsNotEmpty() throws Exception {
        assertThat(cases()).hasSizeGreaterThan(SHORTEST_CORPUS);
    }

    private static List<Path> cases() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(LexerCasesTest.class.getResource("/lexer"))
                .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList();
        }
    }

    private static String name(Path sql) {
        return sql.getFileName().toString().replace(".sql", "");
    }

    private static String describe(Script script) {
        List<String> lines = new ArrayList<>();
        for (Statement statement : script.statements()) {
            lines.add(statement.line() + ":" + statement.column() + " " + escaped(script.text(statement)));
            lines.add("    words " + String.join(" ", statement.words()));
            if (!statement.options().isEmpty()) {
                lines.add("    options " + String.join(" ", statement.options()));
            }
            if (statement.bodyOffset() >= 0) {
                lines.add("    body " + escaped(script.text().substring(statement.bodyOffset(), statement.end())));
            }
            if (statement.copyData() != null) {
                Range data = statement.copyData();
                lines.add("    data " + escaped(script.text().substring(data.offset(), data.end())));
            }
            if (statement.refusedInTransaction() != null) {
                lines.add("    refused in a transaction: " + statement.refusedInTransaction());
            }
            if (statement.controlsTransaction()) {
                lines.add("    controls the transaction");
            }
            if (statement.setsTransaction()) {
                lines.add("    sets the transaction");
            }
            if (statement.changesStringSyntax()) {
                lines.add("    changes the syntax of strings");
            }
        }
        for (Directive directive : script.directives()) {
            lines.add("directive in line " + directive.line() + ": " + directive.word() + " [" + directive.argument()
                    + "] [" + directive.reason() + "]");
        }
        for (Range range : script.ignored()) {
            lines.add("ignored " + escaped(script.text().substring(range.offset(), range.end())));
        }
        for (Fault fault : script.faults()) {
            lines.add(fault.line() + ":" + fault.column() + " " + fault.id() + ": " + fault.message() + " >>>"
                    + escaped(script.text().substring(fault.offset(), fault.end())) + "<<<");
            lines.add("    " + fault.help());
        }
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private static String escaped(String text) {
        return text.replace("\n", "\u23ce")
                .replace("\r", "\u240d")
                .replace("\f", "\u240c")
                .replace("\u000b", "\u240b");
    }
}
