package io.github.dbmigrate.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.goal.Gate.Ran;
import io.github.dbmigrate.goal.Validate.Rehearse;
import io.github.dbmigrate.postgres.embedded.Recipe;
import io.github.dbmigrate.report.Review;
import io.github.dbmigrate.report.Review.Outcome;
import io.github.dbmigrate.testing.Migrating;
import io.github.dbmigrate.testing.PostgresExtension;
import io.github.dbmigrate.testing.TestPostgres;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(PostgresExtension.class)
class ValidateTest {
    private static final String TABLES = """
            CREATE TABLE users (id bigint PRIMARY KEY, email text, legacy_name text);
            CREATE TABLE orders (id bigint PRIMARY KEY, status text);
            """;

    @TempDir
    Path base;

    private Db db;
    private Gate gate;

    @BeforeEach
    void gate(Db shadow) {
        db = shadow;
        gate = Gate.of(base, shadow).file("001-tables.sql", TABLES);
    }

    @Test
    void whatNewMigrationsDoIsSeenInsideDoBlocksToo() {
        Ran ran = gate.file("002-index.sql", "CREATE INDEX orders_status_idx ON orders (status);\n")
                .file("003-tidy.sql", """
                        DO $$
                        DECLARE t text := 'users';
                        BEGIN
                          EXECUTE format('ALTER TABLE %I DROP COLUMN legacy_name', t);
                        END $$;
                        """)
                .run();
        assertThat(ran.text()).contains("""
                error[require-concurrent-index-creation]: public.orders cannot be written while this runs
                 --> db/002-index.sql:1:1
                  |
                1 | CREATE INDEX orders_status_idx ON orders (status);
                  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                """).contains("""
                error[ban-drop-column]: column public.users.legacy_name and its values are gone for good
                 --> db/003-tidy.sql:4:3
                  |
                4 |   EXECUTE format('ALTER TABLE %I DROP COLUMN legacy_name', t);
                  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                """);
        assertThat(ran.ids()).containsExactly("error require-concurrent-index-creation", "error ban-drop-column");
        assertThat(ran.report().isFailed()).isTrue();
        Review review = review(ran);
        assertThat(review.schemaChange())
                .contains(
                        "    index public.orders_status_idx  CREATE INDEX orders_status_idx ON public.orders USING btree (status)");
        assertThat(review.migrations()).extracting(Review.Reviewed::outcome).containsOnly(Outcome.RUN);
        assertThat(review.migrations().get(1).statements().get(0).locks())
                .containsExactly(new Review.Lock("public.orders", "SHARE", "writes"));
    }

    @Test
    void whatTheFileAllowsPassesAndIsListedWithItsReason() {
        Ran ran = gate.file("002-tidy.sql", """
                        -- dbmigrate: allow ban-drop-column, nobody reads it since 2.3
                        ALTER TABLE users DROP COLUMN legacy_name;
                        -- dbmigrate: allow ban-drop-table, a slip of the pen
                        SELECT 1;
                        """).run();
        assertThat(ran.report().isFailed()).isFalse();
        assertThat(ran.text())
                .contains(
                        "  002-tidy.sql:2  ban-drop-column: column public.users.legacy_name and its values are gone for"
                                + " good (nobody reads it since 2.3)\n");
        assertThat(ran.ids()).containsExactly("warning unused-allow");
    }

    @Test
    void aNewFileThatFailsIsShownAtItsPlaceAndTheRestIsJudgedByItsText() {
        Ran ran = gate.file("002-broken.sql", "SELECT 1;\nALTER TABLE users ADD COLUMN emial_2 text REFERENCES nope;\n")
                .file("003-drop.sql", "DROP TABLE orders;\n")
                .run();
        assertThat(ran.text()).contains("""
                error[42P01]: relation "nope" does not exist
                 --> db/002-broken.sql:2:1  (statement 2 of 2)
                """).contains("""
                error[ban-drop-table]: table orders and its rows are gone for good
                """);
        assertThat(review(ran).migrations())
                .extracting(Review.Reviewed::outcome)
                .containsExactly(Outcome.RUN, Outcome.FAILED, Outcome.NOT_RUN);
        assertThat(ran.text())
                .contains("rehearsal: 002 failed; of it and of what comes after it the rules have only the text");
    }

    @Test
    void whatDoesNotEndIsEnded() {
        Ran ran = gate.limit(Duration.ofSeconds(1))
                .file("002-loop.sql", "DO $$ BEGIN LOOP PERFORM 1; END LOOP; END $$;\n")
                .run();
        assertThat(ran.messages("rehearsal-timeout")).containsExactly("002 did not end within 1 s");
        assertThat(ran.text()).contains("  = help: if it only takes long:  -Ddbmigrate.rehearsalTimeout=10min\n");
    }

    @Test
    void aFileThatNeedsDataSaysSo() {
        Ran ran = gate.file("002-check.sql", """
                        DO $$ BEGIN
                          IF NOT EXISTS (SELECT FROM orders) THEN RAISE EXCEPTION 'there are no orders'; END IF;
                        END $$;
                        """).run();
        assertThat(ran.text())
                .contains("error[P0001]: there are no orders\n")
                .contains("  = allow: -- dbmigrate: allow cannot-rehearse, <reason>  above the statement\n");
        Ran allowed = gate.file("002-check.sql", """
                        -- dbmigrate: allow cannot-rehearse, there are orders everywhere but here
                        DO $$ BEGIN
                          IF NOT EXISTS (SELECT FROM orders) THEN RAISE EXCEPTION 'there are no orders'; END IF;
                        END $$;
                        """).run();
        assertThat(allowed.report().isFailed()).isFalse();
        assertThat(allowed.text()).contains("(there are orders everywhere but here)");
    }

    @Test
    void whatIsWrongWithTheFileItselfIsNotAllowedAway() {
        Ran ran = gate.file(
                        "002-slip.sql",
                        "-- dbmigrate: allow cannot-rehearse, it works elsewhere\nALTER TABLE users ADD COLUMN email int;\n")
                .run();
        assertThat(ran.ids()).containsExactly("error sql-error");
    }

    @Test
    void aThousandLocksAreNoTrouble() {
        Ran ran = gate.file("002-many.sql", """
                        DO $$ BEGIN
                          FOR i IN 1..300 LOOP EXECUTE format('CREATE TABLE t%s (id int PRIMARY KEY)', i); END LOOP;
                        END $$;
                        """).run();
        assertThat(ran.report().isFailed()).isFalse();
    }

    @Test
    void aMigrationThatEndsSessionsOrMakesDatabasesDoesNoHarm() throws Exception {
        Ran ran = gate.file("002-kill.sql", "SELECT pg_terminate_backend(pg_backend_pid());\n")
                .run();
        assertThat(ran.report().isFailed()).isTrue();
        assertThat(ran.messages("session-ended")).containsExactly("its session was ended while 002 ran");
        assertThat(db.ask("SELECT count(*) FROM pg_database WHERE datname LIKE 'dbmigrate\\_rehearsal\\_%'"))
                .isEqualTo("0");
    }

    @Test
    void anExtensionThatIsNotHereIsNoFaultOfTheMigration() {
        Ran ran = gate.file("002-gis.sql", "CREATE EXTENSION no_such_extension;\n")
                .file("003-drop.sql", "DROP TABLE orders;\n")
                .run();
        assertThat(ran.ids()).containsExactly("warning cannot-rehearse", "error ban-drop-table");
        assertThat(ran.messages("cannot-rehearse"))
                .containsExactly("002 cannot be rehearsed from here: extension \"no_such_extension\" is not available");
        assertThat(gate.rehearse(Rehearse.ALWAYS).run().ids()).contains("error cannot-rehearse");
    }

    @Test
    void withoutAServerTheTextMustDoAndAlwaysIsAnError() {
        gate.file("002-drop.sql", "DROP TABLE orders;\n").servers(new None());
        Ran ran = gate.run();
        assertThat(ran.ids()).containsExactly("warning no-binaries", "error ban-drop-table");
        assertThat(ran.text())
                .contains("  rehearsal: it could not be done; the rules have only the text of the files\n");
        assertThat(gate.rehearse(Rehearse.ALWAYS).run().ids()).contains("error no-binaries");
        assertThat(gate.rehearse(Rehearse.NEVER).run().ids()).containsExactly("error ban-drop-table");
    }

    @Test
    void aRollbackIsProvedAndWhatItLosesIsSaid() {
        Ran ran = gate.file("002-column.up.sql", "ALTER TABLE users ADD COLUMN n int;\n")
                .file("002-column.down.sql", "ALTER TABLE users DROP COLUMN n;\n")
                .file("003-index.up.sql", "CREATE TABLE a (id int); CREATE INDEX a_id ON a (id);\n")
                .file("003-index.down.sql", "SELECT 1; DROP INDEX a_id;\n")
                .file("004-wrong.up.sql", "CREATE TABLE b (id int);\n")
                .file("004-wrong.down.sql", "DROP TABLE bb;\n")
                .run();
        assertThat(review(ran).migrations())
                .extracting(Review.Reviewed::rollback)
                .containsExactly(null, "exact", "does not bring the schema back", "does not run");
        assertThat(ran.messages("broken-rollback"))
                .containsExactly("the rollback of 003 does not bring the schema back");
        assertThat(ran.text()).contains("+ table public.a").contains("""
                warning[rollback-fails]: the rollback of 004 does not run: table "bb" does not exist
                 --> db/004-wrong.down.sql:1:1  (statement 1 of 1)
                """);
    }

    @Test
    void whatIsAboutNoStatementIsConfiguredAndAllowedAsRulesAre() {
        gate.file("002-a.up.sql", "CREATE TABLE a (id int PRIMARY KEY);\n").file("002-a.down.sql", "DROP TABLE b;\n");
        assertThat(gate.run().ids()).containsExactly("warning rollback-fails");
        assertThat(gate.rule("rollback-fails", "error").run().ids()).containsExactly("error rollback-fails");
        assertThat(gate.rule("rollback-fails", "off").run().ids()).isEmpty();
        assertThat(gate.failOn("risky").run().ids()).containsExactly("error rollback-fails");
        assertThat(gate.allow("rollback-fails").run().ids()).isEmpty();
        Ran allowed = gate.file(
                        "002-a.up.sql",
                        "-- dbmigrate: allow rollback-fails, nobody goes back\nCREATE TABLE a (id int PRIMARY KEY);\n")
                .failOn("risky")
                .run();
        assertThat(allowed.ids()).isEmpty();
        assertThat(Objects.requireNonNull(allowed.report().review()).allowed())
                .extracting(Review.Allowed::reason)
                .containsExactly("nobody goes back");
    }

    @Test
    void driftIsWhatSomebodyMadeByHand() throws Exception {
        Db production = TestPostgres.fresh();
        assertThat(Migrating.on(production, base).run().report().isFailed()).isFalse();
        gate.target(production).file("002-more.sql", "CREATE TABLE more (id int PRIMARY KEY);\n");
        Ran same = gate.run();
        assertThat(same.text()).doesNotContain("differ");
        assertThat(review(same).check("drift"))
                .get()
                .extracting(Review.Check::done)
                .isEqualTo(true);
        production.run("CREATE INDEX by_hand ON users (email); ALTER TABLE orders DROP COLUMN status");
        Ran drifted = gate.run();
        assertThat(drifted.messages("drift"))
                .containsExactly(
                        "the schema of " + production.database() + " is not what its migrations make: 2 differences");
        assertThat(review(drifted).drift())
                .containsExactly(
                        "- column public.orders.status  text",
                        "+ index public.by_hand  CREATE INDEX by_hand ON public.users USING btree (email)");
        assertThat(drifted.report().isFailed()).isFalse();
    }

    @Test
    void onASmallTableOfTheTargetAnIndexIsNoError() throws Exception {
        Db production = TestPostgres.fresh();
        Migrating.on(production, base).run();
        production.run("INSERT INTO orders SELECT i, 'x' FROM generate_series(1, 200) i; ANALYZE orders");
        Ran ran = gate.target(production)
                .file("002-index.sql", "CREATE INDEX orders_status_idx ON orders (status);\n")
                .run();
        assertThat(ran.ids()).containsExactly("note require-concurrent-index-creation");
        assertThat(ran.text()).contains("  = size: public.orders has about 200 rows");
    }

    /** Nothing can be fetched. */
    private static final class None implements RehearsalServers {
        @Override
        public Session start(String version, boolean anew, Supplier<Recipe> recipe) {
            throw new DiagnosticException("no server", Diagnostic.error("no-binaries", "there is no network"));
        }

        @Override
        public @Nullable Connector shadow() {
            return null;
        }
    }

    private static Review review(Ran ran) {
        return Objects.requireNonNull(ran.report().review());
    }
}
