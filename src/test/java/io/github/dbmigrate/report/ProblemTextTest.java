package io.github.dbmigrate.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Excerpt;
import io.github.dbmigrate.diagnostic.Place;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTextTest {

    @Test
    void aProblemThatIsInNoFileHasNoPlace() {
        assertThat(text(Diagnostic.warning("odd", "something is odd").help("mend it")))
                .isEqualTo("""
                warning[odd]: something is odd
                  = help: mend it""");
    }

    @Test
    void severalFilesAreListedOneBelowTheOther() {
        assertThat(text(Diagnostic.error("duplicate-version", "two migrations are called 045")
                        .at(Place.file("045-a.sql").withRemark("new on this branch"))
                        .at(Place.line("045-b.sql", 3))))
                .isEqualTo("""
                error[duplicate-version]: two migrations are called 045
                 --> 045-a.sql  new on this branch
                 --> 045-b.sql:3""");
    }

    @Test
    void theCaretStandsBelowTheMarkedWord() {
        assertThat(marked("SELECT nope FROM t", "nope")).isEqualTo("""
                1 | SELECT nope FROM t
                  |        ^^^^""");
    }

    @Test
    void tabsGoToTheNextColumnThatIsAMultipleOfFour() {
        assertThat(marked("\tSELECT\tx\tnope", "nope")).isEqualTo("""
                1 |     SELECT  x   nope
                  |                 ^^^^""");
    }

    @Test
    void wideCharactersTakeTwoColumns() {
        assertThat(marked("SELECT '\u6771\u4eac', nope", "nope")).isEqualTo("""
                1 | SELECT '\u6771\u4eac', nope
                  |                ^^^^""");
        assertThat(marked("SELECT '\ud83d\ude80', nope", "'\ud83d\ude80'")).isEqualTo("""
                1 | SELECT '\ud83d\ude80', nope
                  |        ^^^^""");
    }

    @Test
    void combiningMarksTakeNoColumn() {
        assertThat(marked("SELECT 'e\u0301', nope", "nope")).isEqualTo("""
                1 | SELECT 'e\u0301', nope
                  |             ^^^^""");
    }

    @Test
    void controlCharactersAreShownAsQuestionMarks() {
        assertThat(marked("SELECT '\u001b[31m\u0007\u009b', nope", "nope")).isEqualTo("""
                1 | SELECT '?[31m??', nope
                  |                   ^^^^""");
    }

    @Test
    void nothingMarkedAtTheEndOfTheLineIsOneCaretBehindIt() {
        assertThat(text(at("SELECT 1 +", 10, 10))).isEqualTo("""
                error[x]: y
                  |
                1 | SELECT 1 +
                  |           ^""");
    }

    @Test
    void aMarkEndsWithItsLine() {
        assertThat(text(at("SELECT (1\n + 2)", 7, 15))).isEqualTo("""
                error[x]: y
                  |
                1 | SELECT (1
                  |        ^^""");
    }

    @Test
    void aLongLineIsCutAroundTheCaret() {
        String line = "x".repeat(199) + " nope " + "y".repeat(95);
        assertThat(line).hasSize(300);
        assertThat(marked(line, "nope"))
                .isEqualTo("1 | " + "x".repeat(29) + " nope " + "y".repeat(65) + "\n  | " + " ".repeat(30) + "^^^^");
    }

    @Test
    void aLongLineThatIsMarkedEarlyKeepsItsBeginning() {
        String line = "SELECT nope" + "y".repeat(289);
        assertThat(marked(line, "nope")).isEqualTo("1 | SELECT nope" + "y".repeat(89) + "\n  |        ^^^^");
    }

    @Test
    void aMarkThatIsLongerThanWhatIsShownIsCutWithIt() {
        String line = "SELECT '" + "y".repeat(290) + "';";
        assertThat(marked(line, line.substring(7, 299)))
                .isEqualTo("1 | SELECT '" + "y".repeat(92) + "\n  |        " + "^".repeat(93));
    }

    @Test
    void theEndOfALongLineIsShownWithTheCaretBehindIt() {
        String line = "x".repeat(300);
        assertThat(text(at(line, 300, 300))).endsWith("1 | " + "x".repeat(30) + "\n  | " + " ".repeat(30) + "^");
    }

    @Test
    void aWideCharacterAtEitherCutLeavesTheCaretInItsPlace() {
        String line = "x" + "\u6771".repeat(100) + " nope " + "\u4eac".repeat(95);
        assertThat(marked(line, "nope"))
                .isEqualTo("1 |  " + "\u6771".repeat(14) + " nope " + "\u4eac".repeat(32) + "\n  | " + " ".repeat(30)
                        + "^^^^");
    }

    @Test
    void twoLinesAboveAreShownAndNumbersAreAlignedRight() {
        String sql = "\n".repeat(7) + "SELECT a,\n       b,\n       nope\n";
        int from = sql.indexOf("nope");
        assertThat(text(Diagnostic.error("x", "y").excerpt(Excerpt.of(sql, from, from + 4, 0))))
                .isEqualTo("""
                error[x]: y
                   |
                 8 | SELECT a,
                 9 |        b,
                10 |        nope
                   |        ^^^^""");
    }

    @Test
    void aBlankLineAboveEndsWhatIsShown() {
        String sql = "SELECT a,\n\n       nope\n";
        int from = sql.indexOf("nope");
        assertThat(text(Diagnostic.error("x", "y").excerpt(Excerpt.of(sql, from, from + 4, 0))))
                .isEqualTo("""
                error[x]: y
                  |
                3 |        nope
                  |        ^^^^""");
    }

    @Test
    void theLaterLinesOfAServersMessageAreIndented() {
        assertThat(text(Diagnostic.error("sql-error", "first\nsecond\r\nthird").note("detail", "one\ntwo")))
                .isEqualTo("""
                error[sql-error]: first
                    second
                    third
                  = detail: one
                            two""");
    }

    @Test
    void aCommandToTheBuildMachineNeverBeginsALine() {
        List<String> lines =
                ProblemText.lines(Diagnostic.error("sql-error", "::error::owned\n::error::owned\r::error::owned")
                        .at(Place.file("a\n::error::owned.sql"))
                        .note("detail", "x\n::error file=a::owned\u2028::error::owned"));
        assertThat(lines).noneMatch(line -> line.startsWith("::"));
        assertThat(lines).noneMatch(line -> line.contains("\n") || line.contains("\r"));
        assertThat(lines).contains(" --> a?::error::owned.sql");
    }

    @Test
    void anEmptyMessageIsStillALine() {
        assertThat(text(Diagnostic.error("sql-error", "").sqlState("P0001"))).isEqualTo("error[P0001]: ");
    }

    /** The excerpt alone, with this word marked. */
    private static String marked(String line, String word) {
        int from = line.indexOf(word);
        return text(at(line, from, from + word.length())).replaceFirst("error\\[x]: y\n  \\|\n", "");
    }

    private static Diagnostic at(String sql, int from, int to) {
        return Diagnostic.error("x", "y").excerpt(Excerpt.of(sql, from, to, 0));
    }

    private static String text(Diagnostic problem) {
        return String.join("\n", ProblemText.lines(problem));
    }
}
