package io.github.dbmigrate.rule.text;

import static io.github.dbmigrate.testing.Migrations.file;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.report.ProblemText;
import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Rule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PendingReviewTest {
    private static final List<Rule> RULES =
            List.of(new Ban("ban-drop", Level.DESTRUCTIVE), new Ban("mind-drop", Level.RISKY));

    /** Finds everything that is dropped. */
    record Ban(String word, Level level) implements Rule {
        @Override
        public String title() {
            return "something is dropped";
        }

        @Override
        public String why() {
            return "it is gone";
        }

        @Override
        public String instead() {
            return "keep it";
        }

        @Override
        public List<Finding> judge(Observed statement) {
            return statement.all(Observation.Dropped.class).stream()
                    .map(drop -> Finding.of(
                            drop,
                            drop.type() + " " + drop.identity() + " is gone for good",
                            "DROP names it",
                            "rename it first"))
                    .toList();
        }
    }

    @Test
    void whatIsThereAndIsDroppedIsShownWithItsWaysOut() {
        PendingReview review = review("SELECT 1;\nALTER TABLE a\n  ADD b int,\n  DROP COLUMN c;\n");
        assertThat(review.isEmpty()).isFalse();
        assertThat(review.question())
                .contains("SELECT asked.number FROM (VALUES (1, pg_catalog.to_regclass('\"a\"') IS NOT NULL))"
                        + " AS asked(number, there) WHERE asked.there");
        assertThat(review.problems(Set.of())).isEmpty();
        assertThat(text(review.problems(Set.of(1)))).isEqualTo("""
                error[ban-drop]: table column a.c is gone for good
                 --> src/main/resources/db/migration/001-case.sql:4:3
                  |
                4 |   DROP COLUMN c;
                  |   ^^^^^^^^^^^^^
                  = seen: DROP names it
                  = help: rename it first
                  = allow: -- dbmigrate: allow ban-drop, <reason>  above the statement, or -Ddbmigrate.allow=ban-drop""");
    }

    @Test
    void aReasonedLineOrTheCommandLineAllowsIt() {
        String sql = "-- dbmigrate: allow ban-drop, archived\nDROP TABLE a;\n";
        assertThat(review(sql).isEmpty()).isTrue();
        assertThat(PendingReview.of(List.of(file("001-case", "DROP TABLE a;")), RULES, Set.of("ban-drop"))
                        .isEmpty())
                .isTrue();
        assertThat(text(review("-- dbmigrate: allow ban-drop\nDROP TABLE a;\n").problems(Set.of(1))))
                .contains("= why: line 1 allows it, but gives no reason");
    }

    @Test
    void whatAPendingMigrationHasMadeIsNobodys() {
        assertThat(PendingReview.of(
                                List.of(
                                        file("001-a", "CREATE TABLE a (id int); CREATE VIEW v AS SELECT 1;"),
                                        file("002-b", "DROP VIEW v; ALTER TABLE a DROP COLUMN id; DROP TABLE a;")),
                                RULES,
                                Set.of())
                        .question())
                .isEmpty();
    }

    @Test
    void whatIsMadeOnlyIfItDoesNotExistIsAsked() {
        assertThat(conditions("CREATE TABLE IF NOT EXISTS a (b int); ALTER TABLE a DROP COLUMN b;"))
                .isEqualTo("(1, pg_catalog.to_regclass('\"a\"') IS NOT NULL)");
    }

    @Test
    void aRenamedTableIsAskedForByBothNames() {
        assertThat(conditions("ALTER TABLE app.a RENAME TO b; ALTER TABLE app.b SET SCHEMA old; DROP TABLE old.b;"))
                .isEqualTo("(1, pg_catalog.to_regclass('\"app\".\"a\"') IS NOT NULL"
                        + " OR pg_catalog.to_regclass('\"old\".\"b\"') IS NOT NULL)");
        assertThat(conditions("ALTER SCHEMA app RENAME TO old; DROP TABLE old.b;"))
                .isEqualTo("(1, pg_catalog.to_regclass('\"app\".\"b\"') IS NOT NULL"
                        + " OR pg_catalog.to_regclass('\"old\".\"b\"') IS NOT NULL)");
    }

    @Test
    void everyKindOfObjectIsAskedForOnceAndSafely() {
        assertThat(conditions("""
                        DROP TABLE "it's", app."A""b\\c";
                        ALTER TABLE "it's" DROP COLUMN x;
                        DROP SCHEMA app;
                        DROP TYPE mood;
                        DROP FUNCTION f(int);
                        DROP EXTENSION "uuid-ossp";
                        """))
                .isEqualTo("(1, pg_catalog.to_regclass('\"it''s\"') IS NOT NULL),"
                        + " (2, pg_catalog.to_regclass(E'\"app\".\"A\"\"b\\\\c\"') IS NOT NULL),"
                        + " (3, pg_catalog.to_regnamespace('\"app\"') IS NOT NULL),"
                        + " (4, EXISTS (SELECT 1 FROM pg_catalog.pg_type t WHERE t.typname = 'mood')),"
                        + " (5, EXISTS (SELECT 1 FROM pg_catalog.pg_proc p WHERE p.proname = 'f')),"
                        + " (6, EXISTS (SELECT 1 FROM pg_catalog.pg_extension e WHERE e.extname = 'uuid-ossp'))");
    }

    @Test
    void whatCannotBeAskedForCountsInAnyEvent() {
        PendingReview review = review("DROP ROLE joe;");
        assertThat(review.question()).isEmpty();
        assertThat(review.problems(Set.of())).hasSize(1);
    }

    private static String conditions(String sql) {
        String question = review(sql).question().orElseThrow();
        return question.substring(question.indexOf("VALUES ") + 7, question.indexOf(") AS asked"));
    }

    private static PendingReview review(String sql) {
        Migration migration = file("001-case", sql);
        return PendingReview.of(List.of(migration), RULES, Set.of());
    }

    private static String text(List<Diagnostic> problems) {
        return problems.stream()
                .flatMap(problem -> ProblemText.lines(problem).stream())
                .collect(Collectors.joining("\n"));
    }
}
