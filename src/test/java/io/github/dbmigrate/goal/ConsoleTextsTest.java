package io.github.dbmigrate.goal;

import static io.github.dbmigrate.testing.MavenLog.golden;
import static io.github.dbmigrate.testing.Migrations.FOLDER;
import static io.github.dbmigrate.testing.Migrations.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dbmigrate.apply.Failure;
import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.diagnostic.Excerpt;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.diagnostic.Severity;
import io.github.dbmigrate.migration.AppliedMigration;
import io.github.dbmigrate.migration.Checksum;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.plan.Applied;
import io.github.dbmigrate.plan.LastChange;
import io.github.dbmigrate.plan.Plan;
import io.github.dbmigrate.plan.PlanOptions;
import io.github.dbmigrate.postgres.ServerError;
import io.github.dbmigrate.report.Activity;
import io.github.dbmigrate.report.Activity.Blocker;
import io.github.dbmigrate.report.Activity.LockedObject;
import io.github.dbmigrate.report.Activity.Wait;
import io.github.dbmigrate.report.Activity.Work;
import io.github.dbmigrate.report.Connection;
import io.github.dbmigrate.report.Console;
import io.github.dbmigrate.report.Report;
import io.github.dbmigrate.report.Review;
import io.github.dbmigrate.report.Running;
import io.github.dbmigrate.report.Running.Patience;
import io.github.dbmigrate.script.Script;
import io.github.dbmigrate.script.Statement;
import io.github.dbmigrate.target.TargetRequest;
import io.github.dbmigrate.target.TargetResolver;
import io.github.dbmigrate.testing.MavenLog;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each golden file in {@code console/} is what a user sees, byte for byte. */
class ConsoleTextsTest {
    private static final String MAVENS_FIRST_LINE = "[ERROR] Failed to execute goal ";
    private static final LocalDateTime APPLIED_AT = LocalDateTime.of(2026, 11, 18, 9, 14, 7);
    private static final Connection DIRECT = connection("DATABASE_URL_UNPOOLED", List.of());
    private static final Migration ORDER_STATUS = file("042-add-order-status", "SELECT 42;\n");
    private static final Migration BACKFILL = file("043-backfill-order-status", "SELECT 43;\n");
    private static final Migration NOT_NULL = file("044-order-status-not-null", """
            UPDATE orders SET status = 'new'
            WHERE status IS NULL;



            -- every order has a status since 043
            ALTER TABLE orders ALTER COLUMN status SET NOT NULL;
            """);

    private final MavenLog log = new MavenLog();
    private final Console console = new Console(log::print);

    @Test
    void m1AGoodDay() {
        Plan plan = plan(41, ORDER_STATUS, BACKFILL, NOT_NULL);
        List<Applied> applied =
                List.of(applied(ORDER_STATUS, 14, 0), applied(BACKFILL, 4_210, 1_204_311), applied(NOT_NULL, 31, 0));
        console.connected(connection("DATABASE_URL_UNPOOLED", List.of("DATABASE_URL is pooled and was not used")));
        console.begin(plan);
        ConsoleProgress progress = new ConsoleProgress(console, plan);
        applied.forEach(progress::applied);
        console.finished(
                3, Duration.ofMillis(4_311), "shop", plan.after(applied, "ci").current());
        assertThat(log).hasToString(golden("M1"));
    }

    @Test
    void m2NothingToDo() {
        console.connected(connection("-Ddbmigrate.url", List.of()));
        console.upToDate(plan(44));
        assertThat(log).hasToString(golden("M2"));
    }

    @Test
    void m3ALongStatementAndABlockedOne() {
        Migration index = file("045-index-orders-by-status", "CREATE INDEX ON orders (status);\n");
        Migration key = file("046-orders-to-customers-fk", "ALTER TABLE orders ADD FOREIGN KEY (customer);\n");
        ConsoleProgress progress = new ConsoleProgress(console, plan(44, index, key));
        progress.running(
                running(index, 10, new Work("CREATE INDEX", "building index: scanning table", 570, 999, 0, 0)));
        progress.running(
                running(index, 20, new Work("CREATE INDEX", "building index: loading tuples in tree", 14, 99, 0, 0)));
        progress.applied(applied(index, 26_000, 0));
        Blocker holder = new Blocker(
                8123,
                true,
                "web-app",
                "shop",
                "10.0.0.7",
                "idle in transaction",
                Duration.ofMinutes(14),
                "select * from orders where id = $1 for update",
                "");
        Duration waited = Duration.ofSeconds(5);
        Wait wait = new Wait(LockedObject.TABLE, "ShareRowExclusiveLock", "public.orders", waited, List.of(holder));
        progress.running(
                new Running(key, waited, new Activity(null, wait, false, 2), new Patience(Duration.ofSeconds(10), 3)));
        ServerError timeout = new ServerError(
                "55P03", "canceling statement due to lock timeout", null, null, 0, 0, null, null, null, null, null);
        progress.retrying(key, timeout, 1, 4, Duration.ofMillis(317));
        assertThat(log).hasToString(golden("M3"));
    }

    private static Running running(Migration migration, int seconds, Work work) {
        return new Running(
                migration,
                Duration.ofSeconds(seconds),
                new Activity(work, null, false, 0),
                new Patience(Duration.ofSeconds(10), 3));
    }

    @Test
    void m4AMigrationFails() {
        Plan plan = plan(41, ORDER_STATUS, BACKFILL, NOT_NULL);
        List<Applied> applied = List.of(applied(ORDER_STATUS, 14, 0), applied(BACKFILL, 4_210, 1_204_311));
        Diagnostic problem = Diagnostic.error(
                        "sql-error", "column \"status\" of relation \"orders\" contains null values")
                .sqlState("23502")
                .at(new Place(NOT_NULL.file(), 7, 1, 52, "(statement 2 of 2)"))
                .excerpt(excerptOf(NOT_NULL.script(), 1))
                .help("see the rows with  SELECT * FROM public.orders WHERE status IS NULL LIMIT 10;");
        Failure failure = new Failure(NOT_NULL, problem, 31, false, null, null);
        ConsoleProgress progress = new ConsoleProgress(console, plan);
        progress.applied(applied.get(1));
        progress.failed(failure);
        Plan now = plan.after(applied, "ci");
        Report report = new Report(
                "migrate",
                Report.Outcome.FAILED,
                "",
                DIRECT,
                now,
                applied,
                List.of(problem),
                "044 failed",
                AfterFailure.now("shop", now, applied, failure),
                AfterFailure.next(failure));
        log.failed("org.example:dbmigrate-maven-plugin:1.0.0:migrate", report.failure() + "-> [Help 1]");
        assertThat(log).hasToString(golden("M4"));
    }

    @Test
    void m5InsideADoBlock() {
        String sql = """
                CREATE TABLE a4 (id int);

                DO $$
                begin
                  perform 1;
                  insert into a4(nope)
                  values (1);
                end $$;
                """;
        int from = sql.indexOf("nope");
        Diagnostic problem = Diagnostic.error("sql-error", "column \"nope\" of relation \"a4\" does not exist")
                .sqlState("42703")
                .at(new Place(FOLDER + "005-fill-a4.sql", 6, 18, 22, "(statement 2 of 2)"))
                .excerpt(Excerpt.inside(sql, sql.indexOf("DO"), from, from + "nope".length()))
                .note("at", "PL/pgSQL DO block, line 4, SQL statement");
        log.problems(Report.refused("migrate", "", null, null, "005 failed", List.of(problem))
                .failure());
        assertThat(log).hasToString(golden("M5"));
    }

    @Test
    void m6AStatementOutsideATransactionFailsHalfWay() {
        Migration unique = file(
                "047-unique-email",
                "\n\nCREATE UNIQUE INDEX CONCURRENTLY users_email_key ON users (lower(email));\nVACUUM users;\n");
        Plan plan = plan(46, unique);
        Statement statement = unique.script().statements().get(0);
        Diagnostic problem = Diagnostic.error("sql-error", "could not create unique index \"users_email_key\"")
                .sqlState("23505")
                .at(new Place(unique.file(), 3, 1, 73, "(statement 1 of 2)"))
                .excerpt(Excerpt.of(unique.script().text(), statement.offset(), statement.end(), statement.offset()))
                .note("detail", "Key (lower(email))=(ann@example.org) is duplicated.");
        Failure.Left left = new Failure.Left(0, 2, List.of("public.users_email_key"), List.of());
        Failure failure = new Failure(unique, problem, 31, false, left, null);
        Report report = new Report(
                "migrate",
                Report.Outcome.FAILED,
                "",
                DIRECT,
                plan,
                List.of(),
                List.of(problem),
                "047 failed",
                AfterFailure.now("shop", plan, List.of(), failure),
                AfterFailure.next(failure));
        log.problems(report.failure());
        assertThat(log).hasToString(golden("M6"));
    }

    @Test
    void m7TheGateOfAPullRequest() {
        Migration index = file("045-index-orders-by-status", """
                -- support looks orders up by their status

                CREATE INDEX orders_status_idx ON orders (status);
                """);
        Migration tidy = file("046-tidy-users", """
                DO $$
                DECLARE
                  t text;
                BEGIN
                  FOREACH t IN ARRAY ARRAY['users'] LOOP

                  -- the name is in users.name since 031

                  EXECUTE format('ALTER TABLE %I DROP COLUMN legacy_name', t);
                  END LOOP;
                END $$;
                """);
        String legacy = "EXECUTE format('ALTER TABLE %I DROP COLUMN legacy_name', t)";
        List<Diagnostic> problems = List.of(
                found(
                                index,
                                "CREATE INDEX orders_status_idx ON orders (status)",
                                "blocks-writes",
                                "public.orders cannot be written while this runs")
                        .note("seen", "ShareLock on public.orders until the end of the statement")
                        .help("CREATE INDEX CONCURRENTLY, with  -- dbmigrate: no-transaction  on line 1")
                        .note("allow", "-- dbmigrate: allow blocks-writes  above the statement, with a reason"),
                found(tidy, legacy, "drops-data", "column public.users.legacy_name and its values are gone for good")
                        .note("seen", "sql_drop reported table column public.users.legacy_name")
                        .note("allow", "-- dbmigrate: allow drops-data  above the statement, with a reason"));
        Report report = Report.refused("validate", "", null, null, "2 problems in 2 files", problems)
                .with(review(List.of(index, tidy), List.of(), List.of(), List.of()));
        console.reviewed(report, "target/dbmigrate/report.html");
        assertThat(log).hasToString(golden("M7"));
        assertThat(report.failure()).isEqualTo("2 problems in 2 files\n");
    }

    @Test
    void m7EverythingThatAGateCanSay() {
        Migration tidy = file("046-tidy-users", "DROP TABLE audit_old;\nDROP INDEX a;\nDROP INDEX b;\n");
        Diagnostic told = Diagnostic.warning("gap", "there is no 040");
        List<Diagnostic> problems = List.of(
                told,
                new Diagnostic(
                        "prefer-text-field",
                        null,
                        Severity.NOTE,
                        "public.users.kind is character varying(20)",
                        List.of(Place.line(tidy.file(), 3)),
                        null,
                        List.of()),
                Diagnostic.warning("require-concurrent-index-deletion", "public.users cannot be read while this runs")
                        .at(Place.line(tidy.file(), 2)),
                Diagnostic.error("ban-drop-index", "index a is gone").at(Place.line(tidy.file(), 2)));
        Report report = Report.refused("validate", "", null, null, "1 problem", problems)
                .with(review(
                        List.of(tidy),
                        List.of(
                                new Review.Check("files", true, "names, numbers and encoding are in order"),
                                new Review.Check("git", true, "no file of origin/main was changed"),
                                new Review.Check("history", false, "no database was named (-Ddbmigrate.url)")),
                        List.of(new Review.Allowed(
                                "ban-drop-table", tidy.file(), 1, "public.audit_old is gone", "empty since 2024")),
                        List.of("- index public.users_email_key")));
        console.warnings(List.of(told));
        console.reviewed(report, "target/dbmigrate/result.json");
        assertThat(log).hasToString(golden("M7-everything"));
    }

    @Test
    void m7NothingNew() {
        Report report = Report.done("validate", Report.Outcome.OK, "", null, null, List.of(), List.of())
                .with(new Review(
                        "origin/main",
                        List.of(),
                        46,
                        List.of(new Review.Check("files", true, "names and numbers are in order")),
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()));
        console.reviewed(report, "target/dbmigrate/result.json");
        assertThat(log).hasToString(golden("M7-nothing-new"));
    }

    private static Review review(
            List<Migration> migrations, List<Review.Check> checks, List<Review.Allowed> allowed, List<String> drift) {
        return new Review(
                "origin/main",
                migrations.stream()
                        .map(file -> new Review.Reviewed(file, List.of(), Review.Outcome.RUN, 31, null))
                        .toList(),
                46,
                checks,
                new Review.Rehearsal("PostgreSQL 17.2", 2_834),
                allowed,
                List.of(),
                drift,
                List.of());
    }

    /** A finding about a text, of which its line alone is shown. */
    private static Diagnostic found(Migration migration, String what, String id, String message) {
        Script script = migration.script();
        int from = script.text().indexOf(what);
        int end = from + what.length();
        return Diagnostic.error(id, message)
                .at(new Place(migration.file(), script.line(from), script.column(from), script.column(end), ""))
                .excerpt(Excerpt.of(script.text(), from, end, from));
    }

    @Test
    void m8Status() {
        List<Migration> files = new ArrayList<>(older(41));
        files.addAll(List.of(ORDER_STATUS, BACKFILL, NOT_NULL));
        List<AppliedMigration> history = new ArrayList<>(rows(files.subList(0, 42)));
        history.add(new AppliedMigration(
                43, BACKFILL.version(), "Backfill order status", APPLIED_AT, 4_210, "9f2c1a7e", "ci"));
        console.connected(new Connection(
                "shop", "localhost", 5432, "shop", "17.2", "direct", false, "-Ddbmigrate.url", List.of(), ""));
        console.status(Plan.of(files, history, PlanOptions.DEFAULT, file -> Optional.empty()), 2);
        assertThat(log).hasToString(golden("M8"));
    }

    @Test
    void m9APooledAddress() {
        refused(Map.of(
                "POSTGRES_URL",
                "postgres://shop:x@ep-prod-xyz789-pooler.us-east-1.aws.neon.tech/shop?sslmode=require"));
        assertThat(log).hasToString(golden("M9"));
    }

    @Test
    void m10NoAddress() {
        refused(Map.of());
        assertThat(log).hasToString(golden("M10"));
    }

    @Test
    void m12AnAppliedFileWasChanged() {
        List<Migration> files = new ArrayList<>(older(42));
        Migration changed = new Migration(
                BACKFILL.name(),
                BACKFILL.file(),
                BACKFILL.script(),
                new Checksum("41b07dd3c5a1"),
                BACKFILL.rawChecksum(),
                null,
                null);
        files.addAll(List.of(changed, NOT_NULL));
        List<AppliedMigration> history = new ArrayList<>(rows(files.subList(0, 42)));
        history.add(new AppliedMigration(
                43, changed.version(), "Backfill order status", APPLIED_AT, 4_210, "9f2c1a7e0b42", "ci"));
        LastChange commit = new LastChange("5b1c0de", "Ann", LocalDate.of(2026, 11, 19), false);
        Plan plan = Plan.of(files, history, PlanOptions.DEFAULT, file -> Optional.of(commit));
        log.problems(Report.refused("migrate", "", DIRECT, plan, "1 problem", plan.problems())
                .failure());
        assertThat(log).hasToString(golden("M12"));
    }

    @Test
    void m15ADryRun() {
        Migration index = file("045-index-orders-by-status", """
                SET maintenance_work_mem = '1GB';
                CREATE INDEX CONCURRENTLY orders_status_idx ON orders (status);
                """);
        console.connected(connection("-Ddbmigrate.url", List.of()));
        console.planned(
                plan(44, index, file("046-tidy-users", "SELECT 1;\n".repeat(5))), "target/dbmigrate/pending.sql");
        assertThat(log).hasToString(golden("M15"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "M1",
                "M2",
                "M3",
                "M4",
                "M5",
                "M6",
                "M7",
                "M7-everything",
                "M7-nothing-new",
                "M8",
                "M9",
                "M10",
                "M12",
                "M14",
                "M15"
            })
    void itIsAsciiAndFitsInAHundredColumns(String text) {
        assertThat(golden(text).chars()).allMatch(c -> c == '\n' || c >= ' ' && c < 127);
        assertThat(golden(text).lines().filter(line -> !line.startsWith(MAVENS_FIRST_LINE)))
                .allMatch(line -> line.length() <= 100);
    }

    private void refused(Map<String, String> environment) {
        TargetRequest request = new TargetRequest(
                "migrate",
                "1.0.0",
                "ann",
                true,
                true,
                false,
                null,
                null,
                "dbmigrate",
                null,
                null,
                List.of("DATABASE_URL"));
        DiagnosticException refusal = catchThrowableOfType(
                DiagnosticException.class, () -> TargetResolver.resolve(request, environment::get));
        log.failed(
                "...:migrate",
                Report.refused("migrate", "", null, null, refusal.headline(), refusal.diagnostics())
                        .failure());
    }

    private static Connection connection(String source, List<String> remarks) {
        return new Connection(
                "shop", "db.internal", 5432, "shop_migrator", "17.2", "direct", true, source, remarks, "");
    }

    private static Excerpt excerptOf(Script script, int index) {
        Statement statement = script.statements().get(index);
        int end = script.statements().get(index - 1).end();
        return Excerpt.of(script.text(), statement.offset(), statement.end(), end);
    }

    private static Plan plan(int applied, Migration... pending) {
        List<Migration> files =
                Stream.concat(older(applied).stream(), Stream.of(pending)).toList();
        List<AppliedMigration> history = rows(files.subList(0, applied));
        return Plan.of(files, history, PlanOptions.DEFAULT, file -> Optional.empty());
    }

    private static List<Migration> older(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> file("%03d-older".formatted(n), "SELECT " + n + ";\n"))
                .toList();
    }

    private static List<AppliedMigration> rows(List<Migration> files) {
        return files.stream()
                .map(file -> new AppliedMigration(
                        1,
                        file.version(),
                        file.readableName(),
                        APPLIED_AT,
                        14,
                        file.checksum().hex(),
                        "ci"))
                .toList();
    }

    private static Applied applied(Migration migration, long millis, long rows) {
        return new Applied(migration, APPLIED_AT, millis, rows);
    }
}
