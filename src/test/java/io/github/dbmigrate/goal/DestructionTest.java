package io.github.dbmigrate.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.report.Report;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.catalogue.Catalogue;
import io.github.dbmigrate.testing.Migrating;
import io.github.dbmigrate.testing.PostgresExtension;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(PostgresExtension.class)
class DestructionTest {
    private static final Destruction REQUIRED = new Destruction(Catalogue.RULES.stream()
            .filter(rule -> rule.level() == Level.DESTRUCTIVE)
            .toList());

    @TempDir
    Path directory;

    private Db db;
    private Migrating project;

    @BeforeEach
    void begin(Db own) {
        db = own;
        project = Migrating.on(own, directory)
                .destruction(REQUIRED)
                .file(
                        "001-users.sql",
                        "CREATE TABLE users (id int, name text);\nINSERT INTO users VALUES (1, 'Ann');\n");
        assertThat(project.run().report().outcome()).isEqualTo(Report.Outcome.APPLIED);
    }

    @Test
    void whatNobodyHasSaidMayGoIsRefusedBeforeAnythingIsApplied() throws Exception {
        project.file("002-more.sql", "CREATE TABLE more (id int);\n")
                .file("003-drop.sql", "ALTER TABLE users DROP COLUMN name;\nTRUNCATE users;\n");
        List<String> told = project.run()
                .problems()
                .lines()
                .filter(line -> !line.startsWith("  = help") && !line.startsWith("          "))
                .toList();
        assertThat(told).containsExactly("""
                error[ban-drop-column]: column users.name and its values are gone for good
                 --> db/003-drop.sql:1:1
                  |
                1 | ALTER TABLE users DROP COLUMN name;
                  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                  = seen: the text says ALTER TABLE users DROP COLUMN name
                  = allow: -- dbmigrate: allow ban-drop-column, <reason>  above the statement, or -Ddbmigrate.allow=ban-drop-column

                error[ban-truncate]: all rows of users are gone for good
                 --> db/003-drop.sql:2:1
                  |
                2 | TRUNCATE users;
                  | ^^^^^^^^^^^^^^
                  = seen: the text says TRUNCATE users
                  = allow: -- dbmigrate: allow ban-truncate, <reason>  above the statement, or -Ddbmigrate.allow=ban-truncate
                """.split("\n"));
        assertThat(db.ask("SELECT string_agg(name, ' ') FROM users")).isEqualTo("Ann");
        assertThat(db.ask("SELECT count(*) FROM schema_migrations")).isEqualTo("1");
    }

    @Test
    void withAReasonItGoes() throws Exception {
        project.file(
                "002-drop.sql",
                "-- dbmigrate: allow ban-drop-column, nobody reads it\nALTER TABLE users DROP COLUMN name;\n");
        assertThat(project.run().report().outcome()).isEqualTo(Report.Outcome.APPLIED);
    }

    @Test
    void whatIsNotThereOrComesWithThePendingMigrationsCannotBeLost() throws Exception {
        project.file("002-more.sql", "CREATE TABLE more (id int);\nDROP TABLE IF EXISTS elsewhere;\n")
                .file("003-less.sql", "DROP TABLE more;\n");
        assertThat(project.run().report().outcome()).isEqualTo(Report.Outcome.APPLIED);
    }

    @Test
    void aDryRunTellsWhatWouldBeRefused() {
        project.file("002-drop.sql", "DROP TABLE users;\n");
        List<String> warnings = project.dryRunLines().stream()
                .filter(line -> line.startsWith("warning["))
                .toList();
        assertThat(warnings).containsExactly("warning[ban-drop-table]: table users and its rows are gone for good");
    }

    @Test
    void whoAsksForNoReviewGetsNone() {
        project.destruction(Destruction.IGNORED).file("002-drop.sql", "DROP TABLE users;\n");
        assertThat(project.run().report().outcome()).isEqualTo(Report.Outcome.APPLIED);
    }
}
