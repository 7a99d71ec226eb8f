package io.github.dbmigrate.bench;

import io.github.dbmigrate.postgres.embedded.EmbeddedPostgres;
import io.github.dbmigrate.postgres.embedded.Settings;
import io.github.dbmigrate.testing.ClassPathBinaries;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** A PostgreSQL of this run's own, and a new database on it for every run of a tool. */
final class BenchServer implements AutoCloseable {
    private static final Path MEMORY = Path.of("/dev/shm");

    private final AutoCloseable server;
    private final Db admin;
    private final Path directory;
    private int databases;

    private BenchServer(AutoCloseable server, Db admin, Path directory) {
        this.server = server;
        this.admin = admin;
        this.directory = directory;
    }

    /** The embedded one, without fsync, with its data in memory where there is a file system for it, else in a directory. */
    static BenchServer inMemory(Path otherwise) {
        Path directory = place(hasMemory() ? MEMORY : otherwise, "bench");
        EmbeddedPostgres embedded = embedded(directory);
        return new BenchServer(embedded, admin(embedded), directory);
    }

    /** One on a disk, for whose writes every commit waits, as in production. */
    static BenchServer onDisk(Path parent) throws IOException, InterruptedException, SQLException {
        Path directory = place(parent, "bench-disk");
        EmbeddedPostgres embedded = embedded(directory);
        Db admin = admin(embedded);
        SyncingServer syncing = SyncingServer.insteadOf(embedded, admin, directory.resolve("syncing.log"));
        return new BenchServer(syncing, admin, directory);
    }

    static boolean hasMemory() {
        return Files.isWritable(MEMORY);
    }

    Db fresh() throws SQLException {
        String name = "bench_" + ++databases;
        admin.run("CREATE DATABASE " + name + " TEMPLATE template0");
        return admin.named(name);
    }

    /** Throws a database away, and has everything written out, so that the next run does not pay for this one. */
    void drop(Db database) throws SQLException {
        admin.run("DROP DATABASE " + database.database() + " WITH (FORCE)");
        admin.run("CHECKPOINT");
    }

    String version() throws SQLException {
        return admin.ask("SHOW server_version");
    }

    @Override
    public void close() throws Exception {
        server.close();
        Trees.delete(directory);
    }

    private static Path place(Path parent, String name) {
        return parent.toAbsolutePath()
                .resolve("dbmigrate-" + name + "-" + ProcessHandle.current().pid());
    }

    private static EmbeddedPostgres embedded(Path directory) {
        return EmbeddedPostgres.start(
                new ClassPathBinaries(), ClassPathBinaries.version(), directory, Settings.PLAIN, line -> {});
    }

    private static Db admin(EmbeddedPostgres embedded) {
        return new Db(embedded.host(), embedded.port(), embedded.user(), embedded.password(), embedded.database());
    }
}
