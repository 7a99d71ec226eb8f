package io.github.dbmigrate.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.plan.State;
import io.github.dbmigrate.postgres.embedded.EmbeddedPostgres;
import io.github.dbmigrate.postgres.embedded.Settings;
import io.github.dbmigrate.report.Report;
import io.github.dbmigrate.testing.ClassPathBinaries;
import io.github.dbmigrate.testing.Migrating;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server in recovery that lets readers in. One without a primary is the same to its clients as one that has it. */
class ReplicaTest {
    @TempDir
    private Path directory;

    @Test
    void aReplicaShowsItsHistoryAndTakesNoMigrations() throws Exception {
        try (var primary = start()) {
            project(primary)
                    .file("001-users.sql", "CREATE TABLE users (id int)")
                    .run()
                    .ok();
        }
        Files.createFile(data().resolve("standby.signal"));
        try (var replica = start()) {
            assertThat(project(replica).run().ok().report().outcome()).isEqualTo(Report.Outcome.UP_TO_DATE);

            Migrating behind = project(replica).file("002-orders.sql", "CREATE TABLE orders (id int)");
            assertThat(behind.status().ok().count(State.PENDING)).isEqualTo(1);
            assertThat(behind.run().problems()).isEqualTo("""
                    error[read-only-server]: 127.0.0.1:%d is a replica, which cannot be written to
                      = from: -Ddbmigrate.url
                      = help: use the address of the primary
                      = help: nothing was changed""".formatted(replica.port()));
        }
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(
                new ClassPathBinaries(),
                ClassPathBinaries.version(),
                directory.resolve("server"),
                Settings.PLAIN,
                line -> {});
    }

    private Migrating project(EmbeddedPostgres server) {
        Db db = new Db(server.host(), server.port(), server.user(), server.password(), server.database());
        return Migrating.on(db, directory.resolve("project"));
    }

    private Path data() {
        String major = ClassPathBinaries.version().split("\\.", 2)[0];
        return directory.resolve("server").resolve(major).resolve("data");
    }
}
