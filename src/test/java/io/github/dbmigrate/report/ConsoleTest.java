package io.github.dbmigrate.report;

import static io.github.dbmigrate.testing.Migrations.file;
import static io.github.dbmigrate.testing.Migrations.folder;
import static io.github.dbmigrate.testing.Migrations.history;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.batch.Pace;
import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.migration.AppliedMigration;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.plan.Applied;
import io.github.dbmigrate.plan.Plan;
import io.github.dbmigrate.plan.PlanOptions;
import io.github.dbmigrate.testing.MavenLog;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    private final MavenLog log = new MavenLog();
    private final Console console = new Console(log::print);

    @Test
    void theEnvironmentStandsFirst() {
        console.connected(connection("shop", "-Ddbmigrate.url", "production"));
        assertThat(log).hasToString("[INFO] production: shop on localhost:5432 as ann, PostgreSQL 17.2, direct\n");
    }

    @Test
    void nothingToApplyIsSaidInOneLine() {
        console.upToDate(plan(folder(), history()));
        console.upToDate(plan(folder("R-views"), history("R-views")));
        console.upToDate(Plan.of(
                folder("001-users", "002-orders"),
                history("001-users"),
                new PlanOptions("001", false),
                file -> Optional.empty()));
        assertThat(log).hasToString("""
                [INFO] Nothing to apply: there are no migrations.
                [INFO] Up to date (1 applied).
                [INFO] Up to date at 001 (1 applied, 1 beyond the target).
                """);
    }

    @Test
    void aRepeatableMigrationThatRunsAgainIsCountedOnce() {
        console.begin(plan(
                List.of(file("001-users", "SELECT 1;\n"), file("R-views", "SELECT 2;\n")),
                history("001-users", "R-views")));
        assertThat(log).hasToString("[INFO] 1 applied, 1 pending\n[INFO]\n");
    }

    @Test
    void oneOfAThingIsNotSeveral() {
        List<Migration> files = folder("001-users");
        MigrationLines lines = new MigrationLines(plan(files, history()).pending());
        console.applied(lines, new Applied(files.get(0), LocalDateTime.MIN, 1_000, 1));
        console.planned(plan(files, history()), "pending.sql");
        console.finished(1, Duration.ofMillis(999), "shop", "001");
        assertThat(log).hasToString("""
                [INFO]   001  users      1.0 s    1 row
                [INFO] Would apply 1 migration (dryRun; the database was only read):
                [INFO]   001  users    one transaction          1 statement
                [INFO] SQL: pending.sql
                [INFO]
                [INFO] Applied 1 migration in 999 ms. shop is at 001.
                """);
    }

    @Test
    void batchesThatTakeLongSayHowFarTheyCame() {
        List<Migration> files = folder("043-backfill");
        MigrationLines lines = new MigrationLines(plan(files, history()).pending());
        Duration took = Duration.ofSeconds(10);
        console.batches(lines, files.get(0), new Pace(1_204_311, 1_204_311, took, OptionalLong.of(9_000_000)));
        console.batches(lines, files.get(0), new Pace(1, 10, took, OptionalLong.empty()));
        assertThat(log).hasToString("""
                [INFO]   043  backfill       10 s ...  1,204,311 rows changed, 120,431 rows/s, 65 s left
                [INFO]   043  backfill       10 s ...  1 row changed, 1 row/s
                """);
    }

    @Test
    void aLostConnectionSaysNothingOfARollback() {
        List<Migration> files = folder("001-users");
        console.failed(new MigrationLines(plan(files, history()).pending()), files.get(0), 61_000, "connection lost");
        assertThat(log).hasToString("[ERROR]  001  users    failed after 61 s, connection lost\n");
    }

    @Test
    void waitingForAnotherRunSaysForWhomAndHowLong() {
        console.waiting("pid 811, host ci-7", Duration.ZERO);
        console.waiting("pid 811, host ci-7", Duration.ofSeconds(130));
        assertThat(log).hasToString("""
                [INFO] waiting for another run (pid 811, host ci-7)
                [INFO] waiting for 2.2 min for another run (pid 811, host ci-7)
                """);
    }

    @Test
    void anotherAttemptIsAWarning() {
        console.retrying(
                folder("046-fk").get(0),
                "canceling statement due to lock timeout",
                null,
                1,
                10,
                Duration.ofMillis(2_500));
        assertThat(log)
                .hasToString(
                        "[WARNING] 046  canceling statement due to lock timeout; rolled back, attempt 2 of 10 in 2.5 s\n");
    }

    @Test
    void everyLineOfANoticeIsALineOfTheLog() {
        console.notice(folder("046-fk").get(0), true, "one\n::error::two");
        console.notice(folder("046-fk").get(0), false, "three");
        assertThat(log).hasToString("[WARNING] 046: one\n[WARNING] 046: ::error::two\n[DEBUG] 046: three\n");
    }

    @Test
    void whatIsForPsqlIsToldToWhoLooksForIt() {
        console.passedOver(file("046-fk", "\\set ON_ERROR_STOP on\nSELECT 1;\n\\echo done\n"));
        assertThat(log).hasToString("""
                [DEBUG] 046: line 1, \\set ON_ERROR_STOP on, is for psql and was passed over
                [DEBUG] 046: line 3, \\echo done, is for psql and was passed over
                """);
    }

    @Test
    void thePartThatUndoesIsToldToWhoLooksForIt() {
        console.passedOver(file("046-fk", "-- migrate:up\nSELECT 1;\n\n-- migrate:down\nSELECT 2;\n\n"));
        console.passedOver(file("047-fk", "-- migrate:up\nSELECT 1;\n\n-- migrate:down\n-- none\n"));
        assertThat(log).hasToString("[DEBUG] 046: lines 4 to 5 undo it and are not run\n");
    }

    @Test
    void errorsAreLeftToTheBuildsFailure() {
        console.warnings(List.of(Diagnostic.error("a", "wrong"), Diagnostic.warning("b", "odd")));
        assertThat(log).hasToString("[WARNING] warning[b]: odd\n");
    }

    @Test
    void noNameFromOutsideBeginsALineOrCommandsATerminal() {
        String name = "shop\n::error::owned\u001b[2J";
        console.connected(connection(name, "DATABASE_URL in a\n::error::b", ""));
        console.finished(1, Duration.ZERO, name, "001");
        console.checked(name);
        assertThat(log).hasToString("""
                [INFO] shop?::error::owned?[2J on localhost:5432 as ann, PostgreSQL 17.2, direct
                [INFO]   address from DATABASE_URL in a?::error::b
                [INFO]
                [INFO] Applied 1 migration in 0 ms. shop?::error::owned?[2J is at 001.
                [INFO] shop?::error::owned?[2J
                """);
        assertThat(FailureText.of("x\n::y", List.of(), List.of(name + " is at 001."), List.of("a", "b")))
                .isEqualTo("""
                x?::y

                Now:  shop?::error::owned?[2J is at 001.
                Next: a
                      b
                """);
    }

    @Test
    void theStatusOfNothingIsItsCounts() {
        console.status(plan(folder(), history()), 10);
        assertThat(log).hasToString("[INFO]\n[INFO] 0 applied, 0 pending\n");
    }

    @Test
    void theStatusShowsWhatIsMissingAndRowsWithoutTimes() {
        List<AppliedMigration> rows = List.of(
                new AppliedMigration(1, "001-users", "Users", null, null, null, null),
                new AppliedMigration(
                        2,
                        "create orders",
                        "Create orders",
                        LocalDateTime.of(2026, 1, 2, 3, 4),
                        7_300_000,
                        null,
                        "ann"));
        Plan plan = Plan.of(folder("001-users", "002-a", "003-b"), rows, PlanOptions.DEFAULT, file -> Optional.empty());
        console.status(plan, 10);
        assertThat(log).hasToString("""
                [INFO]
                [INFO]   version        name             state      applied (UTC)        took     by
                [INFO]   001            users            applied
                [INFO]   create orders  Create orders    missing    2026-01-02 03:04    2.0 h     ann
                [INFO]   002            a                pending
                [INFO]   003            b                pending
                [INFO]
                [INFO] 1 applied, 1 missing, 2 pending
                """);
    }

    @Test
    void columnsLineUpBehindWideNames() {
        console.planned(
                plan(List.of(file("001-\u6771\u4eac", "SELECT 1;\n"), file("002-tokyo", "SELECT 1;\n")), history()),
                "x");
        assertThat(log.toString()).contains("""
                [INFO]   001  \u6771\u4eac     one transaction          1 statement
                [INFO]   002  tokyo    one transaction          1 statement
                """);
    }

    @Test
    void lengthsOfTimeAreSaidAsPeopleSayThem() {
        assertThat(List.of(0L, 999L, 1_000L, 9_949L, 9_950L, 119_999L, 120_000L, 7_199_999L, 7_200_000L, 360_000_000L))
                .extracting(millis -> Amount.ofMillis(millis).toString())
                .containsExactly(
                        "0 ms", "999 ms", "1.0 s", "9.9 s", "10 s", "120 s", "2.0 min", "120 min", "2.0 h", "100 h");
    }

    private static Connection connection(String database, String source, String environment) {
        return new Connection(
                database, "localhost", 5432, "ann", "17.2", "direct", false, source, List.of(), environment);
    }

    private static Plan plan(List<Migration> files, List<AppliedMigration> history) {
        return Plan.of(files, history, PlanOptions.DEFAULT, file -> Optional.empty());
    }
}
