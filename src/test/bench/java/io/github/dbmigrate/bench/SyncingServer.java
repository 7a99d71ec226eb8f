package io.github.dbmigrate.bench;

import io.github.dbmigrate.postgres.embedded.EmbeddedPostgres;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The embedded PostgreSQL never waits for its disk, and that is said on its command line, where no setting can undo it. So it is
 * stopped and started again in the same place with the same command, less those words. Linux only.
 */
final class SyncingServer implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    private static final long BETWEEN_LOOKS_MILLIS = 20;

    private final Process postgres;
    private final Thread atExit;

    private SyncingServer(Process postgres) {
        this.postgres = postgres;
        this.atExit = new Thread(postgres::destroy, "bench-postgres-stop");
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    static SyncingServer insteadOf(EmbeddedPostgres embedded, Db admin, Path log)
            throws IOException, InterruptedException, SQLException {
        Path pidFile = Path.of(admin.ask("SHOW data_directory")).resolve("postmaster.pid");
        String pid = Files.readAllLines(pidFile).get(0).strip();
        List<String> command = new ArrayList<>();
        // PostgreSQL refuses to run as root; in a user namespace without a map it is not root in its own eyes.
        if (ProcessHandle.current().info().user().orElse("").equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(syncing(Files.readString(Path.of("/proc", pid, "cmdline"), StandardCharsets.UTF_8)));
        embedded.close();
        SyncingServer server = new SyncingServer(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start());
        server.await(admin);
        return server;
    }

    @Override
    public void close() throws InterruptedException {
        postgres.destroy();
        postgres.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    /** The words of a command line as /proc shows it, each behind a NUL. */
    private static List<String> syncing(String commandLine) {
        List<String> words = new ArrayList<>();
        for (String word : commandLine.split("\0", -1)) {
            if (word.equals("full_page_writes=off")) {
                words.add("full_page_writes=on");
            } else if (!word.isEmpty() && !word.equals("-F")) {
                words.add(word);
            }
        }
        return words;
    }

    private void await(Db admin) throws SQLException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            try {
                if (admin.ask("SHOW fsync").equals("on")) {
                    return;
                }
                throw new IllegalStateException("the server that should wait for its disk does not");
            } catch (SQLException e) {
                if (!postgres.isAlive() || System.nanoTime() > end) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(BETWEEN_LOOKS_MILLIS));
            }
        }
    }
}
