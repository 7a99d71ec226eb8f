package io.github.dbmigrate.testing;

import io.github.dbmigrate.postgres.embedded.EmbeddedPostgres;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Where the tests' databases are made. */
interface TestServer {
    Db admin();

    /** Told of every database, for a server that has to be left as it was found. */
    default void created(Db database) {}

    static TestServer choose() {
        if ("embedded".equals(System.getProperty("dbm.test.postgres"))) {
            return embedded();
        }
        String url = System.getenv("DBM_TEST_URL");
        if (url != null && !url.isBlank()) {
            return new Borrowed(TestUrl.parse(url));
        }
        return isDockerLikely() && DockerClientFactory.instance().isDockerAvailable() ? docker() : embedded();
    }

    /** Asking Testcontainers takes a second when there is no Docker. */
    private static boolean isDockerLikely() {
        return System.getenv("DOCKER_HOST") != null
                || File.separatorChar == '\\'
                || Stream.of("/var/run/docker.sock", System.getProperty("user.home") + "/.testcontainers.properties")
                        .anyMatch(file -> Files.exists(Path.of(file)));
    }

    /** Testcontainers' own watchdog removes the container when this JVM is gone. */
    private static TestServer docker() {
        String major = System.getProperty("pg.version", "17").split("\\.", 2)[0];
        var container = new PostgreSQLContainer("postgres:" + major + "-alpine");
        container.start();
        Db admin = new Db(
                container.getHost(),
                container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                container.getUsername(),
                container.getPassword(),
                container.getDatabaseName());
        return () -> admin;
    }

    /** Of the version on the class path, in a directory of this process, thrown away by a later run. */
    private static TestServer embedded() {
        try {
            // The first is set by Surefire; scripts of integration tests run in Maven itself, which sets the second.
            String project = System.getProperty("basedir", System.getProperty("maven.multiModuleProjectDirectory", ""));
            Path directory = Path.of(project, "target", "test-postgres").toAbsolutePath();
            ClassPathBinaries.removeLeftovers(directory);
            EmbeddedPostgres postgres = EmbeddedPostgres.start(
                    new ClassPathBinaries(),
                    ClassPathBinaries.version(),
                    directory.resolve(Long.toString(ProcessHandle.current().pid())),
                    line -> {});
            Db admin =
                    new Db(postgres.host(), postgres.port(), postgres.user(), postgres.password(), postgres.database());
            return () -> admin;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Somebody's server: the databases made there are dropped at the end. */
    final class Borrowed implements TestServer {
        private final Db admin;
        private final Queue<Db> created = new ConcurrentLinkedQueue<>();

        Borrowed(Db admin) {
            this.admin = admin;
            Runtime.getRuntime().addShutdownHook(new Thread(this::dropAll, "drop-test-databases"));
        }

        @Override
        public Db admin() {
            return admin;
        }

        @Override
        public void created(Db database) {
            created.add(database);
        }

        private void dropAll() {
            try (var connection = admin.connect();
                    var statement = connection.createStatement()) {
                for (Db database : created) {
                    statement.execute("DROP DATABASE IF EXISTS " + database.database() + " WITH (FORCE)");
                }
            } catch (SQLException e) {
                throw new IllegalStateException("test databases are left on " + admin, e);
            }
        }
    }
}
