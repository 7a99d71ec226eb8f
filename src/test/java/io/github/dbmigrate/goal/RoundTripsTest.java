package io.github.dbmigrate.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.testing.CountingProxy;
import io.github.dbmigrate.testing.Migrating;
import io.github.dbmigrate.testing.PostgresExtension;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** How often a run waits for the server. */
@ExtendWith(PostgresExtension.class)
class RoundTripsTest {
    @TempDir
    Path directory;

    @Test
    void theFirstRunReadsMakesTheTableAndAppliesAllMigrationsTogether(Db db) throws Exception {
        Migrating project = files(Migrating.on(db, directory), 1, 4);
        try (var proxy = CountingProxy.before(db)) {
            project.on(proxy.db()).run().ok();
            assertThat(proxy.traffic().roundTrips()).isEqualTo(1 + 1 + 1);
            assertThat(proxy.traffic().connections()).isEqualTo(1);
        }
    }

    @Test
    void aRunWithNothingToDoReadsOnce(Db db) throws Exception {
        Migrating project = files(Migrating.on(db, directory), 1, 4);
        project.run().ok();
        try (var proxy = CountingProxy.before(db)) {
            project.on(proxy.db()).run().ok();
            assertThat(proxy.traffic().roundTrips()).isEqualTo(1);
        }
    }

    @Test
    void everyPendingMigrationIsOneMore(Db db) throws Exception {
        Migrating project = files(Migrating.on(db, directory), 1, 4);
        project.run().ok();
        files(project, 5, 7);
        try (var proxy = CountingProxy.before(db)) {
            assertThat(project.on(proxy.db()).run().ok().applied()).containsExactly("005", "006", "007");
            assertThat(proxy.traffic().roundTrips()).isEqualTo(1 + 3);
        }
    }

    @Test
    void aFailedMigrationIsRolledBackInOneMore(Db db) throws Exception {
        Migrating project = files(Migrating.on(db, directory), 1, 4);
        project.run().ok();
        project.file("005-broken.sql", "SELECT nope");
        try (var proxy = CountingProxy.before(db)) {
            assertThat(project.on(proxy.db()).run().report().isFailed()).isTrue();
            assertThat(proxy.traffic().roundTrips()).isEqualTo(1 + 1 + 1);
        }
    }

    @Test
    void aSyntaxErrorHasBegunNothingThatMustBeRolledBack(Db db) throws Exception {
        Migrating project = files(Migrating.on(db, directory), 1, 4);
        project.run().ok();
        project.file("005-broken.sql", "SELEC 1");
        try (var proxy = CountingProxy.before(db)) {
            assertThat(project.on(proxy.db()).run().report().isFailed()).isTrue();
            assertThat(proxy.traffic().roundTrips()).isEqualTo(1 + 1);
        }
    }

    @Test
    void statusAndDryRunReadOnce(Db db) throws Exception {
        Migrating project = files(Migrating.on(db, directory), 1, 4);
        try (var proxy = CountingProxy.before(db)) {
            project.on(proxy.db()).status().ok();
            assertThat(proxy.traffic().roundTrips()).isEqualTo(1);
            project.on(proxy.db()).dryRun();
            assertThat(proxy.traffic().roundTrips()).isEqualTo(2);
        }
    }

    /** The request for TLS, the start-up, and two more for SCRAM where the server wants a password. Nothing is asked behind it. */
    @Test
    void connectingCostsWhatTheServerAsksFor(Db db) throws Exception {
        Migrating project = files(Migrating.on(db, directory), 1, 1);
        boolean password =
                db.ask("SELECT count(*) FROM pg_hba_file_rules WHERE auth_method = 'scram-sha-256' AND type = 'host'")
                                .compareTo("0")
                        > 0;
        try (var proxy = CountingProxy.before(db)) {
            project.on(proxy.db()).status().ok();
            assertThat(proxy.traffic().startUpTrips()).isEqualTo(password ? 4 : 2);
        }
    }

    private static Migrating files(Migrating project, int first, int last) {
        for (int i = first; i <= last; i++) {
            project.file(
                    "%03d-t.sql".formatted(i),
                    "CREATE TABLE t%d ();\nINSERT INTO t%d DEFAULT VALUES;\n".formatted(i, i));
        }
        return project;
    }
}
