package io.github.dbmigrate.rehearse;

import static io.github.dbmigrate.testing.Migrations.file;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.apply.ApplyOptions;
import io.github.dbmigrate.apply.Failure;
import io.github.dbmigrate.apply.Witness;
import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.history.History;
import io.github.dbmigrate.history.HistoryTable;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.rehearse.Rehearsal.Went;
import io.github.dbmigrate.rule.LockMode;
import io.github.dbmigrate.testing.PostgresExtension;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class RehearsalTest {
    private final History history = new History(HistoryTable.DEFAULT);
    private Duration limit = Duration.ofSeconds(30);
    private Db admin;
    private Database session;
    private Stage stage;

    @BeforeEach
    void open(Db db) throws SQLException {
        admin = db;
        session = Observing.connect(db);
        stage = Stage.onServerOf(session);
    }

    @AfterEach
    void close() {
        stage.close();
        session.close();
    }

    private Rehearsal rehearsal() {
        return new Rehearsal(stage, history, ApplyOptions.DEFAULT, limit);
    }

    private Went apply(Migration migration) {
        return rehearsal().apply(migration, database -> null, notice -> {});
    }

    private static Failure failure(Went went) {
        return Objects.requireNonNull(went.failure());
    }

    @Test
    void nothingOfItOutlivesTheRehearsal() throws SQLException {
        String role = "reporting_of_" + admin.database();
        assertThat(apply(file("001-roles", "CREATE ROLE " + role + "; CREATE TABLE t (id int);\n"))
                        .failure())
                .isNull();
        assertThat(admin.ask("SELECT count(*) FROM pg_roles WHERE rolname = '" + role + "'"))
                .isEqualTo("1");
        stage.close();
        assertThat(admin.ask(
                        "SELECT count(*) FROM pg_roles WHERE rolname = '" + role + "' OR rolname LIKE 'dbmigrate\\_%'"))
                .isEqualTo("0");
        assertThat(admin.ask("SELECT count(*) FROM pg_database WHERE datname LIKE 'dbmigrate\\_rehearsal%'"))
                .isEqualTo("0");
    }

    @Test
    void aPlainRoleOwnsWhatIsMade() {
        Went went = apply(file("001-users", "CREATE TABLE users (id int); CREATE SCHEMA app;\n"));
        assertThat(went.failure()).isNull();
        assertThat(went.superuser()).isNull();
        assertThat(stage.owner()
                        .read("SELECT pg_get_userbyid(relowner) = current_user FROM pg_class WHERE relname = 'users'")
                        .rows(0)
                        .get(0)
                        .isTrue(0))
                .isTrue();
    }

    @Test
    void whatOnlyASuperuserMayDoIsDoneBySuchAndSaid() {
        assertThat(apply(file("001-users", "CREATE TABLE users (id int);\n")).failure())
                .isNull();
        Went went = apply(file("002-untrusted", """
                CREATE FUNCTION load() RETURNS int LANGUAGE internal AS 'pg_backend_pid';
                ALTER TABLE users ADD COLUMN name text;
                CREATE TABLE made_by_superuser (id int);
                """));
        assertThat(went.failure()).isNull();
        Diagnostic refused = Objects.requireNonNull(went.superuser());
        assertThat(refused.message()).isEqualTo("permission denied for language internal");
        assertThat(refused.places().get(0))
                .hasToString("src/main/resources/db/migration/002-untrusted.sql:1:1  (statement 1 of 3)");
        // The plain role goes on with it.
        assertThat(apply(file("003-after", "ALTER TABLE made_by_superuser ADD COLUMN n int;\n"))
                        .superuser())
                .isNull();
    }

    @Test
    void aRoleThatIsNotHereIsPutUp() {
        String role = "only in " + admin.database();
        Went went = apply(file(
                "001-grants",
                "CREATE TABLE t (id int);\nGRANT SELECT ON t TO \"" + role + "\";\nALTER TABLE t OWNER TO \"" + role
                        + "\";\n"));
        assertThat(went.failure()).isNull();
        assertThat(stage.stubs()).containsExactly(role);
    }

    @Test
    void onAServerThatOthersUseNothingReachesBeyondItsOwnDatabase() throws SQLException {
        String role = "other_of_" + admin.database();
        admin.run("CREATE ROLE " + role);
        try {
            stage.close();
            stage = Stage.onServerOf(session);
            for (String sql : List.of(
                    "-- dbmigrate: no-transaction\nALTER SYSTEM SET work_mem = '5MB';\n",
                    "DROP ROLE " + role + ";\n",
                    "ALTER ROLE \"" + role + "\" SUPERUSER;\n",
                    "-- dbmigrate: no-transaction\nDROP DATABASE " + admin.database() + ";\n")) {
                Went went = apply(file("001-beyond", sql));
                assertThat(failure(went).diagnostic().id()).as(sql).isEqualTo("reaches-beyond");
                assertThat(rehearsal().applyPlainly(List.of(file("001-beyond", sql))))
                        .as(sql)
                        .isPresent();
            }
            // A superuser does not run what nobody has read.
            Went went = apply(file("001-code", "DO $$ BEGIN EXECUTE 'CREATE ROLE made_by_code'; END $$;\n"));
            assertThat(failure(went).diagnostic().sqlState()).isEqualTo("42501");
            assertThat(apply(file(
                                    "002-own",
                                    "CREATE ROLE own_" + admin.database() + "; DROP ROLE own_" + admin.database()
                                            + ";\n"))
                            .failure())
                    .isNull();
        } finally {
            admin.run("DROP ROLE " + role);
        }
    }

    @Test
    void anExtensionThatIsNotHereStopsIt() {
        Went went = apply(file("001-gis", "CREATE EXTENSION no_such_extension;\n"));
        assertThat(Missing.of(failure(went).diagnostic()))
                .isEqualTo(new Missing(Missing.Kind.EXTENSION, "no_such_extension"));
    }

    @Test
    void anEndlessLoopIsEnded() {
        limit = Duration.ofSeconds(1);
        Went went = apply(file("001-loop", """
                SELECT 1;
                DO $$ BEGIN
                  SET statement_timeout = 0;
                  LOOP
                    PERFORM 1;
                  END LOOP;
                END $$;
                """));
        Diagnostic problem = failure(went).diagnostic();
        assertThat(problem.id()).isEqualTo("rehearsal-timeout");
        assertThat(problem.message()).isEqualTo("001 did not end within 1 s");
        assertThat(problem.places().get(0).line()).isBetween(2, 6);
        limit = Duration.ofSeconds(30);
        assertThat(apply(file("002-next", "SELECT 2;\n")).failure()).isNull();
    }

    @Test
    void aMigrationThatEndsItsOwnSessionDoesNotStopTheOthers() {
        Went went = apply(file("001-suicide", "SELECT pg_terminate_backend(pg_backend_pid());\n"));
        assertThat(failure(went).connectionLost()).isTrue();
        assertThat(apply(file("002-next", "SELECT 2;\n")).failure()).isNull();
    }

    @Test
    void earlierMigrationsAreAppliedPastWhatMustBePutUp() {
        String role = "app_of_" + admin.database();
        List<Migration> earlier = List.of(
                file("001-a", "CREATE TABLE a (id int);\n"),
                file("002-b", "ALTER TABLE a OWNER TO " + role + ";\n"),
                file("003-c", "CREATE FUNCTION f() RETURNS int LANGUAGE internal AS 'pg_backend_pid';\n"),
                file("004-d", "CREATE INDEX CONCURRENTLY ON a (id);\n"),
                file("005-e", "ALTER TABLE a ADD COLUMN b int;\n"));
        assertThat(rehearsal().applyPlainly(earlier)).isEmpty();
        assertThat(history.read(stage.owner()).history())
                .extracting(row -> row.version())
                .containsExactly("001-a", "002-b", "003-c", "004-d", "005-e");
        // Again: there is nothing left to do.
        assertThat(rehearsal().applyPlainly(earlier)).isEmpty();
    }

    @Test
    void theFirstThatCannotBeAppliedIsTold() {
        var failure = rehearsal()
                .applyPlainly(List.of(
                        file("001-a", "CREATE TABLE a (id int);\n"),
                        file("002-b", "ALTER TABLE nope ADD COLUMN b int;\n"),
                        file("003-c", "SELECT 1;\n")));
        assertThat(failure).isPresent();
        assertThat(failure.get().migration().version()).isEqualTo("002-b");
        assertThat(failure.get().diagnostic().message()).isEqualTo("relation \"nope\" does not exist");
    }

    @Test
    void aWitnessIsThereBetweenTheStatements() {
        List<String> told = new ArrayList<>();
        Migration migration = file("001-steps", """
                CREATE TABLE t (id int);
                COPY t FROM stdin;
                1
                \\.
                ALTER TABLE t ADD COLUMN n int;
                """);
        Went went = rehearsal().apply(migration, database -> new Telling(database, told), notice -> {});
        assertThat(went.failure()).isNull();
        assertThat(told)
                .containsExactly("begin", "before 0", "after 0: 1", "before 1", "after 1: 1", "before 2", "after 2: 1");
        told.clear();
        went = rehearsal()
                .apply(
                        file(
                                "002-outside",
                                "-- dbmigrate: no-transaction\nCREATE INDEX CONCURRENTLY i ON t (n);\nUPDATE t SET n = 1;\n"),
                        database -> new Telling(database, told),
                        notice -> {});
        assertThat(went.failure()).isNull();
        assertThat(told).containsExactly("begin", "before 0 alone", "after 0 alone: 0", "before 1", "after 1: 1");
    }

    @Test
    void theLocksOfAStatementOutsideATransactionAreSeen() throws SQLException {
        apply(file("001-t", "CREATE TABLE t (id int);\n"));
        String oid =
                stage.owner().read("SELECT 't'::regclass::oid").rows(0).get(0).text(0);
        for (int i = 0; i < 5; i++) {
            ConcurrentWatch watch = ConcurrentWatch.on(stage.owner(), List.of("public.t"));
            stage.owner().run("VACUUM FULL t", notice -> {});
            assertThat(watch.stop()).containsEntry(Long.parseLong(oid), LockMode.ACCESS_EXCLUSIVE);
            watch = ConcurrentWatch.on(stage.owner(), List.of("public.t"));
            stage.owner().run("CREATE INDEX CONCURRENTLY i" + i + " ON t (id)", notice -> {});
            assertThat(watch.stop()).containsEntry(Long.parseLong(oid), LockMode.SHARE_UPDATE_EXCLUSIVE);
        }
    }

    /** Tells, and looks whether a transaction's locks are still held. */
    private record Telling(Database database, List<String> told) implements Witness {
        @Override
        public void begin(Migration migration) {
            told.add("begin");
        }

        @Override
        public void before(Migration migration, int statement, boolean alone) {
            told.add("before " + statement + (alone ? " alone" : ""));
        }

        @Override
        public void after(Migration migration, int statement, boolean alone) {
            String locked = database.read("SELECT count(*) FROM pg_locks l JOIN pg_class c ON c.oid = l.relation"
                            + " WHERE l.pid = pg_backend_pid() AND c.relname = 't'"
                            + " AND l.mode IN ('RowExclusiveLock', 'AccessExclusiveLock')")
                    .rows(0)
                    .get(0)
                    .text(0);
            told.add("after " + statement + (alone ? " alone" : "") + ": " + (locked.equals("0") ? 0 : 1));
        }
    }
}
