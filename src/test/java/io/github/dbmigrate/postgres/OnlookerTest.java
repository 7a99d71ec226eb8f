package io.github.dbmigrate.postgres;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.dbmigrate.report.Activity;
import io.github.dbmigrate.report.Activity.Blocker;
import io.github.dbmigrate.report.Activity.LockedObject;
import io.github.dbmigrate.report.Activity.Wait;
import io.github.dbmigrate.report.Activity.Work;
import io.github.dbmigrate.testing.CountingProxy;
import io.github.dbmigrate.testing.PostgresExtension;
import io.github.dbmigrate.testing.TestPostgres.Db;
import io.github.dbmigrate.testing.TestRole;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;

/** What is seen of a session that is busy, on every version of the server. */
@ExtendWith(PostgresExtension.class)
class OnlookerTest {
    private static final long A_MINUTE = TimeUnit.MINUTES.toNanos(1);

    @Test
    void aSessionThatWaitsForATableAndWhoHoldsIt(Db db) throws Exception {
        db.run("CREATE TABLE orders (id int)");
        try (var holder = begun(db, "UPDATE orders SET id = 1");
                var busy = new Busy(db, "ALTER TABLE orders ADD COLUMN note text")) {
            Wait wait = requireNonNull(busy.seen(Busy::blocked).waitsFor());
            assertThat(wait.object()).isEqualTo(LockedObject.TABLE);
            assertThat(wait.mode()).isEqualTo("AccessExclusiveLock");
            assertThat(wait.name()).isEqualTo("public.orders");
            if (version(db) >= 14) {
                assertThat(wait.waited()).isNotNull().isPositive();
            } else {
                assertThat(wait.waited()).isNull();
            }
            Blocker blocker = wait.blockers().get(0);
            assertThat(blocker.inTransaction()).isNotNull().isPositive();
            assertThat(blocker)
                    .isEqualTo(new Blocker(
                            pid(holder),
                            true,
                            "web-app",
                            db.user(),
                            blocker.client(),
                            "idle in transaction",
                            blocker.inTransaction(),
                            "UPDATE orders SET id = 1",
                            ""));
        }
    }

    @Test
    void whoWaitsForTheTableBeforeUsAndForWhom(Db db) throws Exception {
        db.run("CREATE TABLE orders (id int)");
        try (var holder = begun(db, "SELECT FROM orders");
                var first = new Busy(db, "ALTER TABLE orders ADD COLUMN note text")) {
            first.seen(Busy::blocked);
            try (var second = new Busy(db, "ALTER TABLE orders ADD COLUMN note text")) {
                Activity seen = second.seen(
                        activity -> Busy.blocked(activity) && blockers(activity).size() == 2);
                assertThat(blockers(seen))
                        .extracting(b -> b.pid() + " " + b.holds() + " " + b.waitsForPids())
                        .containsExactly(pid(holder) + " true ", first.pid() + " false " + pid(holder));
                assertThat(first.seen(activity -> activity.queued() > 0).queued())
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void whoWaitsForALockThatWeHold(Db db) throws Exception {
        db.run("CREATE TABLE orders (id int)");
        try (var busy = new Busy(db, "LOCK TABLE orders; SELECT pg_sleep(60)");
                var other = new Busy(db, "SELECT FROM orders")) {
            Activity seen = busy.seen(activity -> activity.queued() > 0);
            assertThat(seen.queued()).isEqualTo(1);
            assertThat(seen.waitsFor()).isNull();
            assertThat(blockers(other.seen(Busy::blocked)))
                    .extracting(Blocker::pid)
                    .containsExactly(busy.pid());
        }
    }

    @Test
    void aRowThatAnotherTransactionHasChanged(Db db) throws Exception {
        db.run("CREATE TABLE \"Order\" (id int PRIMARY KEY); INSERT INTO \"Order\" VALUES (1)");
        try (var holder = begun(db, "UPDATE \"Order\" SET id = 1");
                var busy = new Busy(db, "UPDATE \"Order\" SET id = 2")) {
            Wait wait = requireNonNull(busy.seen(Busy::blocked).waitsFor());
            assertThat(wait.object() + " " + wait.name()).isEqualTo("ROW public.\"Order\"");
            assertThat(wait.blockers()).extracting(Blocker::pid).containsExactly(pid(holder));
        }
    }

    @Test
    void aKeyThatAnotherTransactionHasInserted(Db db) throws Exception {
        db.run("CREATE TABLE orders (id int PRIMARY KEY)");
        try (var holder = begun(db, "INSERT INTO orders VALUES (1)");
                var busy = new Busy(db, "INSERT INTO orders VALUES (1)")) {
            Wait wait = requireNonNull(busy.seen(Busy::blocked).waitsFor());
            assertThat(wait.object() + " " + wait.name()).isEqualTo("TRANSACTION ");
            assertThat(wait.blockers()).extracting(Blocker::pid).containsExactly(pid(holder));
        }
    }

    @Test
    void anAdvisoryLock(Db db) throws Exception {
        try (var holder = begun(db, "SELECT pg_advisory_lock(7)");
                var busy = new Busy(db, "SELECT pg_advisory_lock(7)")) {
            Wait wait = requireNonNull(busy.seen(Busy::blocked).waitsFor());
            assertThat(wait.object()).isEqualTo(LockedObject.ADVISORY);
            assertThat(wait.blockers())
                    .extracting(Blocker::pid, Blocker::holds)
                    .containsExactly(tuple(pid(holder), true));
        }
    }

    @Test
    void aConcurrentIndexThatWaitsForAnOldSnapshot(Db db) throws Exception {
        db.run("CREATE TABLE orders (id int); CREATE TABLE other (id int)");
        try (var holder = begun(db, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; SELECT FROM other");
                var busy = new Busy(db, "CREATE INDEX CONCURRENTLY ON orders (id)")) {
            Activity seen = busy.seen(activity -> Busy.blocked(activity) && activity.work() != null);
            assertThat(requireNonNull(seen.work()).command() + ": "
                            + seen.work().phase())
                    .isEqualTo("CREATE INDEX CONCURRENTLY: waiting for old snapshots");
            Wait wait = requireNonNull(seen.waitsFor());
            assertThat(wait.object()).isEqualTo(LockedObject.TRANSACTION);
            assertThat(wait.blockers())
                    .extracting(Blocker::pid, Blocker::holds)
                    .containsExactly(tuple(pid(holder), true));
        }
    }

    /** A second session that looks on must not be waited for itself. */
    @Test
    void aConcurrentIndexThatIsLookedAtAllTheTimeIsBuilt(Db db) throws Exception {
        db.run("CREATE TABLE orders AS SELECT generate_series(1, 1000) AS id");
        try (var busy = new Busy(db, "CREATE INDEX CONCURRENTLY ON orders (id)")) {
            busy.seen(activity -> busy.isDone());
            assertThat(db.ask("SELECT indisvalid FROM pg_index WHERE indrelid = 'orders'::regclass"))
                    .isEqualTo("t");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE INDEX ON big (slow(id))         | CREATE INDEX | building index: scanning table",
                "REINDEX TABLE big                      | REINDEX      | building index: scanning table",
                "VACUUM big                             | VACUUM       | scanning heap",
                "ANALYZE big                            | ANALYZE      | acquiring sample rows",
                "CLUSTER small USING small_pkey         | CLUSTER      | rebuilding index",
                "VACUUM FULL small                      | VACUUM FULL  | rebuilding index",
            })
    void howFarACommandIs(String sql, String command, String phase, Db db) throws Exception {
        db.run("""
                CREATE FUNCTION slow(int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS
                  $$ BEGIN PERFORM pg_sleep(current_setting('my.pause')::float8); RETURN $1; END $$;
                CREATE TABLE big AS SELECT generate_series(1, 30000) AS id;
                CREATE TABLE small AS SELECT generate_series(1, 300) AS id;
                ALTER TABLE small ADD PRIMARY KEY (id);
                SET my.pause = 0;
                CREATE INDEX ON small (slow(id));
                """);
        if (command.equals("REINDEX")) {
            db.run("SET my.pause = 0; CREATE INDEX ON big (slow(id))");
        }
        try (var busy = new Busy(db, sql)) {
            Activity seen = busy.seen(activity ->
                    activity.work() != null && activity.work().phase().equals(phase));
            Work work = requireNonNull(seen.work());
            assertThat(work.command()).isEqualTo(command);
            boolean hasTotal = !phase.startsWith("rebuilding");
            assertThat(work.total() > 0).isEqualTo(hasTotal);
            assertThat(work.done()).isBetween(0L, Math.max(work.total(), work.done()));
        }
    }

    @Test
    void howManyRowsACopyHas(Db db) throws Exception {
        if (version(db) < 14) {
            assertThat(db.ask("SELECT to_regclass('pg_stat_progress_copy')")).isEqualTo("null");
            return;
        }
        db.run("CREATE TABLE orders (id int)");
        try (var busy = new Busy(db, "COPY orders FROM PROGRAM 'seq 1 300000; sleep 60'")) {
            Work work = requireNonNull(busy.seen(activity ->
                            activity.work() != null && activity.work().rows() > 0)
                    .work());
            assertThat(work.command()).isEqualTo("COPY FROM");
            assertThat(work.bytes()).isPositive();
        }
    }

    @Test
    void aRoleWithoutPrivilegesSeesWhoButNotWhat(Db db) throws Exception {
        db.run("CREATE TABLE orders (id int)");
        try (var role = TestRole.on(db)) {
            db.run("GRANT SELECT ON orders TO " + role.name());
            try (var holder = begun(db, "LOCK TABLE orders");
                    var busy = new Busy(role.db(), "SELECT FROM orders")) {
                Blocker blocker = blockers(busy.seen(Busy::blocked)).get(0);
                assertThat(blocker)
                        .isEqualTo(new Blocker(
                                pid(holder), true, "web-app", db.user(), "", "", null, "<insufficient privilege>", ""));
            }
        }
    }

    @Test
    void aLookIsOneRoundTripAndLeavesNothingOpen(Db db) throws Exception {
        try (var proxy = CountingProxy.before(db);
                var watched = connect(proxy.db());
                var onlooker = new Onlooker(watched, watched.keyPid(), version(watched))) {
            proxy.traffic().reset();
            assertThat(onlooker.look()).isEqualTo(Activity.UNSEEN);
            assertThat(onlooker.look()).isEqualTo(Activity.UNSEEN);
            assertThat(proxy.traffic().connections()).isEqualTo(1);
            assertThat(proxy.traffic().roundTrips()).isEqualTo(2);
            assertThat(db.ask("SELECT state || ' ' || (backend_xmin IS NULL) || ' ' || (xact_start IS NULL)"
                            + " FROM pg_stat_activity WHERE application_name = 'dbmigrate watcher'"
                            + " AND datname = current_database()"))
                    .isEqualTo("idle true true");
        }
    }

    @Test
    void aSecondConnectionThatEndsIsNotOpenedAgain(Db db) throws SQLException, IOException {
        try (var watched = connect(db);
                var proxy = CountingProxy.before(db);
                var through = connect(proxy.db());
                var onlooker = new Onlooker(through, watched.keyPid(), version(watched))) {
            onlooker.look();
            proxy.cutNow();
            assertThat(onlooker.look()).isEqualTo(Activity.UNSEEN);
            assertThat(onlooker.look()).isEqualTo(Activity.UNSEEN);
            assertThat(proxy.traffic().connections()).isEqualTo(2);
        }
    }

    @Test
    void nobodyIsLookedAtThatIsAnotherUsersSession(Db db) throws Exception {
        db.run("CREATE TABLE orders (id int)");
        try (var role = TestRole.on(db);
                var holder = begun(db, "LOCK TABLE orders");
                var busy = new Busy(db, "SELECT FROM orders");
                var watched = connect(role.db());
                var onlooker = new Onlooker(watched, busy.pid(), version(watched))) {
            busy.seen(Busy::blocked);
            assertThat(onlooker.look()).isEqualTo(Activity.UNSEEN);
            assertThat(holder.isClosed()).isFalse();
        }
    }

    private static List<Blocker> blockers(Activity activity) {
        Wait wait = activity.waitsFor();
        return wait == null ? List.of() : wait.blockers();
    }

    private static Database connect(Db db) throws SQLException {
        return Database.connect(db.jdbcUrl(), Map.of("preferQueryMode", "simple", "assumeMinServerVersion", "12"));
    }

    private static int version(Database database) {
        return Integer.parseInt(
                database.read("SHOW server_version_num").rows(0).get(0).text(0));
    }

    private static int version(Db db) throws SQLException {
        return Integer.parseInt(db.ask("SHOW server_version_num")) / 10000;
    }

    private static Connection begun(Db db, String sql) throws SQLException {
        Connection connection = db.connect();
        connection.setAutoCommit(false);
        connection.setClientInfo("ApplicationName", "web-app");
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
        return connection;
    }

    private static int pid(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getBackendPID();
    }

    /** A session that runs a statement, slowly, until it is closed; and one that looks on. */
    private static final class Busy implements AutoCloseable {
        private final Database database;
        private final Onlooker onlooker;
        private final CompletableFuture<Reply> running;

        Busy(Db db, String sql) throws SQLException {
            database = connect(db);
            onlooker = new Onlooker(database, database.keyPid(), version(database));
            database.read("SET my.pause = '0.02'");
            database.read("SET vacuum_cost_delay = '100ms'");
            database.read("SET vacuum_cost_limit = 1");
            // The common pool may have a single thread, and a test two busy sessions.
            running = new CompletableFuture<>();
            Thread thread = new Thread(() -> running.complete(database.read(sql)), "busy");
            thread.setDaemon(true);
            thread.start();
        }

        int pid() {
            return database.keyPid();
        }

        boolean isDone() {
            return running.isDone();
        }

        /** What is seen as soon as it is what is waited for. */
        Activity seen(Predicate<Activity> expected) {
            long end = System.nanoTime() + A_MINUTE;
            Activity seen = onlooker.look();
            while (!expected.test(seen)) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("seen instead: " + seen + ", " + running);
                }
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
                seen = onlooker.look();
            }
            return seen;
        }

        static boolean blocked(Activity activity) {
            return !blockers(activity).isEmpty();
        }

        @Override
        public void close() throws SQLException {
            while (!running.isDone()) {
                database.cancel();
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
            onlooker.close();
            database.close();
        }
    }
}
