package io.github.dbmigrate.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DotEnvTest {

    @Test
    void readsEveryWayToWriteAVariable() {
        assertThat(values("""
                        # a comment
                        PLAIN=postgres://me@db/shop?a=b#c
                        export EXPORTED=1
                          SPACED = two words   # a comment

                        EMPTY=
                        SINGLE='as $it \\n stands # here' # a comment
                        DOUBLE="a\\tb \\"c\\" \\$d \\\\ \\x"
                        LINES="one
                        two"
                        DOLLAR=pa$word
                        """))
                .containsExactly(
                        Map.entry("PLAIN", "postgres://me@db/shop?a=b#c"),
                        Map.entry("EXPORTED", "1"),
                        Map.entry("SPACED", "two words"),
                        Map.entry("EMPTY", ""),
                        Map.entry("SINGLE", "as $it \\n stands # here"),
                        Map.entry("DOUBLE", "a\tb \"c\" $d \\ \\x"),
                        Map.entry("LINES", "one\ntwo"),
                        Map.entry("DOLLAR", "pa$word"));
    }

    @Test
    void carriageReturnsAndAByteOrderMarkAreNotPartOfAValue() {
        assertThat(values("\uFEFFA=1\r\nB='2'\r\nC=\r\n"))
                .containsExactly(Map.entry("A", "1"), Map.entry("B", "2"), Map.entry("C", ""));
    }

    @Test
    void anEmptyValueDoesNotTakeTheNextLine() {
        assertThat(values("A= # nothing\nB=2")).containsExactly(Map.entry("A", ""), Map.entry("B", "2"));
    }

    @Test
    void theLastOfTwoEqualNamesCounts() {
        assertThat(values("A=1\nA=2")).containsExactly(Map.entry("A", "2"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    A=1;no sign;        | 2 | this line has no =
                    A=1;;2B=x;          | 3 | what stands before = is not a variable's name
                    A=1;B="open;C=3     | 2 | the quote that opens here is never closed
                    A="x" y;B=2         | 1 | something stands behind the closing quote
                    """)
    void anErrorHasALineAndQuotesNothing(String text, int line, String problem) {
        assertThat(Shown.refusal(() -> DotEnv.read("conf/.env", text.replace(';', '\n'))))
                .isEqualTo("""
                        conf/.env cannot be read
                        error[bad-env-file]: %s
                         --> conf/.env:%d
                          = help: write NAME=value, NAME='value' or NAME="value"
                        """.formatted(problem, line));
    }

    @Test
    void namesAreFoundInAFileThatNobodyAskedFor() {
        assertThat(DotEnv.namesIn(
                        "export DATABASE_URL=x\n#PGHOST=y\nbroken \"\nOTHER=1\nDATABASE_URL=z\n",
                        Set.of("DATABASE_URL", "PGHOST")))
                .containsExactly("DATABASE_URL");
    }

    private static Map<String, String> values(String text) {
        return DotEnv.read(".env", text).values();
    }
}
