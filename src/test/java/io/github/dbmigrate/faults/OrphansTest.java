package io.github.dbmigrate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.testing.Migrating;
import io.github.dbmigrate.testing.PostgresExtension;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a long statement on the server when the process that has sent it is gone. */
@ExtendWith(PostgresExtension.class)
class OrphansTest {
    private static final String SLEEPING =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'"
                    + " AND application_name LIKE 'dbmigrate%'";

    @TempDir
    private Path directory;

    private Migrating project(FileSet set, Db db) throws SQLException {
        db.run("CREATE TABLE counted AS SELECT 0 AS n, 8 AS seconds");
        return set.on(db, directory)
                .file("001-slow.sql", "UPDATE counted SET n = n + 1;\nSELECT pg_sleep(seconds) FROM counted;\n")
                .file("002-next.sql", "UPDATE counted SET n = n + 1");
    }

    /** The server looks every two seconds whether anybody still waits for the answer. PostgreSQL 13 cannot, and commits. */
    @ParameterizedTest
    @EnumSource(names = {"TRANSACTIONS", "PIPELINED"})
    void theServerNoticesThatTheProcessWasKilled(FileSet set, Db db) throws Exception {
        Migrating project = project(set, db);
        boolean looks = Integer.parseInt(db.ask("SHOW server_version_num")) >= 140000;
        try (Runner runner = Runner.start()) {
            runner.awaitReady().migrate(set, db, directory);
            awaitSleeping(db, "1");
            runner.kill();
        }
        if (looks) {
            awaitSleeping(db, "0");
            assertThat(db.ask("SELECT count(*) FROM schema_migrations")).isEqualTo("0");
            assertThat(db.ask("SELECT n FROM counted")).isEqualTo("0");
            db.run("UPDATE counted SET seconds = 0");
        }
        List<String> applied = project.run().ok().applied();
        if (looks) {
            assertThat(applied).containsExactly("001", "002");
        } else {
            assertThat(applied).isSubsetOf("002");
        }
        assertThat(db.ask("SELECT n FROM counted")).isEqualTo("2");
        Leftovers.none(db);
    }

    /** Ctrl-C, and a build server that stops a job, leave the process time to cancel what it has sent. */
    @ParameterizedTest
    @EnumSource(names = {"TRANSACTIONS", "PIPELINED"})
    void aProcessThatIsTerminatedCancelsItsStatement(FileSet set, Db db) throws Exception {
        Migrating project = project(set, db);
        db.run("UPDATE counted SET seconds = 600");
        try (Runner runner = Runner.start()) {
            var ended = runner.awaitReady().migrate(set, db, directory);
            awaitSleeping(db, "1");
            runner.terminate();
            assertThat(ended.join().exit()).isEqualTo(143);
        }
        awaitSleeping(db, "0");
        assertThat(db.ask("SELECT n FROM counted")).isEqualTo("0");
        db.run("UPDATE counted SET seconds = 0");
        assertThat(project.run().ok().applied()).containsExactly("001", "002");
        assertThat(db.ask("SELECT n FROM counted")).isEqualTo("2");
    }

    private static void awaitSleeping(Db db, String count) throws SQLException {
        while (!db.ask(SLEEPING).equals(count)) {
            db.ask("SELECT pg_sleep(0.01)");
        }
    }
}
