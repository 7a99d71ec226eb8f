package io.github.dbmigrate.rule.text;

import static io.github.dbmigrate.testing.Migrations.file;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.report.ProblemText;
import io.github.dbmigrate.rule.Allowance;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Rule;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AllowancesTest {
    private static final List<String> RULES =
            List.of("ban-drop-table", "ban-drop-column", "ban-truncate", "destructive");
    private static final Rule DROP_TABLE = new PendingReviewTest.Ban("ban-drop-table", Level.DESTRUCTIVE);

    @Test
    void aLineSpeaksOfTheStatementBelowIt() {
        assertThat(allowed("""
                        -- dbmigrate: allow ban-drop-table, it was archived

                        -- another comment
                        -- dbmigrate: allow ban-truncate, so was this
                        DROP TABLE a;
                        DROP TABLE b;
                        """))
                .containsExactly("1: ban-drop-table (it was archived)", "1: ban-truncate (so was this)");
    }

    @Test
    void severalRulesShareAReason() {
        assertThat(allowed("""
                        SELECT 1;
                        -- dbmigrate: allow ban-drop-table ban-truncate, nobody, really nobody reads it
                        DROP TABLE a;
                        """))
                .containsExactly(
                        "2: ban-drop-table (nobody, really nobody reads it)",
                        "2: ban-truncate (nobody, really nobody reads it)");
        assertThat(allowed("-- dbmigrate: allow ban-drop-table, ban-truncate, unused\nSELECT 1;"))
                .containsExactly("1: ban-drop-table (unused)", "1: ban-truncate (unused)");
    }

    @Test
    void aLevelStandsForAllItsRules() {
        Allowances allowances =
                allowances("-- dbmigrate: allow destructive, a copy is kept\nDROP TABLE a;\nDROP TABLE b;");
        assertThat(allowances.of(DROP_TABLE, 1)).isPresent();
        assertThat(allowances.of(DROP_TABLE, 2)).isEmpty();
        assertThat(allowances.problems()).isEmpty();
    }

    @Test
    void aLineInsideAStatementSpeaksOfIt() {
        assertThat(allowed("""
                        ALTER TABLE a
                          -- dbmigrate: allow ban-drop-column, empty
                          DROP COLUMN b;
                        SELECT 1;
                        """)).containsExactly("1: ban-drop-column (empty)");
        assertThat(allowed("""
                        SELECT 1;
                        DO $$ BEGIN
                          -- dbmigrate: allow ban-drop-table, old
                          EXECUTE 'DROP TABLE a';
                        END $$;
                        SELECT 1;
                        """)).containsExactly("2: ban-drop-table (old)");
    }

    @Test
    void aLineBehindAStatementSpeaksOfItAndNotOfTheNext() {
        assertThat(allowed("""
                        SELECT 1;
                        DROP TABLE a; -- dbmigrate: allow ban-drop-table, old
                        DROP TABLE b;
                        """)).containsExactly("2: ban-drop-table (old)");
        assertThat(allowed("DROP TABLE a; -- dbmigrate: allow ban-drop-table, old"))
                .containsExactly("1: ban-drop-table (old)");
    }

    @Test
    void aLineWithoutAReasonAllowsNothing() {
        Allowances allowances = allowances("SELECT 1;\n  -- dbmigrate: allow ban-drop-table\nDROP TABLE a;\n");
        assertThat(allowances.all()).isEmpty();
        assertThat(allowances.of(DROP_TABLE, 2)).isEmpty();
        assertThat(allowances.withoutReason(DROP_TABLE, 2)).isPresent();
        assertThat(text(allowances.problems())).isEqualTo("""
                error[allow-without-reason]: ban-drop-table is allowed without a reason
                 --> src/main/resources/db/migration/001-case.sql:2:3
                  |
                2 |   -- dbmigrate: allow ban-drop-table
                  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                  = help: say why, behind a comma:  -- dbmigrate: allow ban-drop-table, <reason>""");
        assertThat(text(allowances("-- dbmigrate: allow ban-drop-table, ban-truncate\nDROP TABLE a;")
                        .problems()))
                .contains("error[allow-without-reason]: ban-drop-table and ban-truncate are allowed without a reason");
    }

    @Test
    void anUnknownRuleIsAnErrorAndTheOthersOfItsLineCount() {
        Allowances allowances = allowances("-- dbmigrate: allow ban-drop-tabel ban-truncate, old\nDROP TABLE a;\n");
        assertThat(allowances.all()).extracting(Allowance::rule).containsExactly("ban-truncate");
        assertThat(text(allowances.problems())).isEqualTo("""
                error[unknown-rule]: there is no rule "ban-drop-tabel"
                 --> src/main/resources/db/migration/001-case.sql:1:1
                  |
                1 | -- dbmigrate: allow ban-drop-tabel ban-truncate, old
                  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                  = help: did you mean  ban-drop-table ?""");
        assertThat(text(allowances("-- dbmigrate: allow blocks-writes, old\nSELECT 1;")
                        .problems()))
                .endsWith("= help: a rule's word stands in the brackets of what it finds:  error[<rule>]");
        assertThat(text(allowances("-- dbmigrate: allow , old\nSELECT 1;").problems()))
                .isEqualTo("""
                error[unknown-rule]: this line allows no rule
                 --> src/main/resources/db/migration/001-case.sql:1:1
                  |
                1 | -- dbmigrate: allow , old
                  | ^^^^^^^^^^^^^^^^^^^^^^^^^
                  = help: name it:  -- dbmigrate: allow <rule>, <reason>""");
    }

    @Test
    void whatWasNotNeededIsAWarning() {
        Allowances allowances = allowances("""
                -- dbmigrate: allow ban-drop-table ban-truncate, old
                DROP TABLE a;
                -- dbmigrate: allow ban-drop-column, old
                """);
        assertThat(text(allowances.unused(List.of(allowances.of(DROP_TABLE, 1).orElseThrow()))))
                .isEqualTo("""
                        warning[unused-allow]: nothing is found here for which ban-truncate must be allowed
                         --> src/main/resources/db/migration/001-case.sql:1:1
                          |
                        1 | -- dbmigrate: allow ban-drop-table ban-truncate, old
                          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                          = help: take it out
                        warning[unused-allow]: no statement stands below what allows ban-drop-column
                         --> src/main/resources/db/migration/001-case.sql:3:1
                          |
                        3 | -- dbmigrate: allow ban-drop-column, old
                          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                          = help: put it above its statement""");
    }

    private static Allowances allowances(String sql) {
        return Allowances.of(file("001-case", sql), RULES);
    }

    private static List<String> allowed(String sql) {
        Allowances allowances = allowances(sql);
        assertThat(allowances.problems()).isEmpty();
        return allowances.all().stream()
                .map(one -> one.statement() + ": " + one.rule() + " (" + one.reason() + ")")
                .toList();
    }

    private static String text(List<Diagnostic> problems) {
        return problems.stream()
                .flatMap(problem -> ProblemText.lines(problem).stream())
                .collect(Collectors.joining("\n"));
    }
}
