package io.github.dbmigrate.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What holds for every text, tried on texts put together at random from pieces that are hard on a lexer. */
class LexerInvariantsTest {
    private static final int TEXTS_PER_SEED = 400;
    private static final int LONGEST = 40;
    private static final List<String> PIECES = List.of(
            "'",
            "''",
            "E'",
            "\\",
            "\\'",
            "\"",
            "U&\"",
            "U&'",
            "B'",
            "N'",
            "$$",
            "$a$",
            "$1",
            "$",
            "a$b$",
            "(",
            ")",
            ";",
            ";\n",
            "--",
            "-",
            "/",
            "/*",
            "*/",
            "*",
            "\n",
            "\r\n",
            "\r",
            "\f",
            " ",
            " ",
            "x",
            "BEGIN",
            "ATOMIC",
            "END",
            "CASE",
            "1e5",
            ".5",
            "1.",
            "COPY t FROM STDIN",
            "\n\\.\n",
            "\\.",
            "\\restrict x\n",
            "\\;",
            "\\i f\n",
            "SELECT 1",
            "CREATE FUNCTION f()",
            "CREATE OR REPLACE PROCEDURE ",
            "DO ",
            "AS ",
            "-- dbmigrate: allow x\n",
            "-- dbmigrate: y\n",
            "\n-- +goose Down\n",
            "-- +goose Up\n",
            "SET standard_conforming_strings = off;",
            "RESET ALL;",
            "\uD83D\uDE00",
            "\uD83D",
            "\u00e9",
            "\u00a0",
            "\uFEFF",
            "\0");

    @TestFactory
    Stream<DynamicTest> theInvariantsHoldForSeed() {
        return LongStream.rangeClosed(1, 10)
                .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> {
                    Random random = new Random(seed);
                    for (int i = 0; i < TEXTS_PER_SEED; i++) {
                        check(text(random));
                    }
                }));
    }

    @Test
    void anyPrefixOfAScriptIsRead() {
        String text = String.join(" ", PIECES);
        for (int end = 0; end <= text.length(); end++) {
            check(text.substring(0, end));
        }
    }

    /** A second pass over what was passed already would make these texts take minutes. */
    @Test
    void hardTextsAreReadInOnePass() {
        int many = 100_000;
        for (String piece : List.of(
                "(",
                "SELECT 1;",
                "/*",
                "$a",
                "$a$ ",
                "'' ",
                "\\;",
                "-- dbmigrate: allow x\r",
                "E'\\'",
                ";",
                "BEGIN ")) {
            check("SELECT " + piece.repeat(many));
            check("CREATE FUNCTION f() " + piece.repeat(many));
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(LONGEST); n > 0; n--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private static void check(String text) {
        Script script = Script.of(text);
        List<Range> parts = new ArrayList<>();
        for (Statement statement : script.statements()) {
            assertThat(statement.offset()).as(text).isLessThan(statement.end());
            parts.add(new Range(statement.offset(), statement.end()));
            if (statement.copyData() != null) {
                parts.add(statement.copyData());
            }
            assertThat(statement.bodyOffset()).as(text).isLessThanOrEqualTo(statement.end());
        }
        int end = 0;
        for (Range part : parts) {
            assertThat(part.offset()).as("disjoint and in order: %s", text).isGreaterThanOrEqualTo(end);
            if (script.faults().isEmpty()) {
                assertNothingSignificant(script.sqlText().substring(end, part.offset()));
            }
            end = part.end();
        }
        if (script.faults().isEmpty()) {
            assertNothingSignificant(script.sqlText().substring(end));
        }
        for (Fault fault : script.faults()) {
            assertThat(fault.offset()).as(text).isBetween(0, text.length());
            assertThat(fault.end()).as(text).isBetween(fault.offset(), text.length());
            assertThat(fault.line()).as(text).isPositive();
            assertThat(fault.column()).as(text).isPositive();
        }
    }

    /** Between statements there are only semicolons, blanks and comments. */
    private static void assertNothingSignificant(String between) {
        Scanner scanner = new Scanner(between);
        for (Token token = scanner.next(); token != Token.END; token = scanner.next()) {
            assertThat(token).as(between).isIn(Token.SEMICOLON, Token.LINE_COMMENT, Token.BLOCK_COMMENT);
        }
    }
}
