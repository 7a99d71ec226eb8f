package io.github.dbmigrate.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.report.Line;
import io.github.dbmigrate.testing.CountingProxy;
import io.github.dbmigrate.testing.Migrating;
import io.github.dbmigrate.testing.PostgresExtension;
import io.github.dbmigrate.testing.TestPostgres.Db;
import io.github.dbmigrate.testing.TestRole;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/** What is told of migrations that take long, and of who is in their way. */
@ExtendWith(PostgresExtension.class)
class WatchedTest {
    private static final String FOREIGN_KEY = "ALTER TABLE orders ADD FOREIGN KEY (customer) REFERENCES customers";

    @TempDir
    Path directory;

    @Test
    void whoHoldsATableIsNamedAtOnce(Db db) throws SQLException {
        makeTables(db);
        try (Connection holder = updatingOrders(db)) {
            var run = Migrating.on(db, directory)
                    .file("046-orders-to-customers-fk.sql", FOREIGN_KEY)
                    .lockTimeout(Duration.ofSeconds(20), 4)
                    .listener(line -> {
                        if (line.text().contains("gives up")) {
                            close(holder);
                        }
                    })
                    .run()
                    .ok();
            assertThat(fixed(run.lines())).contains("""
                    [INFO] 0 applied, 1 pending
                    [INFO]
                    [WARNING] 046  orders-to-customers-fk N s ...  waiting for a lock on public.orders
                    [WARNING]      held by pid N, web-app, %s, idle in transaction for N s:
                    [WARNING]      UPDATE orders SET id = 2
                    [WARNING]      gives up at N s (lockTimeout) and tries again, 3 times at most
                    [INFO]   046  orders-to-customers-fk N s
                    """.formatted(userAndClient(db)));
        }
    }

    @Test
    void whoHeldTheTableIsNamedWhenItIsGivenUp(Db db) throws SQLException {
        makeTables(db);
        try (Connection holder = updatingOrders(db)) {
            int pid = holder.unwrap(PGConnection.class).getBackendPID();
            var run = Migrating.on(db, directory)
                    .file("046-orders-to-customers-fk.sql", FOREIGN_KEY)
                    .lockTimeout(Duration.ofSeconds(4), 2)
                    .run();
            assertThat(fixed(run.lines())).contains("""
                    [WARNING]      gives up at N s (lockTimeout) and tries again, once at most
                    [WARNING] 046  canceling statement due to lock timeout; rolled back, attempt 2 of 2 in N ms
                    [WARNING]      held by pid N, web-app, %1$s, idle in transaction for N s
                    [ERROR]  046  orders-to-customers-fk    failed after N s, rolled back
                    """.formatted(userAndClient(db)));
            assertThat(run.problems().replaceAll("for \\d+ s", "for N s"))
                    .isEqualTo("""
                    error[55P03]: canceling statement due to lock timeout
                     --> db/046-orders-to-customers-fk.sql:1:1  (statement 1 of 1)
                      |
                    1 | ALTER TABLE orders ADD FOREIGN KEY (customer) REFERENCES customers
                      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                      = lock: SHARE ROW EXCLUSIVE on public.orders
                      = held by: pid %1$d, web-app, %2$s, idle in transaction for N s
                                 UPDATE orders SET id = 2
                      = help: if nobody needs that session any more:  SELECT pg_terminate_backend(%1$d);
                      = help: try when the table is quiet, or wait longer for each lock:  -Ddbmigrate.lockTimeout=10s""".formatted(pid, userAndClient(db)));
        }
    }

    @Test
    void howFarAnIndexIs(Db db) throws SQLException {
        db.run("""
                CREATE TABLE orders AS SELECT generate_series(1, 3000) AS id;
                CREATE FUNCTION slow(int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS
                  $$ BEGIN PERFORM pg_sleep(0.002); RETURN $1; END $$;
                """);
        var run = Migrating.on(db, directory)
                .file("045-index-orders.sql", "CREATE INDEX ON orders (slow(id))")
                .run()
                .ok();
        assertThat(fixed(run.lines())).contains("""
                [INFO]   045  index-orders N s ...  CREATE INDEX: scanning table, N %
                """);
    }

    @Test
    void aSlowRunHasASecondConnectionWhichIsGoneAtItsEnd(Db db) throws Exception {
        List<Boolean> daemons = new CopyOnWriteArrayList<>();
        try (var proxy = CountingProxy.before(db)) {
            Migrating.on(proxy.db(), directory)
                    .file("001-sleep.sql", "SELECT pg_sleep(2.2); DO $$ BEGIN RAISE WARNING 'awake'; END $$")
                    .listener(line -> {
                        if (line.text().contains("awake")) {
                            watchers().forEach(thread -> daemons.add(thread.isDaemon()));
                        }
                    })
                    .run()
                    .ok();
            assertThat(proxy.traffic().connections()).isEqualTo(2);
            assertThat(daemons).containsExactly(true);
            assertThat(watchers()).isEmpty();
        }
    }

    @Test
    void aQuickRunHasOneConnection(Db db) throws Exception {
        try (var proxy = CountingProxy.before(db)) {
            Migrating project = Migrating.on(proxy.db(), directory);
            for (int i = 100; i < 120; i++) {
                project.file(i + "-quick.sql", "SELECT 1");
            }
            assertThat(project.run().ok().applied()).hasSize(20);
            assertThat(proxy.traffic().connections()).isEqualTo(1);
            assertThat(watchers()).isEmpty();
        }
    }

    @Test
    void aSecondConnectionThatIsRefusedChangesNothing(Db db) throws Exception {
        try (var role = TestRole.on(db);
                var proxy = CountingProxy.before(role.db())) {
            db.run("GRANT CREATE ON SCHEMA public TO " + role.name());
            db.run("ALTER ROLE " + role.name() + " CONNECTION LIMIT 1");
            var run = Migrating.on(proxy.db(), directory)
                    .file("001-sleep.sql", "SELECT pg_sleep(5.2)")
                    .run()
                    .ok();
            assertThat(proxy.traffic().connections()).isEqualTo(2);
            assertThat(fixed(run.lines())).contains("""
                    [INFO]
                    [INFO]   001  sleep N s ...
                    [INFO]   001  sleep N s
                    [INFO]
                    """);
        }
    }

    /** There the process id may be that of somebody else's session. */
    @Test
    void nobodyLooksBehindAPooler(Db db) throws Exception {
        try (var proxy = CountingProxy.before(db).withKeysOfItsOwn()) {
            Migrating.on(proxy.db(), directory)
                    .file("001-sleep.sql", "SELECT pg_sleep(2.2)")
                    .run()
                    .ok();
            assertThat(proxy.traffic().sql()).noneMatch(sql -> sql.contains("dbmigrate watcher"));
        }
    }

    private static List<Thread> watchers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("dbmigrate-watcher"))
                .toList();
    }

    private static void makeTables(Db db) throws SQLException {
        db.run("CREATE TABLE customers (id int PRIMARY KEY); CREATE TABLE orders (id int, customer int)");
    }

    private static Connection updatingOrders(Db db) throws SQLException {
        Connection connection = db.connect();
        connection.setAutoCommit(false);
        connection.setClientInfo("ApplicationName", "web-app");
        try (var statement = connection.createStatement()) {
            statement.execute("UPDATE orders\n  SET id = 2");
        }
        return connection;
    }

    private static String userAndClient(Db db) throws SQLException {
        return db.user() + "@" + db.ask("SELECT host(inet_client_addr())");
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As in the log, with N for what differs from run to run. PostgreSQL 13 does not tell since when a lock is waited for. */
    private static String fixed(List<Line> lines) {
        StringBuilder text = new StringBuilder();
        for (Line line : lines) {
            String shown = line.text()
                    .replaceAll(" +[0-9.]+ (m?s|%)", " N $1")
                    .replaceAll("pid \\d+", "pid N")
                    .replace("gives up after", "gives up at");
            text.append(("[" + line.level() + "] " + shown).stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
