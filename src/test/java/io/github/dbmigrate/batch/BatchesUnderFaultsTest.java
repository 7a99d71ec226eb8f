package io.github.dbmigrate.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dbmigrate.postgres.ConnectionLostException;
import io.github.dbmigrate.script.Fault;
import io.github.dbmigrate.testing.PostgresExtension;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(PostgresExtension.class)
class BatchesUnderFaultsTest {
    private static final String DIRECTIVE = "-- dbmigrate: batch\n";
    private static final String TABLE = "CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL DEFAULT 0);";

    private static String rows(int count) {
        return "INSERT INTO t SELECT n FROM generate_series(1, " + count + ") n;";
    }

    private static void finish(Db db, String text, int rows) {
        try (Batches batches = Batches.on(db, text)) {
            Step step;
            do {
                step = batches.next(rows);
            } while (step != null && !step.finished());
        }
    }

    @Test
    void aServerProcessThatDiesInABatchTakesTheProgressWithIt(Db db) throws SQLException {
        // A sequence is not rolled back, so that only the first try dies.
        db.run(TABLE + rows(1000) + Batches.PROGRESS_TABLE
                + "CREATE SEQUENCE tries; CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                + " IF nextval('tries') = 1 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF; RETURN NEW; END $$;"
                + "CREATE TRIGGER die BEFORE UPDATE ON t FOR EACH ROW WHEN (NEW.id = 357) EXECUTE FUNCTION die()");
        String text = DIRECTIVE + "UPDATE t SET a = a + 1 WHERE id % 2 = 1";
        try (Batches batches = Batches.on(db, text)) {
            assertThatThrownBy(() -> {
                        while (true) {
                            batches.next(100);
                        }
                    })
                    .isInstanceOf(ConnectionLostException.class);
        }
        assertThat(db.ask(
                        "SELECT last_key || ' ' || \"rows\" || ' ' || done || ' ' || (SELECT sum(a) FROM t) FROM run"))
                .isEqualTo("300 150 0 150");
        finish(db, text, 100);
        assertThat(db.ask("SELECT \"rows\" || ' ' || done || ' ' || (SELECT sum(a) || ' ' || max(a) FROM t) FROM run"))
                .isEqualTo("500 1 500 1");
    }

    @Test
    void runnersThatMeetChangeEachRowOnce(Db db) throws SQLException {
        db.run(TABLE + rows(2000) + Batches.PROGRESS_TABLE);
        String text = DIRECTIVE + "UPDATE t SET a = a + 1";
        List<CompletableFuture<Void>> runners = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            runners.add(CompletableFuture.runAsync(() -> untilAllIsDone(db, text)));
        }
        runners.forEach(CompletableFuture::join);
        assertThat(db.ask("SELECT \"rows\" || ' ' || done || ' ' || (SELECT min(a) || ' ' || max(a) FROM t) FROM run"))
                .isEqualTo("2000 1 1 1");
    }

    private static void untilAllIsDone(Db db, String text) {
        try (Batches batches = Batches.on(db, text)) {
            while (!db.ask("SELECT done FROM run").equals("1")) {
                batches.readProgress();
                batches.next(23);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRowThatSomebodyChangesMeanwhileIsAskedAgain(Db db) throws SQLException {
        db.run(TABLE + rows(10) + Batches.PROGRESS_TABLE);
        try (Connection other = db.connect();
                Statement statement = other.createStatement();
                Batches batches = Batches.on(db, DIRECTIVE + "UPDATE t SET a = a + 1 WHERE a = 0")) {
            other.setAutoCommit(false);
            statement.execute("UPDATE t SET a = 7 WHERE id = 5");
            CompletableFuture<Step> batch = CompletableFuture.supplyAsync(() -> batches.next(100));
            while (!db.ask("SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'")
                    .equals("1")) {
                LockSupport.parkNanos(10_000_000);
            }
            other.commit();
            assertThat(batch.join().changed()).isEqualTo(9);
        }
        assertThat(db.ask("SELECT a FROM t WHERE id = 5")).isEqualTo("7");
    }

    @Test
    void aRowThatIsAddedBehindTheLastKeyIsFoundAndOneBeforeItIsNot(Db db) throws SQLException {
        db.run(TABLE + rows(20) + Batches.PROGRESS_TABLE);
        try (Batches batches = Batches.on(db, DIRECTIVE + "UPDATE t SET a = 1")) {
            batches.next(10);
            db.run("INSERT INTO t VALUES (-1), (30)");
            assertThat(batches.next(100)).hasToString("Step[passed=11, changed=11, total=21, finished=true]");
        }
        assertThat(db.ask("SELECT string_agg(id::text, ' ') FROM t WHERE a = 0"))
                .isEqualTo("-1");
    }

    @Test
    void anEmptyTableIsFinishedAtOnce(Db db) throws SQLException {
        db.run(TABLE + Batches.PROGRESS_TABLE);
        try (Batches batches = Batches.on(db, DIRECTIVE + "DELETE FROM t")) {
            Step step = batches.next(10);
            assertThat(step).hasToString("Step[passed=0, changed=0, total=0, finished=true]");
            assertThat(batches.next(10)).isNull();
        }
    }

    @Test
    void partitionsAreGoneThroughAsOneTable(Db db) throws SQLException {
        db.run("CREATE TABLE t (id int, day date, a int DEFAULT 0, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);"
                + "CREATE TABLE t1 PARTITION OF t FOR VALUES FROM ('2020-01-01') TO ('2020-02-01');"
                + "CREATE TABLE t2 PARTITION OF t DEFAULT;"
                + "INSERT INTO t SELECT n / 3, '2020-01-15'::date + n % 30 FROM generate_series(1, 1000) n;"
                + Batches.PROGRESS_TABLE);
        finish(db, DIRECTIVE + "UPDATE t SET a = a + 1", 37);
        assertThat(db.ask("SELECT count(*) || ' ' || sum(a) || ' ' || max(a) FROM t"))
                .isEqualTo("1000 1000 1");
    }

    @Test
    void aConditionThatIsDrawnByLotIsDrawnOnceForEachRow(Db db) throws SQLException {
        db.run(TABLE + rows(2000) + Batches.PROGRESS_TABLE);
        finish(db, DIRECTIVE + "UPDATE t SET a = 1 WHERE random() < 0.5", 100);
        assertThat(Integer.parseInt(db.ask("SELECT sum(a) FROM t"))).isBetween(800, 1200);
    }

    @ParameterizedTest
    @CsvSource({"int, 1", "int, 100000", "text COLLATE \"C\", 1"})
    void aBatchOfALargeTableReadsItsOwnRowsOnly(String type, int tenants, Db db) throws SQLException {
        db.run("CREATE TABLE t (tenant " + type + ", id int, a int, PRIMARY KEY (tenant, id));"
                + "INSERT INTO t SELECT n % " + tenants + ", n FROM generate_series(1, 100000) n; ANALYZE t;"
                + Batches.PROGRESS_TABLE);
        try (Batches batches = Batches.on(db, DIRECTIVE + "UPDATE t SET a = 1 WHERE a IS NULL")) {
            batches.next(50_000);
            assertThat(batches.plan(500)).doesNotContain("Seq Scan on t").contains("Index Cond: (ROW(");
        }
    }

    @Test
    void aTableNamedLikeOurOwnPartsDoesNoHarm(Db db) throws SQLException {
        db.run("CREATE TABLE \"k1 \"\"x\" (\"A b\" int PRIMARY KEY, k1 int, last_key int);"
                + "INSERT INTO \"k1 \"\"x\" SELECT n FROM generate_series(1, 50) n;" + Batches.PROGRESS_TABLE);
        finish(
                db,
                "-- dbmigrate: batch by \"A b\"\nUPDATE \"k1 \"\"x\" SET k1 = \"A b\", last_key = 2 WHERE \"A b\" > 7 OR k1 = 1",
                9);
        assertThat(db.ask("SELECT sum(k1) || ' ' || sum(last_key) FROM \"k1 \"\"x\""))
                .isEqualTo("1247 86");
    }

    @Test
    void thePlannerKnowsHowManyRowsAreLeft(Db db) throws SQLException {
        db.run(TABLE + rows(10_000) + Batches.PROGRESS_TABLE + "CREATE TABLE u (n int); ANALYZE t");
        try (Batches batches = Batches.on(db, DIRECTIVE + "INSERT INTO u SELECT id FROM t")) {
            assertThat(batches.remaining()).isEqualTo(10_000);
            batches.next(4_000);
            assertThat(batches.remaining()).isBetween(5_900L, 6_100L);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "CREATE TABLE t (id int) ! DELETE FROM t ! t has no key to go by in batches ! give it a primary key, or a unique index whose columns are NOT NULL",
                "CREATE TABLE t (id int UNIQUE) ! DELETE FROM t ! t has no key to go by in batches ! give it a primary key, or a unique index whose columns are NOT NULL/id of t_id_key may be null",
                "CREATE TABLE t (id int NOT NULL); CREATE UNIQUE INDEX ON t (id) WHERE id > 0; CREATE UNIQUE INDEX ON t ((id + 1)) ! DELETE FROM t ! t has no key to go by in batches ! give it a primary key, or a unique index whose columns are NOT NULL",
                "CREATE TABLE t (a int NOT NULL UNIQUE, b int NOT NULL UNIQUE) ! DELETE FROM t ! t has no primary key, and several unique ones to go by ! choose with  -- dbmigrate: batch by <column>  among a, or b",
                "CREATE TABLE t (id int) ! DELETE FROM public.u ! there is no table public.u ! is it in another schema?",
                "CREATE VIEW t AS SELECT 1 AS id ! DELETE FROM t ! batches go through a table, and t is none ! name the table behind it",
                "CREATE TABLE t (id int PRIMARY KEY); CREATE TABLE u () INHERITS (t) ! DELETE FROM t ! other tables inherit from t, and its key says nothing of their rows ! write ONLY before it, and a migration for each of the others",
                "CREATE TABLE t (id int PRIMARY KEY) ! INSERT INTO t SELECT id + 100 FROM public.t ! an INSERT in batches cannot read from the table it writes to: public.t ! it would copy its own copies; fill another table, or take the batch directive out",
                "CREATE TABLE t (id int PRIMARY KEY); CREATE TABLE u (n int); CREATE AGGREGATE total (int) (sfunc = int4pl, stype = int) ! INSERT INTO u SELECT total(id) FROM t ! total would be computed for each batch, not for the whole table ! put it into a sub-select, or take the batch directive out",
                "CREATE TABLE t (id int PRIMARY KEY) ! UPDATE t SET id = id + 1 ! an update in batches cannot change the key that it goes by: id ! go by another key with  -- dbmigrate: batch by <column>  or take the directive out",
            })
    void whatOnlyTheCatalogKnowsIsRefused(String schema, String statement, String message, String help, Db db)
            throws SQLException {
        db.run(schema);
        Fault fault = Batches.refused(db, DIRECTIVE + statement);
        assertThat(fault.message()).isEqualTo(message);
        assertThat(fault.help().replace('\n', '/')).isEqualTo(help);
    }

    @Test
    void aKeyThatIsAskedForMustBeThere(Db db) throws SQLException {
        db.run("CREATE TABLE t (a int, b int, c int NOT NULL UNIQUE, PRIMARY KEY (a, b))");
        assertThat(Batches.refused(db, "-- dbmigrate: batch by a\nDELETE FROM t"))
                .extracting(Fault::message, Fault::help)
                .containsExactly(
                        "t has no unique index on just a whose columns are NOT NULL", "it can go by a and b, or c");
        try (Batches ab = batches(db, "by B and a");
                Batches c = batches(db, "by c");
                Batches primary = batches(db, "")) {
            assertThat(ab.key().names()).containsExactly("a", "b");
            assertThat(c.key().names()).containsExactly("c");
            assertThat(primary.key().names()).containsExactly("a", "b");
        }
    }

    private static Batches batches(Db db, String wish) throws SQLException {
        db.run("DROP TABLE IF EXISTS run;" + Batches.PROGRESS_TABLE);
        return Batches.on(db, "-- dbmigrate: batch " + wish + "\nDELETE FROM t");
    }
}
