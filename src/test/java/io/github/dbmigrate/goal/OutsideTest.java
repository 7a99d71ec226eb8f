package io.github.dbmigrate.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.apply.ApplyOptions.Resume;
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
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Migrations whose statements cannot share one transaction. */
@ExtendWith(PostgresExtension.class)
class OutsideTest {
    private static final String USERS = "CREATE TABLE users (id int, email text);\n"
            + "INSERT INTO users SELECT i, 'u' || i FROM generate_series(1, 100) i;\n";
    private static final String INDEX = "CREATE UNIQUE INDEX CONCURRENTLY users_email_key ON users (email);\n";
    private static final String DIRECTIVE = "-- dbmigrate: no-transaction\n";
    private static final String JOURNAL = "SELECT count(*) FROM dbmigrate_run";

    @TempDir
    Path directory;

    @Test
    void aFileWithNothingButSuchStatementsNeedsNoDirective(Db db) throws SQLException {
        Ran ran = users(db)
                .file("002-index.sql", "SET maintenance_work_mem = '32MB';\n" + INDEX + "VACUUM users;\n")
                .run()
                .ok();
        assertThat(ran.applied()).containsExactly("001", "002");
        assertThat(valid(db)).isEqualTo("t");
        assertThat(db.ask(JOURNAL)).isEqualTo("0");
        assertThat(db.ask("SELECT count(*) FROM schema_migrations WHERE execution_time_ms >= 0"))
                .isEqualTo("2");
    }

    @Test
    void eachStatementOfAFileWithTheDirectiveIsOnItsOwn(Db db) throws SQLException {
        Migrating project = users(db)
                .file(
                        "002-mixed.sql",
                        DIRECTIVE + "ALTER TABLE users ADD n int;\n" + INDEX
                                + "UPDATE users SET n = 1;\nSELECT nope;\n");
        Ran failed = project.run();
        assertThat(failed.problems()).isEqualTo("""
                error[42703]: column "nope" does not exist
                 --> db/002-mixed.sql:5:8  (statement 4 of 4)
                  |
                5 | SELECT nope;
                  |        ^^^^""");
        assertThat(failed.text()).contains("002  mixed    failed after ", ", 3 of 4 statements done");
        assertThat(failed.text())
                .contains(db.database()
                        + " is at 001. 001 is applied and stays.\n"
                        + "      002 runs outside a transaction.\n"
                        + "      Its statements 1 to 3 are done and stay.\n"
                        + "Next: change the file from statement 4 on, or the data, then run the same command again;\n"
                        + "      it goes on at statement 4.");
        assertThat(db.ask("SELECT state || ' ' || done FROM dbmigrate_run")).isEqualTo("failed 3");
        assertThat(project.status().text()).contains("failed     statement 4 of 4: column \"nope\" does not exist");

        project.file(
                "002-mixed.sql",
                DIRECTIVE + "ALTER TABLE users ADD n int;\n" + INDEX
                        + "UPDATE users SET n = 1;\nUPDATE users SET n = n + 1;\n");
        Ran again = project.run().ok();
        assertThat(again.text()).contains("002 failed in statement 4 of 4; goes on there");
        assertThat(db.ask("SELECT string_agg(DISTINCT n::text, ',') FROM users"))
                .isEqualTo("2");
        assertThat(db.ask(JOURNAL)).isEqualTo("0");
    }

    @Test
    void theStatementsThatAreDoneMayNotChange(Db db) throws SQLException {
        Migrating project = users(db).file("002-two.sql", DIRECTIVE + "ALTER TABLE users ADD n int;\nSELECT nope;\n");
        project.run();
        assertThat(project.file("002-two.sql", DIRECTIVE + "ALTER TABLE users ADD m int;\nSELECT 1;\n")
                        .run()
                        .problems())
                .isEqualTo("""
                        error[changed-unfinished]: what 002 has already run was changed in its file
                         --> db/002-two.sql
                          = seen: 1 of its 2 statements is done
                          = help: put back what is done as it was; the rest may change
                          = help: or undo by hand what it did, then  DELETE FROM dbmigrate_run WHERE version = '002-two';""");
        assertThat(project.without("002-two.sql").run().problems()).startsWith("""
                error[missing-unfinished]: 002-two is not finished, but its file is gone
                """);
    }

    @Test
    void aFailedIndexIsDroppedAtOnce(Db db) throws SQLException {
        Migrating project = users(db).file("002-index.sql", INDEX);
        db.run("CREATE TABLE users AS SELECT i AS id, 'same'::text AS email FROM generate_series(1, 2) i");
        project.without("001-users.sql");
        Ran failed = project.run();
        assertThat(failed.problems()).isEqualTo("""
                error[23505]: could not create unique index "users_email_key"
                 --> db/002-index.sql:1:1  (statement 1 of 1)
                  |
                1 | CREATE UNIQUE INDEX CONCURRENTLY users_email_key ON users (email);
                  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                  = detail: Key (email)=(same) is duplicated.""");
        assertThat(failed.text())
                .contains(
                        "the INVALID index\n      public.users_email_key that its statement 1 left behind was dropped.");
        assertThat(db.ask("SELECT count(*) FROM pg_index WHERE NOT indisvalid")).isEqualTo("0");
        db.run("UPDATE users SET email = id");
        assertThat(project.run().ok().text()).contains("002 failed in statement 1 of 1; begins again");
        assertThat(valid(db)).isEqualTo("t");
    }

    @Test
    void anInvalidIndexInTheWayIsDroppedFirst(Db db) throws SQLException {
        Migrating project = users(db);
        project.run().ok();
        db.run("INSERT INTO users VALUES (0, 'u1')");
        fails(db, INDEX);
        db.run("DELETE FROM users WHERE id = 0");
        assertThat(valid(db)).isEqualTo("f");
        Ran ran = project.file("002-index.sql", INDEX.replace("users_email_key", "IF NOT EXISTS users_email_key"))
                .run()
                .ok();
        assertThat(ran.text())
                .contains("drops the INVALID index public.users_email_key, which an earlier attempt has left behind");
        assertThat(valid(db)).isEqualTo("t");
    }

    @Test
    void aFailedReindexLeavesNothingBehind(Db db) throws SQLException {
        Migrating project = users(db);
        project.run().ok();
        db.run("CREATE INDEX users_id ON users ((1 / id))");
        db.run(
                "SET session_replication_role = replica; UPDATE pg_index SET indisready = false, indislive = false WHERE indexrelid = 'users_id'::regclass");
        db.run("INSERT INTO users VALUES (0, 'zero')");
        db.run("UPDATE pg_index SET indisready = true, indislive = true WHERE indexrelid = 'users_id'::regclass");
        Ran failed = project.file("002-reindex.sql", "REINDEX INDEX CONCURRENTLY users_id;")
                .run();
        assertThat(failed.problems()).startsWith("error[22012]: division by zero");
        assertThat(failed.text()).contains("public.users_id_ccnew that its statement 1 left behind was dropped.");
        assertThat(db.ask("SELECT count(*) FROM pg_class WHERE relname ~ 'ccnew'"))
                .isEqualTo("0");
    }

    @Test
    void whatTheFilePutsBetweenBeginAndCommitIsOneTransaction(Db db) throws SQLException {
        Migrating project = users(db)
                .file(
                        "002-two.sql",
                        DIRECTIVE + "BEGIN;\nALTER TABLE users ADD n int;\nUPDATE users SET n = 1;\nCOMMIT;\n"
                                + "VACUUM users;\nBEGIN;\nUPDATE users SET n = n + 1;\nSELECT nope;\nCOMMIT;\n");
        assertThat(project.run().text()).contains("5 of 9 statements done");
        project.file(
                        "002-two.sql",
                        DIRECTIVE + "BEGIN;\nALTER TABLE users ADD n int;\nUPDATE users SET n = 1;\nCOMMIT;\n"
                                + "VACUUM users;\nBEGIN;\nUPDATE users SET n = n + 1;\nCOMMIT;\n")
                .run()
                .ok();
        assertThat(db.ask("SELECT string_agg(DISTINCT n::text, ',') FROM users"))
                .isEqualTo("2");
    }

    @Test
    void aProcedureMayCommit(Db db) throws SQLException {
        users(db)
                .file(
                        "002-commits.sql",
                        DIRECTIVE
                                + "DO $$ BEGIN FOR i IN 1..3 LOOP UPDATE users SET id = id + 1; COMMIT; END LOOP; END $$;\n")
                .run()
                .ok();
        assertThat(db.ask("SELECT min(id) FROM users")).isEqualTo("4");
    }

    @Test
    void whatOtherToolsWriteForItIsUnderstood(Db db) throws SQLException {
        Ran ran = users(db)
                .file("002-sqlx.sql", "-- no-transaction\nALTER TABLE users ADD n int;\nVACUUM users;\n")
                .file("003-goose.sql", "-- +goose NO TRANSACTION\n-- +goose Up\nVACUUM users;\nSELECT 1;\n")
                .file("004-flyway.sql", "VACUUM users;\nSELECT 1;\n")
                .file("004-flyway.sql.conf", "executeInTransaction=false\n")
                .file("20240101120000_diesel/up.sql", "VACUUM users;\nSELECT 1;\n")
                .file("20240101120000_diesel/metadata.toml", "run_in_transaction = false\n")
                .run()
                .ok();
        assertThat(ran.applied()).containsExactly("001", "002", "003", "004", "20240101120000");
    }

    @Test
    void aRoleThatTheFileTakesNeedNotWriteTheJournal(Db db) throws SQLException {
        db.run("DROP ROLE IF EXISTS outside_owner");
        db.run("CREATE ROLE outside_owner");
        db.run("GRANT CREATE ON SCHEMA public TO outside_owner");
        Migrating.on(db, directory)
                .file(
                        "001-owner.sql",
                        DIRECTIVE + "SET ROLE outside_owner;\nCREATE TABLE owned (id int);\n"
                                + "CREATE INDEX CONCURRENTLY owned_id ON owned (id);\nINSERT INTO owned VALUES (1);\n")
                .run()
                .ok();
        assertThat(db.ask("SELECT tableowner FROM pg_tables WHERE tablename = 'owned'"))
                .isEqualTo("outside_owner");
        db.run("DROP OWNED BY outside_owner");
    }

    @Test
    void whatTheFileHasSetHoldsWhenAStatementIsTriedAgain(Db db) throws Exception {
        db.run("CREATE SCHEMA app");
        db.run("CREATE TABLE app.busy (id int)");
        try (Connection blocker = db.connect()) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("LOCK TABLE app.busy");
            Migrating project = Migrating.on(db, directory)
                    .lockTimeout(Duration.ofMillis(100), 5)
                    .listener(line -> {
                        if (line.text().contains("attempt 2")) {
                            commit(blocker);
                        }
                    })
                    .file(
                            "001-path.sql",
                            DIRECTIVE + "SET search_path = app;\nALTER TABLE busy ADD n int;\n"
                                    + "CREATE INDEX CONCURRENTLY busy_id ON busy (id);\n");
            assertThat(project.run().ok().text()).contains("attempt 2 of 5");
        }
        assertThat(db.ask("SELECT indisvalid FROM pg_index WHERE indexrelid = 'app.busy_id'::regclass"))
                .isEqualTo("t");
    }

    @Test
    void whatAnInterruptedReindexHasLeftIsDropped(Db db) throws Exception {
        Migrating project = users(db);
        project.run().ok();
        db.run("CREATE INDEX users_id ON users (id)");
        project.file("002-reindex.sql", "REINDEX INDEX CONCURRENTLY users_id;");
        try (CountingProxy proxy = CountingProxy.before(db)) {
            proxy.cut(Cut.BEFORE_ITS_ANSWER, message -> message.sql().contains("REINDEX"));
            assertThat(project.on(proxy.db()).run().ids()).containsExactly("connection-lost");
        }
        db.run("CREATE INDEX users_id_ccnew ON users (id)");
        db.run("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'users_id_ccnew'::regclass");
        assertThat(project.run().ok().text())
                .contains("002 was interrupted in statement 1 of 1, which was not finished; runs it again")
                .contains("drops the INVALID index public.users_id_ccnew, which it has left behind");
        assertThat(db.ask("SELECT count(*) FROM pg_class WHERE relname ~ 'ccnew'"))
                .isEqualTo("0");
    }

    @Test
    void anIndexThatIsFoundInvalidIsNoSuccess(Db db) throws Exception {
        Migrating project = users(db);
        project.run().ok();
        db.run("CREATE UNIQUE INDEX users_email_key ON users (email)");
        db.run("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'users_email_key'::regclass");
        try (Connection builder = db.connect()) {
            builder.setAutoCommit(false);
            builder.createStatement().execute("LOCK TABLE users IN SHARE UPDATE EXCLUSIVE MODE");
            db.run("INSERT INTO users VALUES (0, 'zero')");
            Ran ran = project.file("002-index.sql", INDEX.replace("users_email_key", "IF NOT EXISTS users_email_key"))
                    .listener(line -> {
                        if (line.text().contains("waiting for a lock")) {
                            commit(builder);
                        }
                    })
                    .run();
            assertThat(ran.ids()).containsExactly("invalid-index");
        }
    }

    private static void commit(Connection connection) {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void discardingEverythingKeepsTheLock(Db db) throws SQLException {
        users(db).file("002-discard.sql", "DISCARD ALL;\n" + INDEX).run().ok();
        assertThat(valid(db)).isEqualTo("t");
    }

    @Test
    void anIndexThatWasFinishedWhenTheConnectionWentIsNotBuiltAgain(Db db) throws Exception {
        Migrating project = users(db).file("002-index.sql", INDEX + "VACUUM users;\n");
        try (CountingProxy proxy = CountingProxy.before(db)) {
            proxy.cut(Cut.BEFORE_ITS_ANSWER, message -> message.sql().contains("CREATE UNIQUE INDEX"));
            Ran lost = project.on(proxy.db()).run();
            assertThat(lost.ids()).containsExactly("connection-lost");
            assertThat(lost.text())
                    .contains("its journal says how far it had come, and the next run goes on from there");
        }
        Ran ran = project.run().ok();
        assertThat(ran.text())
                .contains("002 was interrupted in statement 1 of 2, which was finished; goes on behind it");
        assertThat(ran.applied()).containsExactly("002");
        assertThat(valid(db)).isEqualTo("t");
    }

    @Test
    void whatNobodyCanKnowIsAsked(Db db) throws Exception {
        Migrating project = users(db)
                .file(
                        "002-do.sql",
                        DIRECTIVE + "DO $$ BEGIN UPDATE users SET id = id + 1; COMMIT; END $$;\nSELECT 1;\n");
        try (CountingProxy proxy = CountingProxy.before(db)) {
            proxy.cut(Cut.BEFORE_ITS_ANSWER, message -> message.sql().startsWith("DO $$"));
            assertThat(project.on(proxy.db()).run().ids()).containsExactly("connection-lost");
        }
        assertThat(project.run().problems().replaceAll("of \\d{4}-.* UTC \\(pid \\d+\\)", "of T UTC (pid N)"))
                .isEqualTo("""
                        error[interrupted]: nobody can know whether statement 1 of 002 was finished
                         --> db/002-do.sql:2:1  (statement 1 of 2)
                          |
                        1 | -- dbmigrate: no-transaction
                        2 | DO $$ BEGIN UPDATE users SET id = id + 1; COMMIT; END $$;
                          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                          = seen: the run of T UTC (pid N) ended in it
                          = help: look at the database; if it was finished:  -Ddbmigrate.resume=skip
                          = help: if it was not, or may run twice:  -Ddbmigrate.resume=retry""");
        Ran ran = project.resume(Resume.SKIP).run().ok();
        assertThat(ran.text()).contains("goes on behind it, as resume=skip says");
        assertThat(db.ask("SELECT min(id) FROM users")).isEqualTo("2");
    }

    @Test
    void whoTakesOverWaitsForAnOrphan(Db db) throws Exception {
        Migrating project = users(db).file("002-index.sql", INDEX);
        project.run().ok();
        try (Connection blocker = db.connect()) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("INSERT INTO users VALUES (1000, 'x')");
            project.file("003-index.sql", "CREATE INDEX CONCURRENTLY later ON users (id);");
            var running = CompletableFuture.supplyAsync(project::run);
            db.await("(SELECT state = 'running' AND doing FROM dbmigrate_run)");
            assertThat(project.status().text())
                    .containsPattern("003 +index +running +statement 1 of 1, pid \\d+ from [^ ]+, since \\d{4}-");
            blocker.commit();
            running.join().ok();
        }
        assertThat(db.ask(JOURNAL)).isEqualTo("0");
    }

    @Test
    void throughAPoolerNothingIsDone(Db db) throws Exception {
        try (var pooler = CountingProxy.before(db).withKeysOfItsOwn()) {
            assertThat(users(db)
                            .file("002-index.sql", INDEX)
                            .on(pooler.db())
                            .run()
                            .problems())
                    .isEqualTo("""
                    error[needs-direct-address]: 002 cannot be run through a pooler
                     --> db/002-index.sql
                      = why: it is not one transaction, and between two of them a pooler may change the server session
                      = help: give the direct address for this run; nothing was changed""");
        }
        assertThat(db.ask("SELECT to_regclass('users') IS NULL")).isEqualTo("t");
    }

    private Migrating users(Db db) {
        return Migrating.on(db, directory).file("001-users.sql", USERS);
    }

    private static String valid(Db db) throws SQLException {
        return db.ask("SELECT indisvalid FROM pg_index WHERE indexrelid = 'users_email_key'::regclass");
    }

    private static void fails(Db db, String sql) {
        try {
            db.run(sql);
        } catch (SQLException expected) {
            return;
        }
        throw new AssertionError("it did not fail: " + sql);
    }
}
