package io.github.dbmigrate.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dbmigrate.testing.CountingProxy.Cut;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.PGConnection;

@ExtendWith(PostgresExtension.class)
class CountingProxyTest {

    @Test
    void connectingIsCountedApart(Db db) throws Exception {
        try (var proxy = CountingProxy.before(db);
                var connection = proxy.db().connect()) {
            assertThat(connection.isClosed()).isFalse();
            assertThat(proxy.traffic().connections()).isEqualTo(1);
            // SSLRequest, start-up, and two messages of SCRAM.
            assertThat(proxy.traffic().startUpTrips()).isEqualTo(4);
        }
    }

    @Test
    void aStatementIsOneRoundTrip(Db db) throws Exception {
        try (var proxy = CountingProxy.before(db);
                var connection = proxy.db().connect()) {
            proxy.traffic().reset();
            execute(connection, "SELECT 1");
            execute(connection, "SELECT 2");
            assertThat(proxy.traffic().roundTrips()).isEqualTo(2);
            assertThat(proxy.traffic().sql()).containsExactly("SELECT 1", "SELECT 2");
        }
    }

    @Test
    void aBatchIsOneRoundTrip(Db db) throws Exception {
        db.run("CREATE TABLE t (id int)");
        try (var proxy = CountingProxy.before(db);
                var connection = proxy.db().connect();
                var insert = connection.prepareStatement("INSERT INTO t VALUES (?)")) {
            proxy.traffic().reset();
            for (int i = 0; i < 5; i++) {
                insert.setInt(1, i);
                insert.addBatch();
            }
            insert.executeBatch();
            assertThat(proxy.traffic().roundTrips()).isEqualTo(1);
        }
    }

    @Test
    void copyIsTwoRoundTrips(Db db) throws Exception {
        db.run("CREATE TABLE t (id int)");
        try (var proxy = CountingProxy.before(db);
                var connection = proxy.db().connect()) {
            proxy.traffic().reset();
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY t FROM STDIN", new StringReader("1\n2\n"));
            assertThat(proxy.traffic().roundTrips()).isEqualTo(2);
        }
        assertThat(db.ask("SELECT count(*) FROM t")).isEqualTo("2");
    }

    @Test
    void whatIsCutBeforeItArrivesIsNotDone(Db db) throws Exception {
        db.run("CREATE TABLE t (id int)");
        insertAndCut(
                db,
                proxy -> proxy.cut(
                        Cut.BEFORE_IT_ARRIVES, message -> message.sql().equals("COMMIT")));
        assertThat(db.ask("SELECT count(*) FROM t")).isEqualTo("0");
    }

    @Test
    void whatIsCutBeforeItsAnswerIsDone(Db db) throws Exception {
        db.run("CREATE TABLE t (id int)");
        insertAndCut(
                db,
                proxy -> proxy.cut(
                        Cut.BEFORE_ITS_ANSWER, message -> message.sql().equals("COMMIT")));
        assertThat(db.ask("SELECT count(*) FROM t")).isEqualTo("1");
    }

    @Test
    void theCutMayBeAtTheNthMessage(Db db) throws Exception {
        db.run("CREATE TABLE t (id int)");
        insertAndCut(db, proxy -> proxy.cutAtMessage(Cut.BEFORE_IT_ARRIVES, 1));
        assertThat(db.ask("SELECT count(*) FROM t")).isEqualTo("0");
    }

    @Test
    void itCutsOnce(Db db) throws Exception {
        db.run("CREATE TABLE t (id int)");
        try (var proxy = CountingProxy.before(db)) {
            proxy.cut(Cut.BEFORE_IT_ARRIVES, message -> message.sql().contains("INSERT"));
            assertThatThrownBy(() -> proxy.db().run("INSERT INTO t VALUES (1)")).isInstanceOf(SQLException.class);
            assertThat(proxy.isCutPending()).isFalse();
            proxy.db().run("INSERT INTO t VALUES (2)");
        }
        assertThat(db.ask("SELECT string_agg(id::text, ' ') FROM t")).isEqualTo("2");
    }

    @Test
    void aCancellationGoesThrough(Db db) throws Exception {
        try (var proxy = CountingProxy.before(db);
                var connection = proxy.db().connect();
                var statement = connection.createStatement()) {
            var asleep = CompletableFuture.runAsync(() -> {
                try {
                    statement.execute("SELECT pg_sleep(60)");
                } catch (SQLException e) {
                    throw new IllegalStateException(e.getSQLState());
                }
            });
            String active =
                    "SELECT count(*) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)' AND state = 'active'";
            while (!db.ask(active).equals("1")) {
                Thread.onSpinWait();
            }
            statement.cancel();
            assertThatThrownBy(asleep::join).hasMessageContaining("57014");
        }
    }

    private static void insertAndCut(Db db, Consumer<CountingProxy> cut) throws SQLException, IOException {
        try (var proxy = CountingProxy.before(db);
                var connection = proxy.db().connect()) {
            assertThatThrownBy(() -> {
                        connection.setAutoCommit(false);
                        cut.accept(proxy);
                        execute(connection, "INSERT INTO t VALUES (1)");
                        connection.commit();
                    })
                    .isInstanceOf(SQLException.class);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
