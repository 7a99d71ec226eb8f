package io.github.dbmigrate.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.report.Report;
import io.github.dbmigrate.testing.CountingProxy;
import io.github.dbmigrate.testing.CountingProxy.Cut;
import io.github.dbmigrate.testing.Migrating;
import io.github.dbmigrate.testing.Migrating.Ran;
import io.github.dbmigrate.testing.PostgresExtension;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every migration is applied exactly once, whoever else runs and whatever dies. */
@ExtendWith(PostgresExtension.class)
class ExactlyOnceTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {2, 8})
    void whenSeveralRunAtTheSameTime(int runners, Db db) throws SQLException {
        int migrations = 30;
        race(runners, db, migrations, counters(db, migrations).oneAtATime());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8})
    void whenSeveralSendAllAtOnce(int runners, Db db) throws SQLException {
        int migrations = 60;
        race(runners, db, migrations, counters(db, migrations).pipelined());
    }

    @Test
    void withATransactionOfItsOwn(Db db) throws Exception {
        db.run("CREATE TABLE counted AS SELECT 0 AS n");
        Migrating project = Migrating.on(db, directory)
                .file("001-one.sql", "-- by hand\nBEGIN;\nUPDATE counted SET n = n + 1;\nSELECT nope;\nCOMMIT;\n");
        assertThat(project.run().problems()).isEqualTo("""
                error[42703]: column "nope" does not exist
                 --> db/001-one.sql:4:8  (statement 2 of 2)
                  |
                4 | SELECT nope;
                  |        ^^^^""");
        assertThat(db.ask("SELECT n FROM counted")).isEqualTo("0");
        project.file("001-one.sql", "-- by hand\nBEGIN;\nUPDATE counted SET n = n + 1;\nCOMMIT;\n")
                .run()
                .ok();
        assertThat(project.run().ok().applied()).isEmpty();
        assertThat(db.ask("SELECT n FROM counted")).isEqualTo("1");
    }

    @Test
    void whenSeveralRunThroughAPooler(Db db) throws Exception {
        try (var pooler = CountingProxy.before(db).withKeysOfItsOwn()) {
            // Fewer than the number of times that the history may move under a run.
            int migrations = 15;
            race(6, db, migrations, counters(db, migrations).oneAtATime().on(pooler.db()));
        }
    }

    private Migrating counters(Db db, int migrations) throws SQLException {
        db.run("CREATE TABLE counted (n int)");
        db.run("INSERT INTO counted VALUES (0)");
        Migrating project = Migrating.on(db, directory);
        for (int i = 1; i <= migrations; i++) {
            project.file(
                    "%03d-count.sql".formatted(i),
                    "UPDATE counted SET n = n + 1;\nCREATE TABLE t%d ();\n".formatted(i));
        }
        return project;
    }

    private static void race(int runners, Db db, int migrations, Migrating project) throws SQLException {
        var threads = Executors.newFixedThreadPool(runners);
        try {
            List<Ran> runs = Stream.generate(() -> CompletableFuture.supplyAsync(project::run, threads))
                    .limit(runners)
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
            assertThat(runs).allSatisfy(Ran::ok);
            assertThat(runs.stream().mapToInt(run -> run.applied().size()).sum())
                    .isEqualTo(migrations);
        } finally {
            threads.shutdown();
        }
        assertThat(db.ask("SELECT n FROM counted")).isEqualTo(Integer.toString(migrations));
        assertThat(db.ask("SELECT string_agg(left(version, 3), ' ' ORDER BY id) FROM schema_migrations"))
                .isEqualTo(String.join(
                        " ",
                        IntStream.rangeClosed(1, migrations)
                                .mapToObj("%03d"::formatted)
                                .toList()));
    }

    @Test
    void whenTheConnectionBreaksBeforeTheAnswer(Db db) throws Exception {
        Migrating project = cut(db, Cut.BEFORE_ITS_ANSWER);
        var again = project.run().ok();
        assertThat(again.report().outcome()).isEqualTo(Report.Outcome.UP_TO_DATE);
        assertThat(db.ask("SELECT n FROM counted")).isEqualTo("2");
    }

    @Test
    void whenTheConnectionBreaksBeforeTheMigrationArrives(Db db) throws Exception {
        Migrating project = cut(db, Cut.BEFORE_IT_ARRIVES);
        var again = project.run().ok();
        assertThat(again.applied()).containsExactly("002");
        assertThat(db.ask("SELECT n FROM counted")).isEqualTo("2");
    }

    @Test
    void whenTheConnectionBreaksAfterAnErrorTheErrorIsTold(Db db) throws Exception {
        Migrating project = Migrating.on(db, directory).file("001-one.sql", "CREATE TABLE t ();\nSELECT 1/0;\n");
        try (var proxy = CountingProxy.before(db)) {
            proxy.cut(Cut.BEFORE_IT_ARRIVES, message -> message.sql().equals("ROLLBACK"));
            assertThat(project.on(proxy.db()).run().problems()).startsWith("error[22012]: division by zero\n");
            assertThat(proxy.isCutPending()).isFalse();
        }
        assertThat(db.ask("SELECT to_regclass('t')")).isEqualTo("null");
    }

    /** Runs two migrations, and cuts the connection at the second. */
    private Migrating cut(Db db, Cut cut) throws Exception {
        db.run("CREATE TABLE counted AS SELECT 0 AS n");
        Migrating project = Migrating.on(db, directory)
                .oneAtATime()
                .file("001-one.sql", "UPDATE counted SET n = n + 1")
                .file("002-two.sql", "UPDATE counted SET n = n + 1");
        try (var proxy = CountingProxy.before(db)) {
            proxy.cut(cut, message -> message.sql().contains("'002-two'"));
            var run = project.on(proxy.db()).run();
            assertThat(run.report().failure()).isEqualTo("""
                            002 failed

                            error[connection-lost]: the connection was lost while 002 was running
                             --> db/002-two.sql
                              = driver: An I/O error occurred while sending to the backend.
                              = why: the migration and its history row commit together or not at all,
                                     so the history says whether 002 was applied

                            Now:  before 002, %s is at 001; of 002 either all or nothing is there.
                            Next: run the same command again; it reads the history and goes on from there.
                            """.formatted(db.database()));
            assertThat(run.applied()).containsExactly("001");
            return project;
        }
    }

    @Test
    void whenTheServerEndsTheSession(Db db) throws Exception {
        db.run("CREATE TABLE counted AS SELECT 0 AS n");
        Migrating project = Migrating.on(db, directory)
                .file("001-one.sql", "UPDATE counted SET n = n + 1;\nSELECT pg_sleep(30);\n");
        var running = CompletableFuture.supplyAsync(project::run);
        String sleeping = "FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'";
        await(db, "SELECT count(*) > 0 " + sleeping);
        assertThat(db.ask("SELECT application_name " + sleeping)).isEqualTo("dbmigrate 001");
        db.ask("SELECT pg_terminate_backend(pid) " + sleeping);
        assertThat(running.join().problems()).isEqualTo("""
                        error[57P01]: the connection was lost while 001 was running
                         --> db/001-one.sql
                          = server: terminating connection due to administrator command
                          = why: the migration and its history row commit together or not at all,
                                 so the history says whether 001 was applied""");
        project.file("001-one.sql", "UPDATE counted SET n = n + 1").run().ok();
        assertThat(db.ask("SELECT n FROM counted")).isEqualTo("1");
    }

    /** From PostgreSQL 14 on the server looks every two seconds whether anybody still waits for the answer. */
    @Test
    void whenTheConnectionBreaksWhileTheMigrationRuns(Db db) throws Exception {
        db.run("CREATE TABLE counted AS SELECT 0 AS n, 6 AS seconds");
        Migrating project = Migrating.on(db, directory)
                .file("001-one.sql", "UPDATE counted SET n = n + 1;\nSELECT pg_sleep(seconds) FROM counted;\n");
        try (var proxy = CountingProxy.before(db)) {
            var running = CompletableFuture.supplyAsync(project.on(proxy.db())::run);
            await(
                    db,
                    "SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'");
            proxy.cutNow();
            assertThat(running.join().ids()).containsExactly("connection-lost");
        }
        var again = project.listener(line -> makeItQuick(db, line.text())).run().ok();
        assertThat(again.text()).contains("waiting for another run (pid ");
        boolean looks = Integer.parseInt(db.ask("SHOW server_version_num")) >= 140000;
        assertThat(again.applied()).isEqualTo(looks ? List.of("001") : List.of());
        assertThat(db.ask("SELECT n FROM counted")).isEqualTo("1");
    }

    private static void makeItQuick(Db db, String line) {
        if (!line.endsWith("1 pending")) {
            return;
        }
        try {
            db.run("UPDATE counted SET seconds = 0");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aStatementThatIsCancelledLeavesNothing(Db db) throws Exception {
        Migrating project =
                Migrating.on(db, directory).file("001-one.sql", "CREATE TABLE t ();\nSELECT pg_sleep(30);\n");
        var running = CompletableFuture.supplyAsync(project::run);
        String sleeping = "FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'";
        await(db, "SELECT count(*) > 0 " + sleeping);
        db.ask("SELECT pg_cancel_backend(pid) " + sleeping);
        assertThat(running.join().problems())
                .startsWith(
                        "error[57014]: canceling statement due to user request\n --> db/001-one.sql:2:1  (statement 2 of 2)");
        assertThat(db.ask("SELECT to_regclass('t')")).isEqualTo("null");
    }

    @Test
    void whenSomebodyHoldsTheAdvisoryLockForTooLong(Db db) throws SQLException {
        try (var holder = holdingTheLock(db)) {
            var run = Migrating.on(db, directory)
                    .file("001-one.sql", "SELECT 1")
                    .lockWait(Duration.ofMillis(300))
                    .run();
            String pid = db.ask("SELECT pid FROM pg_stat_activity WHERE application_name = 'somebody'");
            assertThat(holder.isClosed()).isFalse();
            assertThat(run.ids()).containsExactly("another-run");
            assertThat(run.text()).contains("waiting for another run (pid " + pid + ", somebody, 127.0.0.1");
            assertThat(run.problems()).contains("= held by: pid " + pid + ", somebody, 127.0.0.1");
        }
        assertThat(db.ask("SELECT to_regclass('schema_migrations')")).isEqualTo("null");
    }

    @Test
    void whenTheAdvisoryLockIsLetGoMeanwhile(Db db) throws SQLException {
        try (var holder = holdingTheLock(db)) {
            var run = Migrating.on(db, directory)
                    .file("001-one.sql", "SELECT 1")
                    .listener(line -> {
                        if (line.text().startsWith("waiting")) {
                            close(holder);
                        }
                    })
                    .run()
                    .ok();
            assertThat(run.applied()).containsExactly("001");
        }
    }

    @Test
    void aRunWithNothingToDoDoesNotWaitForTheAdvisoryLock(Db db) throws SQLException {
        Migrating project = Migrating.on(db, directory).file("001-one.sql", "SELECT 1");
        project.run().ok();
        try (var holder = holdingTheLock(db)) {
            assertThat(project.run().ok().report().outcome()).isEqualTo(Report.Outcome.UP_TO_DATE);
            assertThat(holder.isClosed()).isFalse();
        }
    }

    private static Connection holdingTheLock(Db db) throws SQLException {
        Connection holder = db.connect();
        try (var statement = holder.createStatement()) {
            statement.execute("SET application_name = 'somebody'");
            statement.execute("SELECT pg_advisory_lock(4919, hashtext('public.schema_migrations'))");
        }
        return holder;
    }

    @Test
    void aTableLockIsTriedForAgainUntilItIsFree(Db db) throws SQLException {
        db.run("ALTER DATABASE " + db.database() + " SET deadlock_timeout = '10ms'");
        db.run("CREATE TABLE users (id int)");
        try (var reader = reading(db)) {
            var run = Migrating.on(db, directory)
                    .file("001-one.sql", "CREATE TABLE t ();\nALTER TABLE users ADD COLUMN age int;\n")
                    .lockTimeout(Duration.ofMillis(20), 10)
                    .listener(line -> {
                        if (line.text().contains("rolled back, attempt")) {
                            close(reader);
                        }
                    })
                    .run()
                    .ok();
            assertThat(run.applied()).containsExactly("001");
            assertThat(run.text())
                    .containsPattern(
                            "001  canceling statement due to lock timeout; rolled back, attempt 2 of 10 in [0-9.]+ m?s\n");
        }
    }

    @Test
    void aTableLockThatIsNeverFreeIsGivenUp(Db db) throws SQLException {
        db.run("ALTER DATABASE " + db.database() + " SET deadlock_timeout = '10ms'");
        db.run("CREATE TABLE users (id int)");
        try (var reader = reading(db)) {
            var run = Migrating.on(db, directory)
                    .file("001-one.sql", "ALTER TABLE users ADD COLUMN age int")
                    .lockTimeout(Duration.ofMillis(20), 2)
                    .run();
            assertThat(run.text()).contains("attempt 2 of 2").doesNotContain("attempt 3");
            assertThat(run.report().failure()).isEqualTo("""
                            001 failed

                            error[55P03]: canceling statement due to lock timeout
                             --> db/001-one.sql:1:1  (statement 1 of 1)
                              |
                            1 | ALTER TABLE users ADD COLUMN age int
                              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                              = help: try when the table is quiet, or wait longer for each lock:  -Ddbmigrate.lockTimeout=10s

                            Now:  %s has no migration applied; nothing of 001 remains.
                            Next: run the same command again when the table is less busy.
                            """.formatted(db.database()));
            assertThat(reader.isClosed()).isFalse();
        }
    }

    @Test
    void theVictimOfADeadlockIsTriedAgain(Db db) throws SQLException {
        db.run("ALTER DATABASE " + db.database() + " SET deadlock_timeout = '20ms'");
        db.run("CREATE TABLE users (id int)");
        db.run("CREATE TABLE orders (id int)");
        try (var other = reading(db)) {
            var begun = new CompletableFuture<Void>();
            var takingTheOther = begun.thenRunAsync(() -> lockOrdersPatiently(other));
            var run = Migrating.on(db, directory)
                    .file("001-one.sql", """
                            LOCK TABLE orders;
                            DO $$ BEGIN RAISE WARNING 'first'; END $$;
                            SELECT pg_sleep(0.3);
                            LOCK TABLE users;
                            CREATE TABLE t ();
                            """)
                    .lockTimeout(Duration.ofSeconds(20), 10)
                    .listener(line -> {
                        if (line.text().equals("001: first")) {
                            begun.complete(null);
                        }
                    })
                    .run()
                    .ok();
            takingTheOther.join();
            assertThat(run.text()).contains("001  deadlock detected; rolled back, attempt 2 of 10 in ");
            assertThat(run.applied()).containsExactly("001");
        }
    }

    /** Lets the migration be the one that finds the deadlock; ends the transaction so that its next attempt succeeds. */
    private static void lockOrdersPatiently(Connection other) {
        try (var statement = other.createStatement()) {
            statement.execute("SET LOCAL deadlock_timeout = '60s'");
            statement.execute("LOCK TABLE orders");
            other.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection reading(Db db) throws SQLException {
        Connection reader = db.connect();
        reader.setAutoCommit(false);
        try (var statement = reader.createStatement()) {
            statement.execute("SELECT FROM users");
        }
        return reader;
    }

    @Test
    void whenSomebodyWritesTheHistoryBetweenReadingAndApplying(Db db) throws SQLException {
        var run = Migrating.on(db, directory)
                .file("001-one.sql", "CREATE TABLE one ()")
                .file("002-two.sql", "CREATE TABLE two ()")
                .listener(line -> {
                    if (line.text().equals("0 applied, 2 pending")) {
                        insertFirst(db);
                    }
                })
                .run()
                .ok();
        assertThat(run.text())
                .contains("another run has changed the history meanwhile; reading it again\n1 applied, 1 pending");
        assertThat(run.applied()).containsExactly("002");
        assertThat(db.ask("SELECT to_regclass('one')")).isEqualTo("null");
        assertThat(db.ask("SELECT to_regclass('two')")).isEqualTo("two");
    }

    private static void insertFirst(Db db) {
        try {
            db.run("INSERT INTO schema_migrations (version, name) VALUES ('001-one', 'One')");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(Db db, String condition) throws SQLException {
        while (!db.ask(condition).equals("t")) {
            Thread.onSpinWait();
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
