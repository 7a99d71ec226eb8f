package io.github.dbmigrate.testing;

import io.github.dbmigrate.postgres.embedded.EmbeddedPostgres;
import io.github.dbmigrate.postgres.embedded.Settings;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** A PostgreSQL of a test's own, which it may crash: the others use a server that all share. */
public final class CrashingServer implements AutoCloseable {
    private final Path directory;
    private final AtomicInteger names = new AtomicInteger();
    private EmbeddedPostgres server;

    private CrashingServer(Path directory, EmbeddedPostgres server) {
        this.directory = directory;
        this.server = server;
    }

    /** Starts one, of the version on the class path, on a port that it keeps. */
    public static CrashingServer in(Path directory) {
        return new CrashingServer(directory, start(directory, Settings.FAST));
    }

    /** The database that is there from the start. */
    public Db admin() {
        return new Db(server.host(), server.port(), server.user(), server.password(), server.database());
    }

    /** A new, empty database, which should be {@linkplain #drop dropped} in the end: there will be many. */
    public Db fresh() throws SQLException {
        Db fresh = admin().named("trial_" + names.incrementAndGet());
        boolean copies = Integer.parseInt(admin().ask("SHOW server_version_num")) >= 150000;
        admin().run("CREATE DATABASE " + fresh.database() + " TEMPLATE template0"
                + (copies ? " STRATEGY file_copy" : ""));
        return fresh;
    }

    public void drop(Db database) throws SQLException {
        admin().run("DROP DATABASE " + database.database() + " WITH (FORCE)");
    }

    /** As kill -9 does. The server ends all other sessions, too, and recovers: it cannot trust its shared memory any more. */
    public void killBackend(long pid) {
        ProcessHandle.of(pid).ifPresent(backend -> {
            if (backend.destroyForcibly()) {
                backend.onExit().join();
            }
        });
    }

    /** What {@code pg_ctl restart -m immediate} does: no session gets a chance to end, and the next start recovers. */
    public void restartImmediately() throws IOException, InterruptedException {
        int port = server.port();
        String pid = Files.readAllLines(pidFile(), StandardCharsets.ISO_8859_1)
                .get(0)
                .strip();
        ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        // pg_ctl itself refuses to run as root.
        new ProcessBuilder("kill", "-QUIT", pid).start().waitFor();
        postmaster.onExit().join();
        server.close();
        server = start(directory, Settings.FAST.onPort(port));
    }

    @Override
    public void close() {
        server.close();
    }

    private Path pidFile() {
        String major = server.version().split("\\.", 2)[0];
        return directory.resolve(major).resolve("data").resolve("postmaster.pid");
    }

    private static EmbeddedPostgres start(Path directory, Settings settings) {
        return EmbeddedPostgres.start(
                new ClassPathBinaries(), ClassPathBinaries.version(), directory, settings, line -> {});
    }
}
