package io.github.dbmigrate.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.apply.ApplyOptions.Resume;
import io.github.dbmigrate.postgres.ConnectionLostException;
import io.github.dbmigrate.testing.CountingProxy;
import io.github.dbmigrate.testing.CountingProxy.Cut;
import io.github.dbmigrate.testing.Migrating;
import io.github.dbmigrate.testing.Migrating.Ran;
import io.github.dbmigrate.testing.PostgresExtension;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Migrations that change many rows, some at a time. */
@ExtendWith(PostgresExtension.class)
class BatchedTest {
    private static final String JOURNAL = "SELECT count(*) FROM dbmigrate_run";
    private static final String COUNTS = "SELECT string_agg(DISTINCT n::text, ',' ORDER BY n::text) FROM orders";

    @TempDir
    Path directory;

    /** Orders 1 to 2,500 with n = 0. */
    private Migrating orders(Db db) {
        return Migrating.on(db, directory)
                .file(
                        "001-orders.sql",
                        "CREATE TABLE orders (id bigint PRIMARY KEY, n int NOT NULL DEFAULT 0, d int NOT NULL DEFAULT 1);\n"
                                + "INSERT INTO orders SELECT i FROM generate_series(1, 2500) i;\n");
    }

    @Test
    void everyRowIsChangedOnceAndTheHistorySaysSo(Db db) throws SQLException {
        Ran ran = orders(db)
                .file("002-count.sql", "-- dbmigrate: batch 100\nUPDATE orders SET n = n + 1 WHERE id > 500;\n")
                .run()
                .ok();
        assertThat(ran.text()).containsPattern("002 {2}count +[0-9.]+ m?s +2,000 rows");
        assertThat(db.ask(COUNTS)).isEqualTo("0,1");
        assertThat(db.ask("SELECT sum(n) FROM orders")).isEqualTo("2000");
        assertThat(db.ask(JOURNAL)).isEqualTo("0");
        assertThat(db.ask("SELECT count(*) FROM schema_migrations WHERE execution_time_ms >= 0"))
                .isEqualTo("2");
        assertThat(orders(db).run().ok().text()).contains("Up to date at 002 (2 applied).");
    }

    @Test
    void aBatchThatFailsLeavesThoseBeforeItAndTheNextRunGoesOnThere(Db db) throws SQLException {
        Migrating project =
                orders(db).file("002-divide.sql", "-- dbmigrate: batch 1000\nUPDATE orders\nSET n = n + 1 / d;\n");
        project.file("001-orders.sql", ordersWithAZero());
        Ran failed = project.run();
        assertThat(failed.problems()).isEqualTo("""
                error[22012]: division by zero
                 --> db/002-divide.sql:2:1  (statement 1 of 1)
                  |
                1 | -- dbmigrate: batch 1000
                2 | UPDATE orders
                  | ^^^^^^^^^^^^^""");
        assertThat(failed.text()).contains("002  divide    failed after ", ", 1,000 rows changed");
        assertThat(failed.text())
                .contains("Now:  " + db.database()
                        + " is at 001. 001 is applied and stays. 002 runs in batches.\n"
                        + "      1,000 rows are changed and stay so.\n"
                        + "Next: mend the rows or the file, then run the same command again;\n"
                        + "      it goes on behind the last row that is done.");
        assertThat(db.ask("SELECT state || ' ' || \"rows\" || ' ' || last_key FROM dbmigrate_run"))
                .isEqualTo("failed 1000 1000");
        assertThat(project.status().text()).contains("failed     1,000 rows changed: division by zero");

        db.run("UPDATE orders SET d = 1");
        Ran again = project.run().ok();
        assertThat(again.text()).contains("002 failed after 1,000 rows; goes on behind them");
        assertThat(again.text()).contains("2,500 rows");
        assertThat(db.ask(COUNTS)).isEqualTo("1");
    }

    private static String ordersWithAZero() {
        return "CREATE TABLE orders (id bigint PRIMARY KEY, n int NOT NULL DEFAULT 0, d int NOT NULL DEFAULT 1);\n"
                + "INSERT INTO orders SELECT i, 0, abs(i - 1500) FROM generate_series(1, 2500) i;\n"
                + "UPDATE orders SET d = 1 WHERE d > 0;\n";
    }

    @Test
    void aStatementThatWasChangedMeanwhileIsAskedAbout(Db db) throws SQLException {
        Migrating project = orders(db).file("001-orders.sql", ordersWithAZero());
        project.file("002-divide.sql", "-- dbmigrate: batch\nUPDATE orders SET n = n + 1 / d;\n")
                .run();
        project.file("002-divide.sql", "-- dbmigrate: batch\nUPDATE orders SET n = n + 1 WHERE d <> 0;\n");
        Ran refused = project.run();
        assertThat(refused.problems()).isEqualTo("""
                error[changed-unfinished]: what 002 has already run in part was changed in its file
                 --> db/002-divide.sql
                  = seen: its batches have changed 1,000 rows
                  = help: put the statement back as it was
                  = help: or go on with the new one behind the rows that are done:  -Ddbmigrate.resume=skip
                  = help: or begin again at the first row with the new one:  -Ddbmigrate.resume=retry""");
        assertThat(refused.text()).contains("Next: do as the help says, then run the same command again.");
        Ran ran = project.resume(Resume.SKIP).run().ok();
        assertThat(ran.text()).contains("002 failed after 1,000 rows; goes on behind them");
        assertThat(db.ask("SELECT count(*) || ' ' || sum(n) FROM orders")).isEqualTo("2500 2499");
    }

    @Test
    void anotherKeyBeginsAgain(Db db) throws SQLException {
        Migrating project = orders(db).file("001-orders.sql", ordersWithAZero());
        project.file("002-divide.sql", "-- dbmigrate: batch\nUPDATE orders SET n = 1 / d;\n")
                .run();
        db.run("ALTER TABLE orders ADD other int GENERATED ALWAYS AS IDENTITY UNIQUE; UPDATE orders SET d = 1");
        project.file("002-divide.sql", "-- dbmigrate: batch by other\nUPDATE orders SET n = 1 / d;\n");
        assertThat(project.resume(Resume.SKIP).run().problems()).isEqualTo("""
                error[changed-unfinished]: what 002 has already run in part was changed in its file
                 --> db/002-divide.sql
                  = seen: its batches have changed 1,000 rows
                  = help: put the statement back as it was
                  = help: or begin again at the first row with the new one:  -Ddbmigrate.resume=retry""");
        Ran ran = project.resume(Resume.RETRY).run().ok();
        assertThat(ran.text())
                .contains("002 failed after 1,000 rows; begins again at the first one, as resume=retry says");
        assertThat(ran.text()).contains("2,500 rows");
    }

    @Test
    void batchesThatHaveBegunCannotBecomeOneStatement(Db db) {
        Migrating project = orders(db).file("001-orders.sql", ordersWithAZero());
        project.file("002-divide.sql", "-- dbmigrate: batch\nUPDATE orders SET n = 1 / d;\n")
                .run();
        assertThat(project.file("002-divide.sql", "-- dbmigrate: no-transaction\nUPDATE orders SET n = 1;\n")
                        .run()
                        .problems())
                .startsWith("""
                        error[changed-unfinished]: 002 has begun in batches
                         --> db/002-divide.sql
                          = seen: its batches have changed 1000 rows
                          = help: put back  -- dbmigrate: batch  as it was
                        """);
    }

    /** Every message of a run, one after the other, is the last that is sent, or the last whose answer is lost. */
    @ParameterizedTest
    @EnumSource(Cut.class)
    void whereverTheConnectionIsCutEachRowIsChangedOnce(Cut cut, Db db) throws Exception {
        Migrating project = orders(db);
        project.run().ok();
        project.file(
                "002-count.sql", "-- dbmigrate: batch 50 pause 0\nUPDATE orders SET n = n + 1 WHERE id % 2 = 0;\n");
        boolean applied = false;
        int cuts = 0;
        for (int message = 1; !applied; message++) {
            try (CountingProxy proxy = CountingProxy.before(db)) {
                proxy.cutAtMessage(cut, message);
                applied = isApplied(project.on(proxy.db())) && proxy.isCutPending();
                cuts += proxy.isCutPending() ? 0 : 1;
            }
        }
        assertThat(cuts).isGreaterThan(5);
        assertThat(db.ask("SELECT sum(n) || ' ' || max(n) FROM orders")).isEqualTo("1250 1");
        assertThat(db.ask("SELECT count(*) FROM schema_migrations")).isEqualTo("2");
        assertThat(db.ask(JOURNAL)).isEqualTo("0");
    }

    private static boolean isApplied(Migrating project) {
        try {
            return !project.run().report().isFailed();
        } catch (ConnectionLostException e) {
            // Cut before the first answer, which has a message of its own.
            return false;
        }
    }

    @Test
    void theRunAfterALostConnectionSaysWhereItGoesOn(Db db) throws Exception {
        Migrating project =
                orders(db).file("002-count.sql", "-- dbmigrate: batch 1000\nUPDATE orders SET n = n + 1;\n");
        try (CountingProxy proxy = CountingProxy.before(db)) {
            proxy.cut(Cut.BEFORE_ITS_ANSWER, message -> message.sql().contains("last_key = '1000'"));
            Ran lost = project.on(proxy.db()).run();
            assertThat(lost.ids()).containsExactly("connection-lost");
            assertThat(lost.text())
                    .contains("its journal says how far it had come, and the next run goes on from there")
                    .contains(
                            "Next: run the same command again; it finds out how far this one came, and goes on there.");
        }
        assertThat(project.run().ok().text()).contains("002 was interrupted after 2,200 rows; goes on behind them");
        assertThat(db.ask(COUNTS)).isEqualTo("1");
    }

    @Test
    void aBatchThatWaitsTooLongForALockIsTriedAgain(Db db) throws Exception {
        Migrating project = orders(db);
        project.run();
        try (Connection blocker = db.connect()) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("UPDATE orders SET n = 100 WHERE id = 2000");
            CompletableFuture<Void> retried = new CompletableFuture<>();
            var running = CompletableFuture.supplyAsync(() -> project.file(
                            "002-count.sql", "-- dbmigrate: batch\nUPDATE orders SET n = n + 1;\n")
                    .listener(line -> {
                        if (line.text().contains("lock timeout; rolled back, attempt 2 of 10")) {
                            retried.complete(null);
                        }
                    })
                    .run());
            retried.join();
            blocker.commit();
            running.join().ok();
        }
        assertThat(db.ask(COUNTS)).isEqualTo("1,101");
    }

    @Test
    void statusShowsBatchesThatRun(Db db) throws Exception {
        Migrating project = orders(db).file("002-none.sql", "-- dbmigrate: batch\nDELETE FROM orders WHERE false;\n");
        project.run().ok();
        project.file("003-count.sql", "-- dbmigrate: batch 1000 pause 10min\nUPDATE orders SET n = n + 1;\n");
        ExecutorService build = Executors.newSingleThreadExecutor();
        Future<Ran> running = build.submit(project::run);
        db.await("(SELECT last_key = '1000' FROM dbmigrate_run)");
        assertThat(project.status().text())
                .containsPattern("003 +count +running +1,000 rows changed, pid \\d+ from [^ ]+, since \\d{4}-");
        // The run sleeps; the session behind it is ended, and another run takes the work over.
        db.run("SELECT pg_terminate_backend(pid) FROM dbmigrate_run");
        Migrating other = project.file("003-count.sql", "-- dbmigrate: batch 1000\nUPDATE orders SET n = n + 1;\n");
        assertThat(other.run().ok().text()).contains("003 was interrupted after 1,000 rows; goes on behind them");
        assertThat(db.ask(COUNTS)).isEqualTo("1");
        assertThat(running).isNotDone();
        build.shutdownNow();
        assertThat(running.get().problems()).isEqualTo("""
                error[interrupted]: 003 was stopped between two batches
                 --> db/003-count.sql""");
    }

    @Test
    void aStatementThatCannotBeCutIsRefusedBeforeAnythingRuns(Db db) throws SQLException {
        Ran ran = orders(db)
                .file("002-latest.sql", "-- dbmigrate: batch\nUPDATE orders SET n = 1\nORDER BY id;\n")
                .run();
        assertThat(ran.problems()).isEqualTo("""
                error[batch-shape]: ORDER BY cannot be kept: batches follow the key
                 --> db/002-latest.sql:3:1
                  |
                1 | -- dbmigrate: batch
                2 | UPDATE orders SET n = 1
                3 | ORDER BY id;
                  | ^^^^^
                  = help: a batch file may hold  UPDATE table [alias] SET ... [FROM ...] [WHERE ...]""");
        assertThat(db.ask("SELECT to_regclass('orders') IS NULL")).isEqualTo("t");
    }

    @Test
    void aTableWithoutAKeyIsRefusedBeforeTheJournalKnows(Db db) throws SQLException {
        Ran ran = Migrating.on(db, directory)
                .file("001-log.sql", "CREATE TABLE log (line text);\n")
                .file("002-clear.sql", "-- dbmigrate: batch\nDELETE FROM log;\n")
                .run();
        assertThat(ran.problems()).isEqualTo("""
                error[batch-shape]: log has no key to go by in batches
                 --> db/002-clear.sql:2:13
                  |
                1 | -- dbmigrate: batch
                2 | DELETE FROM log;
                  |             ^^^
                  = help: give it a primary key, or a unique index whose columns are NOT NULL""");
        assertThat(db.ask(JOURNAL)).isEqualTo("0");
    }

    @Test
    void aRepeatableMigrationMayRunInBatches(Db db) throws SQLException {
        Migrating project = orders(db).file("R__refresh.sql", "-- dbmigrate: batch\nUPDATE orders SET n = n + 1;\n");
        project.run().ok();
        project.file("R__refresh.sql", "-- dbmigrate: batch\nUPDATE orders SET n = n + 10;\n")
                .run()
                .ok();
        assertThat(db.ask(COUNTS)).isEqualTo("11");
        assertThat(db.ask("SELECT count(*) FROM schema_migrations")).isEqualTo("2");
    }

    @Test
    void anErrorInTheStatementHasItsPlace(Db db) {
        Ran ran = orders(db)
                .file("002-typo.sql", "-- dbmigrate: batch\nUPDATE orders o\nSET n = 1\nWHERE o.nope = 1;\n")
                .run();
        assertThat(ran.problems()).startsWith("""
                error[42703]: column o.nope does not exist
                 --> db/002-typo.sql:4:7  (statement 1 of 1)
                """);
        assertThat(ran.text()).contains("002 runs in batches.\n      No row is changed yet.");
    }

    @Test
    void aDryRunShowsTheStatementWhole(Db db) throws Exception {
        String sql = Files.readString(orders(db)
                .file("002-count.sql", "-- dbmigrate: batch\nUPDATE orders SET n = n + 1;\n")
                .dryRun());
        assertThat(sql)
                .contains("-- a run cuts this into batches; here it is one statement\nBEGIN;\n")
                .contains("-- dbmigrate: batch\nUPDATE orders SET n = n + 1;\n");
        assertThat(orders(db).file("003-x.sql", "SELECT 1;").run().ok().applied())
                .hasSize(3);
    }

    @Test
    void throughAPoolerNothingIsDone(Db db) throws Exception {
        try (var pooler = CountingProxy.before(db).withKeysOfItsOwn()) {
            assertThat(orders(db)
                            .file("002-count.sql", "-- dbmigrate: batch\nDELETE FROM orders;\n")
                            .on(pooler.db())
                            .run()
                            .ids())
                    .containsExactly("needs-direct-address");
        }
    }
}
