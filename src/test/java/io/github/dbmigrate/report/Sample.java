package io.github.dbmigrate.report;

import static io.github.dbmigrate.testing.Migrations.file;
import static io.github.dbmigrate.testing.Migrations.history;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Excerpt;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.diagnostic.Severity;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.plan.Plan;
import io.github.dbmigrate.plan.PlanOptions;
import io.github.dbmigrate.report.Review.Allowed;
import io.github.dbmigrate.report.Review.Change;
import io.github.dbmigrate.report.Review.Check;
import io.github.dbmigrate.report.Review.Lock;
import io.github.dbmigrate.report.Review.Rehearsal;
import io.github.dbmigrate.report.Review.Reviewed;
import io.github.dbmigrate.report.Review.RunStatement;
import io.github.dbmigrate.report.Review.Table;
import io.github.dbmigrate.report.Review.TableColumn;
import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Rule;
import java.util.List;
import java.util.Optional;

/** A review with everything in it that can be, and one with nothing. Names and texts hold what each form must take care of. */
final class Sample {
    static final ReportContext CONTEXT =
            new ReportContext("1.0.0", "services/shop/", "https://github.com/ann/shop/blob/5b1c0de/");
    static final List<Rule> RULES = List.of(
            new TestRule(
                    "require-concurrent-index-creation",
                    Level.BLOCKING,
                    "an index is built while nobody can write",
                    "CREATE INDEX holds a SHARE lock until it is done: writers wait, and readers <b>queue</b> behind them.",
                    "CREATE INDEX CONCURRENTLY | outside a transaction"),
            new TestRule("ban-drop-column", Level.DESTRUCTIVE, "a column is dropped", "Its values are gone.", ""),
            new TestRule("prefer-text-field", Level.ADVICE, "a length that nobody needs", "", "text"));

    private static final Migration INDEX = file("045-index-orders-by-status", """
            -- "orders" are looked up by status & <script>alert('1')</script>
            SET lock_timeout = '2s';
            CREATE INDEX orders_status_idx ON orders (status);
            """);
    private static final Migration TIDY = file("046-tidy-users", """
            -- dbmigrate: allow ban-drop-table, empty since 2024 | see SHOP_12 @ann
            DROP TABLE audit_old;
            CREATE TABLE consents (
              id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              user_id bigint NOT NULL REFERENCES users,
              kind varchar(20)
            );

            DO $$
            BEGIN
              EXECUTE format('ALTER TABLE %I DROP COLUMN legacy_name', 'users');
            END $$;
            """);
    private static final Migration FAILING = file("047-greet", "SELECT '\ud83d\ude80 100% \u0007', nope FROM users;\n");
    private static final Migration LATER = file("048-later", "SELECT 1;\n");

    private Sample() {}

    static Report everything() {
        List<Migration> files = List.of(file("044-orders", "SELECT 1;\n"), INDEX, TIDY, FAILING, LATER);
        Plan plan = Plan.of(files, history("044-orders"), PlanOptions.DEFAULT, file -> Optional.empty());
        return Report.refused("validate", "", null, plan, "3 problems", problems())
                .with(review());
    }

    static Report nothing() {
        Review review = new Review(
                "origin/main",
                List.of(),
                44,
                List.of(new Check("files", true, "names, numbers, encoding and SQL text are in order")),
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of());
        return Report.done("validate", Report.Outcome.OK, "", null, null, List.of(), List.of())
                .with(review);
    }

    /** What goes wrong before there is anything to look at. */
    static Report refused() {
        return Report.refused(
                "validate",
                "",
                null,
                null,
                "no such folder",
                List.of(Diagnostic.error("no-folder", "there is no folder \"a|b\"")
                        .help("mkdir a")));
    }

    static List<Diagnostic> problems() {
        String sql = FAILING.script().text();
        int nope = sql.indexOf("nope");
        return List.of(
                marked(
                                INDEX,
                                "require-concurrent-index-creation",
                                3,
                                "CREATE INDEX orders_status_idx ON orders (status)")
                        .note("seen", "ShareLock on public.orders until the end of the statement")
                        .help("CREATE INDEX CONCURRENTLY, with  -- dbmigrate: no-transaction  on line 1")
                        .note("allow", "-- dbmigrate: allow require-concurrent-index-creation, <why>"),
                marked(TIDY, "ban-drop-column", 11, "EXECUTE format('ALTER TABLE %I DROP COLUMN legacy_name', 'users')")
                        .note("seen", "sql_drop reported table column public.users.legacy_name")
                        .note("allow", "-- dbmigrate: allow ban-drop-column, <why>"),
                note(),
                Diagnostic.warning("gap", "there is no 043"),
                Diagnostic.error("sql-error", "column \"nope\" does not exist\n\ud83d\ude80 100% | <b>\u0007")
                        .sqlState("42703")
                        .at(new Place(FAILING.file(), 1, 20, 24, "(statement 1 of 1)"))
                        .excerpt(Excerpt.of(sql, nope, nope + 4, 0)));
    }

    private static Diagnostic note() {
        return new Diagnostic(
                "prefer-text-field",
                null,
                Severity.NOTE,
                "public.consents.kind is character varying(20)",
                List.of(new Place(TIDY.file(), 6, 3, 19, ""), Place.file("other file.sql")),
                null,
                List.of());
    }

    private static Diagnostic marked(Migration migration, String id, int line, String what) {
        String sql = migration.script().text();
        int from = sql.indexOf(what);
        int column = from - sql.lastIndexOf('\n', from);
        String message = id.equals("ban-drop-column")
                ? "column public.users.legacy_name and its values are gone for good"
                : "public.orders cannot be written while this runs";
        return Diagnostic.error(id, message)
                .at(new Place(migration.file(), line, column, column + what.length(), ""))
                .excerpt(Excerpt.of(sql, from, from + what.length(), from));
    }

    static Review review() {
        Lock share = new Lock("public.orders", "SHARE", "writes");
        Lock users = new Lock("public.users", "ACCESS EXCLUSIVE", "reads and writes");
        return new Review(
                "origin/main",
                List.of(
                        new Reviewed(
                                INDEX,
                                List.of(
                                        new RunStatement(1, 2, "SET lock_timeout = '2s'", 180, List.of()),
                                        new RunStatement(
                                                2,
                                                3,
                                                "CREATE INDEX orders_status_idx ON orders (status)",
                                                4_210,
                                                List.of(share))),
                                Review.Outcome.RUN,
                                31,
                                "exact"),
                        new Reviewed(
                                TIDY,
                                List.of(
                                        new RunStatement(
                                                1,
                                                2,
                                                "DROP TABLE audit_old",
                                                900,
                                                List.of(new Lock("audit_old", "ACCESS EXCLUSIVE", "reads and writes"))),
                                        new RunStatement(
                                                2,
                                                3,
                                                "CREATE TABLE consents ( id bigint GENERATED ALWAYS ...",
                                                12_300,
                                                List.of(new Lock("public.users", "SHARE ROW EXCLUSIVE", "writes"))),
                                        new RunStatement(
                                                3,
                                                9,
                                                "DO $$ BEGIN EXECUTE format('ALTER TABLE ...",
                                                2_000_000,
                                                List.of(users, new Lock("public.\"odd|<name>\"", "ROW SHARE", "")))),
                                Review.Outcome.RUN,
                                2_031,
                                null),
                        new Reviewed(FAILING, List.of(), Review.Outcome.FAILED, 2, null),
                        new Reviewed(LATER, List.of(), Review.Outcome.NOT_RUN, 0, null)),
                48,
                List.of(
                        new Check("files", true, "names, numbers, encoding and SQL text are in order"),
                        new Check("git", true, "no file of origin/main was changed"),
                        new Check("history", false, "no database was named (-Ddbmigrate.url, DBMIGRATE_URL)"),
                        new Check("rehearsal", true, "2 of 4 migrations ran")),
                new Rehearsal("PostgreSQL 17.2", 2_834),
                List.of(new Allowed(
                        "ban-drop-table",
                        TIDY.file(),
                        2,
                        "table public.audit_old and its rows are gone for good",
                        "empty since 2024 | see SHOP_12 @ann")),
                List.of("+ table public.consents", "-   column public.users.legacy_name text", "~   default '```' <b>"),
                List.of("- index public.users_email_key"),
                List.of(
                        table(
                                "public.users",
                                Change.CHANGED,
                                List.of(
                                        new TableColumn("id", "bigint", Change.NONE),
                                        new TableColumn("legacy_name", "text", Change.DROPPED))),
                        table(
                                "public.consents",
                                Change.ADDED,
                                List.of(
                                        new TableColumn("id", "bigint", Change.ADDED),
                                        new TableColumn("user_id", "bigint", Change.ADDED),
                                        new TableColumn("given at", "timestamp with time zone", Change.ADDED),
                                        new TableColumn("1st", "numeric(10,2)", Change.ADDED)),
                                "public.users"),
                        table(
                                "public.orders",
                                Change.NONE,
                                List.of(new TableColumn("status", "character varying(20)", Change.NONE)),
                                "public.users"),
                        table("audit_old", Change.DROPPED, List.of()),
                        table("public.\"odd|<name>\"", Change.NONE, List.of(), "public.\"odd|<name>\"", "elsewhere")));
    }

    private static Table table(String name, Change change, List<TableColumn> columns, String... references) {
        return new Table(name, change, columns, List.of(references));
    }

    /** A rule for its texts alone. */
    record TestRule(String word, Level level, String title, String why, String instead) implements Rule {
        @Override
        public List<Finding> judge(Observed statement) {
            return List.of();
        }
    }
}
