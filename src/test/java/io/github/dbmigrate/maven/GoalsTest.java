package io.github.dbmigrate.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.testing.PostgresExtension;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The goals as Maven runs them: from parameters to what is logged, applied and thrown. */
@ExtendWith(PostgresExtension.class)
class GoalsTest {
    private static final String FOLDER = "src/main/resources/db/migration";
    private static final String ALL = "SELECT string_agg(version, ',' ORDER BY id) FROM schema_migrations";

    @TempDir
    Path base;

    @Test
    void migrateAppliesWhatStatusThenShows(Db db) throws Exception {
        write(FOLDER, "001-users", "CREATE TABLE users (id int);\n");
        write(FOLDER, "002-orders", "CREATE TABLE orders (id int);\n");
        assertThat(goal("migrate").on(db).typed("target", "001").run())
                .contains(
                        "\n[INFO]   address from DBMIGRATE_URL\n[INFO] 0 applied, 1 pending\n[INFO]\n[INFO]   001  users ")
                .contains(" is at 001.\n");
        assertThat(db.ask(ALL)).isEqualTo("001-users");
        assertThat(goal("status").on(db).run()).endsWith("[INFO] 1 applied, 1 pending\n");
        assertThat(goal("validate").on(db).typed("rehearse", "never").run())
                .contains("\n[INFO] 1 applied, 1 pending: files and history agree\n")
                .endsWith(" Report: target/dbmigrate/report.html\n");
        assertThat(Files.readString(base.resolve("target/dbmigrate/result.json")))
                .contains("\"goal\": \"validate\"");
    }

    @Test
    void acceptRecordsTheChecksumOfAChangedFile(Db db) throws Exception {
        write(FOLDER, "001-users", "CREATE TABLE users (id int);\n");
        goal("migrate").on(db).run();
        write(FOLDER, "001-users", "-- people\nCREATE TABLE users (id int);\n");
        assertThat(goal("validate").on(db).run())
                .contains("[ERROR] error[changed-file]: 001 was changed after it was applied\n");
        assertThat(goal("accept").on(db).typed("version", "001").run()).contains("[INFO] 001: recorded sha256 ");
        assertThat(goal("validate").on(db).run()).contains("\n[INFO] 1 applied, 0 pending: files and history agree\n");
    }

    @Test
    void acceptAsksWhichFileIsMeant() throws Exception {
        assertThat(goal("accept").typed("version", "").run()).isEqualTo("""
                [ERROR] no version given
                [ERROR]
                [ERROR] error[no-version]: which migration's change is to be accepted?
                [ERROR]   = help: mvn dbmigrate:accept -Ddbmigrate.version=043
                """);
    }

    @Test
    void everyParameterOfTheHistoryTableArrives(Db db) throws Exception {
        db.run("CREATE SCHEMA app");
        write("sql", "001-users", "CREATE TABLE users (id int);\n");
        String log = goal("migrate")
                .on(db)
                .pom("directory", "sql")
                .pom("schema", "app")
                .pom("table", "done")
                .pom("environment", "staging")
                .pom("output", base.resolve("out.json").toString())
                .run();
        assertThat(log).contains("[INFO] staging: ").contains(" is at 001.\n");
        assertThat(db.ask("SELECT version FROM app.done")).isEqualTo("001-users");
        assertThat(base.resolve("out.json")).content().contains("\"environment\": \"staging\"");
    }

    @Test
    void placeholdersAreReplacedWhenTheyAreListed(Db db) throws Exception {
        write(FOLDER, "001-tenant", "CREATE TABLE t AS SELECT '${tenant}' AS a, '${other}' AS b;\n");
        goal("migrate").on(db).typed("placeholders.tenant", "acme").run();
        assertThat(db.ask("SELECT a || ' ' || b FROM t")).isEqualTo("acme ${other}");
    }

    @Test
    void theCommandLineBeatsThePomAndSaysSoOnce(Db db) throws Exception {
        write("sql", "001-orders", "CREATE TABLE orders (id int);\n");
        write("other", "001-coupons", "CREATE TABLE coupons (id int);\n");
        String log = goal("migrate")
                .on(db)
                .pom("directory", "sql")
                .typed("directory", "other")
                .boundInThePom()
                .run();
        assertThat(log.lines().filter(line -> line.contains("overrides")))
                .containsExactly("[INFO] -Ddbmigrate.directory overrides <directory>sql</directory> of the pom");
        assertThat(db.ask(ALL)).isEqualTo("001-coupons");
    }

    @Test
    void aMisspeltPropertyRunsNothing(Db db) throws Exception {
        write(FOLDER, "001-users", "CREATE TABLE users (id int);\n");
        assertThat(goal("migrate").on(db).typed("dryrun", "true").run()).isEqualTo("""
                [ERROR] nothing was run
                [ERROR]
                [ERROR] error[unknown-property]: -Ddbmigrate.dryrun is not a dbmigrate property
                [ERROR]   = help: did you mean -Ddbmigrate.dryRun ?  Nothing was run.
                """);
        assertThat(db.ask("SELECT to_regclass('users')")).isEqualTo("null");
    }

    @Test
    void aDryRunReadsAndWritesTheSql(Db db) throws Exception {
        write(FOLDER, "001-users", "CREATE TABLE users (id int);\n");
        assertThat(goal("migrate").on(db).typed("dryRun", "true").run())
                .contains("[INFO] Would apply 1 migration (dryRun; the database was only read):\n")
                .endsWith("[INFO] SQL: target/dbmigrate/pending.sql\n");
        assertThat(db.ask("SELECT to_regclass('users')")).isEqualTo("null");
        assertThat(db.ask("SELECT to_regclass('schema_migrations')")).isEqualTo("null");
        assertThat(base.resolve("target/dbmigrate/pending.sql")).content().contains("CREATE TABLE users (id int);");
    }

    @Test
    void withFailNeverNothingIsWritten(Db db) throws Exception {
        write(FOLDER, "001-users", "CREATE TABLE users (id int);\n");
        assertThat(goal("migrate").on(db).failNever().run()).isEqualTo("""
                [ERROR] mvn -fn hides failures
                [ERROR]
                [ERROR] error[fail-never]: with -fn (--fail-never) a failed migration would end as a successful build
                [ERROR]   = help: leave -fn out, or use -fae; nothing was run
                """);
        assertThat(goal("accept").on(db).failNever().run()).contains("error[fail-never]");
        assertThat(goal("migrate").on(db).failNever().typed("dryRun", "true").run())
                .contains("Would apply 1 migration");
        assertThat(goal("status").on(db).failNever().run()).endsWith("[INFO] 0 applied, 1 pending\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"migrate", "status", "validate", "accept"})
    void aGoalIsSkippedByItsOwnSwitchAndByTheCommonOne(String goal) throws Exception {
        assertThat(goal(goal).typed("skip", "true").run()).isEqualTo("[INFO] skipped (dbmigrate.skip)\n");
        assertThat(goal(goal).typed(goal + ".skip", "").run())
                .isEqualTo("[INFO] skipped (dbmigrate." + goal + ".skip)\n");
        assertThat(goal(goal).pom("skip", "true").run()).isEqualTo("[INFO] skipped (dbmigrate.skip)\n");
        assertThat(goal(goal).hasResult()).isFalse();
    }

    @Test
    void aSkipThatIsNotUnderstoodIsAnOrdinaryFailure() throws Exception {
        assertThat(goal("migrate").typed("skip", "maybe").run()).isEqualTo("""
                [ERROR] nothing was run
                [ERROR]
                [ERROR] error[bad-parameter]: -Ddbmigrate.skip=maybe is not understood
                [ERROR]   = help: give true or false.  Nothing was run.
                """);
        assertThat(goal("migrate").hasResult()).isTrue();
    }

    @Test
    void aReportThatIsNotKnownIsAnOrdinaryFailure() throws Exception {
        write(FOLDER, "001-users", "SELECT 1;\n");
        assertThat(goal("validate").typed("report", "html,pdf").run()).isEqualTo("""
                [ERROR] nothing was run
                [ERROR]
                [ERROR] error[bad-parameter]: -Ddbmigrate.report=pdf is not understood
                [ERROR]   = help: give json, sarif, gitlab, junit, html, markdown, github.  Nothing was run.
                """);
        assertThat(goal("validate").hasResult()).isTrue();
    }

    @Test
    void aModuleWithoutMigrationsHasNothingToDo() throws Exception {
        assertThat(goal("migrate").boundInThePom().run())
                .isEqualTo("[DEBUG] skipped: there is no " + base.resolve(FOLDER) + "\n");
        assertThat(goal("migrate").run()).contains("[ERROR] error[");
    }

    @ParameterizedTest
    @ValueSource(strings = {"directory", "table", "schema"})
    void whatHasADefaultIsNotTypedBlank(String name) throws Exception {
        write(FOLDER, "001-users", "SELECT 1;\n");
        assertThat(goal("validate").typed(name, "").run())
                .contains("[ERROR] error[bad-parameter]: -Ddbmigrate." + name + "= is not understood\n");
    }

    @Test
    void blankElementsOfThePomAreAbsent() throws Exception {
        write(FOLDER, "001-users", "SELECT 1;\n");
        assertThat(goal("validate")
                        .pom("environment", " ")
                        .pom("output", " ")
                        .pom("envFile", " ")
                        .pom("serverId", " ")
                        .run())
                .isEqualTo("""
                [INFO] 1 migration
                [INFO]
                [INFO] Checked: files. Not checked:
                [INFO]   git: the folder is in no git repository; run it in a clone of the repository
                [INFO]   history: no database was named; -Ddbmigrate.url or DBMIGRATE_URL
                [INFO]   rehearsal: it is not known which migrations are new; -Ddbmigrate.all judges all of them
                [INFO]
                [INFO] No problems. Report: target/dbmigrate/report.html
                """);
    }

    @Test
    void aPasswordIsNeverPrinted(Db db) throws Exception {
        write(FOLDER, "001-users", "CREATE TABLE users (id int);\n");
        String password = "open-sesame-42";
        Db wrong = new Db(db.host(), db.port(), "nobody_at_all", password, db.database());
        GoalRun refused = goal("migrate").on(wrong);
        assertThat(refused.run()).contains("[ERROR] error[").doesNotContain(password);
        assertThat(base.resolve("target/dbmigrate/result.json")).content().doesNotContain(password);
        GoalRun bad = goal("migrate").typed("url", "postgres://ann:" + password + "@x@localhost/shop");
        assertThat(bad.run()).contains("[ERROR] error[bad-address]").doesNotContain(password);
        GoalRun pom = goal("migrate").pom("url", "postgres://ann:" + password + "@localhost/shop");
        assertThat(pom.run()).contains("[ERROR] error[secret-in-pom]").doesNotContain(password);
        assertThat(pom.mojo().toString()).doesNotContain(password);
    }

    private GoalRun goal(String name) {
        return new GoalRun(name, base);
    }

    private void write(String folder, String stem, String sql) throws IOException {
        Files.createDirectories(base.resolve(folder));
        Files.writeString(base.resolve(folder).resolve(stem + ".sql"), sql);
    }
}
