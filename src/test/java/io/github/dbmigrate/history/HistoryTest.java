package io.github.dbmigrate.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.migration.Checksum;
import io.github.dbmigrate.plan.State;
import io.github.dbmigrate.report.Report;
import io.github.dbmigrate.testing.Migrating;
import io.github.dbmigrate.testing.PostgresExtension;
import io.github.dbmigrate.testing.TestPostgres.Db;
import io.github.dbmigrate.testing.TestRole;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(PostgresExtension.class)
class HistoryTest {
    /** The first file of folders that were begun with a runner of their own. */
    private static final String OWN_TABLE = """
            CREATE TABLE IF NOT EXISTS schema_migrations (
              id SERIAL PRIMARY KEY,
              version VARCHAR(255) NOT NULL UNIQUE,
              name VARCHAR(255) NOT NULL,
              applied_at TIMESTAMP DEFAULT NOW(),
              execution_time_ms INTEGER,
              checksum VARCHAR(64)
            );
            CREATE INDEX idx_schema_migrations_version ON schema_migrations(version);
            """;

    private static final String USERS = "CREATE TABLE users (id int);\n";

    @TempDir
    Path directory;

    private Migrating project(Db db) {
        return Migrating.on(db, directory).appliedBy("ann");
    }

    @Test
    void aFolderWithAFileForTheTableIsAppliedToAFreshDatabase(Db db) throws SQLException {
        project(db)
                .file("000-create-migration-table.sql", OWN_TABLE)
                .file("001-users.sql", USERS)
                .run()
                .ok();
        assertThat(history(db)).isEqualTo("000-create-migration-table by ann, 001-users by ann");
        assertThat(db.ask("SELECT to_regclass('idx_schema_migrations_version')"))
                .isEqualTo("idx_schema_migrations_version");
    }

    @Test
    void aDatabaseOfSuchARunnerIsContinued(Db db) throws SQLException {
        aDatabaseOfAnotherRunner(db);
        Migrating project =
                project(db).file("000-create-migration-table.sql", OWN_TABLE).file("001-users.sql", USERS);
        assertThat(project.run().ok().report().outcome()).isEqualTo(Report.Outcome.UP_TO_DATE);
        assertThat(columns(db)).doesNotContain("applied_by");
        assertThat(project.file("002-more.sql", "CREATE TABLE more ()")
                        .run()
                        .ok()
                        .applied())
                .containsExactly("002");
        assertThat(columns(db)).isEqualTo("id version name applied_at execution_time_ms checksum applied_by");
        assertThat(history(db)).isEqualTo("000-create-migration-table, 001-users, 002-more by ann");
        assertThat(db.ask("SELECT id FROM schema_migrations WHERE version = '002-more'"))
                .isEqualTo("3");
    }

    private static void aDatabaseOfAnotherRunner(Db db) throws SQLException {
        db.run(OWN_TABLE);
        db.run(USERS);
        db.run("INSERT INTO schema_migrations (version, name, execution_time_ms, checksum) VALUES"
                + " ('000-create-migration-table', 'Create migration table', 12, '" + sha256(OWN_TABLE) + "'),"
                + " ('001-users', 'Users', 3, '" + sha256(USERS) + "')");
    }

    @Test
    void aTableOfAnotherRoleNeedsOnlySelectAndInsert(Db db) throws SQLException {
        aDatabaseOfAnotherRunner(db);
        try (var role = TestRole.on(db)) {
            db.run("GRANT CREATE ON SCHEMA public TO " + role.name());
            db.run("GRANT SELECT, INSERT ON schema_migrations TO " + role.name());
            db.run("GRANT USAGE ON SEQUENCE schema_migrations_id_seq TO " + role.name());
            project(role.db())
                    .file("000-create-migration-table.sql", OWN_TABLE)
                    .file("001-users.sql", USERS)
                    .file("002-more.sql", "CREATE TABLE more ()")
                    .run()
                    .ok();
            assertThat(columns(db)).doesNotContain("applied_by");
            assertThat(db.ask("SELECT version FROM schema_migrations ORDER BY id DESC LIMIT 1"))
                    .isEqualTo("002-more");
        }
    }

    @Test
    void aRoleThatMayOnlyReadSeesTheStatusAndAppliesNothing(Db db) throws SQLException {
        Migrating project = project(db).file("001-users.sql", USERS);
        project.run().ok();
        try (var role = TestRole.on(db)) {
            db.run("GRANT CREATE ON SCHEMA public TO " + role.name());
            db.run("GRANT SELECT ON schema_migrations TO " + role.name());
            project.file("002-more.sql", "CREATE TABLE more ()");
            assertThat(project.on(role.db()).status().ok().report().outcome()).isEqualTo(Report.Outcome.OK);
            assertThat(project.on(role.db()).run().problems()).isEqualTo("""
                            error[42501]: permission denied for table schema_migrations
                             --> db/002-more.sql  (when its history row was written)
                              = help: GRANT SELECT, INSERT, DELETE ON "public"."schema_migrations" TO "%1$s";
                              = help: GRANT USAGE ON SEQUENCE "public"."schema_migrations_id_seq" TO "%1$s";""".formatted(role.name()));
            assertThat(db.ask("SELECT to_regclass('more')")).isEqualTo("null");
        }
    }

    @Test
    void aRoleThatMayNotReadIsTold(Db db) throws SQLException {
        Migrating project = project(db).file("001-users.sql", USERS);
        project.run().ok();
        try (var role = TestRole.on(db)) {
            assertThat(project.on(role.db()).status().problems()).isEqualTo("""
                            error[42501]: the history table public.schema_migrations cannot be read: permission denied for table schema_migrations
                              = help: GRANT SELECT ON "public"."schema_migrations" TO "%1$s";""".formatted(role.name()));
        }
    }

    @Test
    void aRoleThatMayNotEvenLookIntoTheSchemaIsTold(Db db) throws SQLException {
        db.run("CREATE SCHEMA hidden");
        try (var role = TestRole.on(db)) {
            assertThat(project(role.db())
                            .table("hidden", "schema_migrations")
                            .file("001-users.sql", USERS)
                            .status()
                            .problems())
                    .isEqualTo("""
                            error[42501]: the history table hidden.schema_migrations cannot be read: permission denied for schema hidden
                              = help: GRANT USAGE ON SCHEMA "hidden" TO <role>;""");
        }
    }

    @Test
    void aRoleThatMayNotCreateIsTold(Db db) throws SQLException {
        db.run("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
        String owner = db.ask("SELECT nspowner::regrole FROM pg_namespace WHERE nspname = 'public'");
        try (var role = TestRole.on(db)) {
            assertThat(project(role.db()).file("001-users.sql", USERS).run().problems())
                    .isEqualTo("""
                            error[42501]: role "%1$s" may not create anything in schema "public"
                              = owner: of the schema is "%2$s"
                              = why: since PostgreSQL 15 only the owner may, unless others are allowed to
                              = help: as the owner:  GRANT CREATE ON SCHEMA public TO %1$s;""".formatted(role.name(), owner));
        }
    }

    @Test
    void aDatabaseThatFlywayHasMigratedIsNotMigratedOver(Db db) throws SQLException {
        db.run("CREATE TABLE flyway_schema_history (installed_rank int)");
        Migrating project = project(db).file("V1__users.sql", USERS);
        assertThat(project.run().problems()).isEqualTo("""
                error[other-history]: %s was migrated by Flyway
                  = seen: its table flyway_schema_history, and no history table of ours
                  = why: what it has applied would be applied a second time
                  = help: to go on from there, make our history table by hand, with a row for each applied file:
                          README.md, "Coming from another tool"
                  = help: to go on beside it:  -Ddbmigrate.table=dbmigrate_migrations;  nothing was changed""".formatted(db.database()));
        assertThat(project.status().ok().count(State.PENDING)).isEqualTo(1);
        assertThat(db.ask("SELECT to_regclass('users') IS NULL")).isEqualTo("t");
        assertThat(project.table("public", "dbmigrate_migrations").run().ok().applied())
                .containsExactly("1");
    }

    @Test
    void aSchemaThatIsNotThereIsNamed(Db db) {
        assertThat(project(db)
                        .table("audit", "migrations")
                        .file("001-users.sql", USERS)
                        .run()
                        .problems())
                .isEqualTo("""
                        error[3F000]: the history table audit.migrations cannot be made: schema "audit" does not exist
                          = help: CREATE SCHEMA "audit";""");
    }

    @Test
    void aReadOnlyRoleIsToldBeforeAnythingIsTried(Db db) throws SQLException {
        try (var role = TestRole.on(db)) {
            db.run("ALTER ROLE " + role.name() + " SET default_transaction_read_only = on");
            var run = project(role.db()).file("001-users.sql", USERS).run();
            assertThat(run.problems()).isEqualTo("""
                            error[read-only]: transactions of %1$s on %2$s are read-only
                              = why: default_transaction_read_only is on for the role, the database or the server
                              = help: use another role; nothing was changed""".formatted(role.name(), db.database()));
        }
    }

    @Test
    void aReadOnlyRoleWithNothingToApplyIsUpToDate(Db db) throws SQLException {
        Migrating project = project(db).file("001-users.sql", USERS);
        project.run().ok();
        try (var role = TestRole.on(db)) {
            db.run("GRANT SELECT ON schema_migrations TO " + role.name());
            db.run("ALTER ROLE " + role.name() + " SET default_transaction_read_only = on");
            assertThat(project.on(role.db()).run().ok().report().outcome()).isEqualTo(Report.Outcome.UP_TO_DATE);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Rails | CREATE TABLE schema_migrations (version varchar PRIMARY KEY); CREATE TABLE ar_internal_metadata (key varchar)",
                "dbmate or Rails | CREATE TABLE schema_migrations (version varchar(128) PRIMARY KEY)",
                "golang-migrate | CREATE TABLE schema_migrations (version bigint PRIMARY KEY, dirty boolean NOT NULL)",
                "another tool | CREATE TABLE schema_migrations (id int, what text)"
            })
    void aTableOfAnotherToolIsRecognisedAndNotTouched(String owner, String sql, Db db) throws SQLException {
        db.run(sql);
        String before = objects(db);
        String columns = columns(db);
        Migrating project = project(db).file("001-users.sql", USERS);
        assertThat(project.run().problems())
                .startsWith("error[foreign-history]: public.schema_migrations belongs to " + owner + "\n")
                .contains("= seen: columns " + columns.replace(" ", ", "))
                .endsWith("= help: nothing was written");
        assertThat(project.status().ids()).containsExactly("foreign-history");
        assertThat(objects(db)).isEqualTo(before);
        assertThat(db.ask("SELECT count(*) FROM schema_migrations")).isEqualTo("0");
        project.table("public", "dbmigrate_migrations").run().ok();
    }

    @Test
    void namesWithQuotesAndCapitalsAreTakenAsTheyAre(Db db) throws SQLException {
        db.run("CREATE SCHEMA \"It's \"\"Here\"\"\"");
        Migrating project = project(db)
                .table("It's \"Here\"", "My \\ Migrations")
                .file("001-users.sql", USERS)
                .file("R__view.sql", "SELECT 1");
        assertThat(project.run().ok().applied()).containsExactly("001", "R");
        assertThat(project.file("R__view.sql", "SELECT 2").run().ok().applied()).containsExactly("R");
        assertThat(project.run().ok().report().outcome()).isEqualTo(Report.Outcome.UP_TO_DATE);
        assertThat(db.ask(
                        "SELECT string_agg(version, ' ' ORDER BY id) FROM \"It's \"\"Here\"\"\".\"My \\ Migrations\""))
                .isEqualTo("001-users R__view");
    }

    @Test
    void twoTablesInOneDatabaseDoNotMeet(Db db) throws SQLException {
        project(db).file("001-users.sql", USERS).run().ok();
        db.run("CREATE SCHEMA other");
        assertThat(project(db)
                        .table("other", "schema_migrations")
                        .without("001-users.sql")
                        .file("001-others.sql", "CREATE TABLE other.users ()")
                        .run()
                        .ok()
                        .applied())
                .containsExactly("001");
        assertThat(history(db)).isEqualTo("001-users by ann");
    }

    @Test
    void theChecksumOfTheBytesOfAWindowsFileIsAccepted(Db db) throws SQLException {
        String windows = "CREATE TABLE users (\r\n  id int\r\n);\r\n";
        Migrating project = project(db).file("001-users.sql", windows);
        project.run().ok();
        db.run("UPDATE schema_migrations SET checksum = upper('" + sha256(windows) + "')");
        assertThat(project.run().ok().report().outcome()).isEqualTo(Report.Outcome.UP_TO_DATE);
        project.file("001-users.sql", windows.replace("\r\n", "\n"));
        assertThat(project.run().ids()).containsExactly("changed-file");
    }

    @Test
    void aRowWithoutAChecksumIsTakenAsItIs(Db db) throws SQLException {
        Migrating project = project(db).file("001-users.sql", USERS);
        project.run().ok();
        db.run("UPDATE schema_migrations SET checksum = NULL, applied_at = NULL, execution_time_ms = NULL");
        assertThat(project.file("002-more.sql", "SELECT 1").run().ok().applied())
                .containsExactly("002");
    }

    @Test
    void aRepeatableMigrationRunsAgainWhenItWasChangedAndTakesTheLastRow(Db db) throws SQLException {
        Migrating project = project(db)
                .file("R__totals.sql", "CREATE OR REPLACE VIEW totals AS SELECT 1 AS n")
                .file("001-users.sql", USERS);
        assertThat(project.run().ok().applied()).containsExactly("001", "R");
        assertThat(project.file("002-more.sql", "SELECT 1").run().ok().applied())
                .containsExactly("002");
        project.file("R__totals.sql", "CREATE OR REPLACE VIEW totals AS SELECT 2 AS n");
        assertThat(project.run().ok().applied()).containsExactly("R");
        assertThat(project.run().ok().report().outcome()).isEqualTo(Report.Outcome.UP_TO_DATE);
        assertThat(history(db)).isEqualTo("001-users by ann, 002-more by ann, R__totals by ann");
        assertThat(db.ask("SELECT n FROM totals")).isEqualTo("2");
    }

    @Test
    void aRepeatableMigrationThatFailsKeepsItsRow(Db db) throws SQLException {
        Migrating project = project(db).file("R__totals.sql", "CREATE VIEW totals AS SELECT 1 AS n");
        project.run().ok();
        project.file("R__totals.sql", "CREATE VIEW totals AS SELECT 2 AS n");
        assertThat(project.run().problems()).startsWith("error[42P07]: relation \"totals\" already exists");
        assertThat(history(db)).isEqualTo("R__totals by ann");
        assertThat(project.status().ok().count(State.OUTDATED)).isEqualTo(1);
    }

    @Test
    void filesWithoutStatementsCountAsApplied(Db db) throws SQLException {
        project(db)
                .file("001-empty.sql", "")
                .file("002-comments.sql", "-- nothing\n/* at all */ -- here")
                .file("003-semicolons.sql", ";;\n;")
                .file("004-users.sql", USERS)
                .run()
                .ok();
        assertThat(history(db))
                .isEqualTo("001-empty by ann, 002-comments by ann, 003-semicolons by ann, 004-users by ann");
    }

    @Test
    void aLongHistoryIsReadWhole(Db db) throws SQLException {
        project(db).file("00001-first.sql", "SELECT 1").run().ok();
        db.run("INSERT INTO schema_migrations (version, name)"
                + " SELECT to_char(n, 'FM00000') || '-next', 'Next' FROM generate_series(2, 10000) n");
        assertThat(project(db).status().ok().count(State.MISSING)).isEqualTo(9999);
    }

    @Test
    void lookingWritesNothing(Db db) throws Exception {
        Migrating project = project(db).file("001-users.sql", USERS);
        String before = objects(db);
        project.status().ok();
        project.dryRun();
        assertThat(objects(db)).isEqualTo(before);
        aDatabaseOfAnotherRunner(db);
        project.file("000-create-migration-table.sql", OWN_TABLE).status().ok();
        assertThat(columns(db)).doesNotContain("applied_by");
    }

    private static String sha256(String text) {
        return Checksum.ofBytes(text.getBytes(StandardCharsets.UTF_8)).hex();
    }

    private static String history(Db db) throws SQLException {
        return db.ask(
                "SELECT string_agg(concat_ws(' by ', version, applied_by), ', ' ORDER BY id) FROM schema_migrations");
    }

    private static String columns(Db db) throws SQLException {
        return db.ask("SELECT string_agg(attname, ' ' ORDER BY attnum) FROM pg_attribute"
                + " WHERE attrelid = 'schema_migrations'::regclass AND attnum > 0 AND NOT attisdropped");
    }

    private static String objects(Db db) throws SQLException {
        return db.ask("SELECT count(*) || ', newest ' || max(oid::bigint) FROM pg_class");
    }
}
