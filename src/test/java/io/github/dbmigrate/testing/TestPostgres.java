package io.github.dbmigrate.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The PostgreSQL of the tests: one server for each JVM, started when the first test asks, gone with the JVM. In order:
 *
 * <ol>
 *   <li>the server whose address is in the environment variable {@code DBM_TEST_URL};
 *   <li>one in Docker, when Docker is there;
 *   <li>our own embedded one. {@code -Ddbm.test.postgres=embedded} takes it at once.
 * </ol>
 *
 * A test that takes a {@link Db} as parameter gets an empty database of its own; see {@link PostgresExtension}.
 */
public final class TestPostgres {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private static final AtomicInteger NAMES = new AtomicInteger();

    private TestPostgres() {}

    /** The database that is there from the start. */
    public static Db admin() {
        return Holder.SERVER.admin();
    }

    /** A new, empty database. */
    public static Db fresh() {
        TestServer server = Holder.SERVER;
        // Other processes may use the same server.
        String name = "t%d_%d".formatted(ProcessHandle.current().pid(), NAMES.incrementAndGet());
        try (var connection = server.admin().connect();
                var statement = connection.createStatement()) {
            // Copying files is faster than writing everything to the WAL; it can be chosen since PostgreSQL 15.
            String strategy = connection.getMetaData().getDatabaseMajorVersion() < 15 ? "" : " STRATEGY file_copy";
            statement.execute("CREATE DATABASE " + name + " TEMPLATE template0" + strategy);
        } catch (SQLException e) {
            throw new IllegalStateException("no database for a test on " + server.admin(), e);
        }
        Db fresh = server.admin().named(name);
        server.created(fresh);
        return fresh;
    }

    /** An address with all that is needed to connect. */
    public record Db(String host, int port, String user, String password, String database) {

        /** {@code postgresql://user:password@host:port/database}, as psql takes it. */
        public String url() {
            return "postgresql://%s:%s@%s:%d/%s".formatted(user, password, host, port, database);
        }

        public String jdbcUrl() {
            return "jdbc:postgresql://%s:%d/%s?user=%s&password=%s".formatted(host, port, database, user, password);
        }

        public Db named(String other) {
            return new Db(host, port, user, password, other);
        }

        /** The same by another way, such as a proxy's port. */
        public Db through(int otherPort) {
            return new Db("127.0.0.1", otherPort, user, password, database);
        }

        public Connection connect() throws SQLException {
            var properties = new Properties();
            properties.setProperty("user", user);
            properties.setProperty("password", password);
            return DriverManager.getConnection(
                    "jdbc:postgresql://%s:%d/%s".formatted(host, port, database), properties);
        }

        /** Runs SQL, several statements if you like. */
        public void run(String sql) throws SQLException {
            try (var connection = connect();
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        /** The first column of the first row as text, {@code null} as "null". */
        public String ask(String sql) throws SQLException {
            try (var connection = connect();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery(sql)) {
                return rows.next() ? String.valueOf(rows.getString(1)) : "no row";
            }
        }

        /** Waits until a condition is true. */
        public void await(String condition) throws SQLException {
            long end = System.nanoTime() + LONGEST_WAIT.toNanos();
            while (!ask("SELECT " + condition).equals("t")) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("it did not become true: " + condition);
                }
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "%s@%s:%d/%s".formatted(user, host, port, database);
        }
    }

    /** Starts the server when it is first asked for. */
    private static final class Holder {
        private static final TestServer SERVER = TestServer.choose();
    }
}
