package io.github.dbmigrate.testing;

import io.github.dbmigrate.testing.TestPostgres.Db;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A real PgBouncer between a test and PostgreSQL, on a port of its own, gone with the test.
 *
 * @see <a href="https://www.pgbouncer.org/config.html">its settings</a>
 */
public final class PgBouncer implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

    /** When PgBouncer gives a server connection to somebody else. */
    public enum Mode {
        SESSION,
        TRANSACTION,
        STATEMENT
    }

    private final Process process;
    private final Db behind;
    private final int port;

    private PgBouncer(Process process, Db behind, int port) {
        this.process = process;
        this.behind = behind;
        this.port = port;
    }

    /** Where it is installed, if it is. */
    public static Optional<Path> program() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        // Debian puts it where only root looks.
        return Stream.concat(Stream.of(path.split(":", -1)), Stream.of("/usr/sbin"))
                .map(directory -> Path.of(directory, "pgbouncer"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts one.
     *
     * @param directory for its configuration and its log
     * @param settings more lines for its configuration
     */
    public static PgBouncer before(Db db, Mode mode, Path directory, String... settings) throws IOException {
        int port = freePort();
        Files.createDirectories(directory);
        List<String> lines = new ArrayList<>(List.of(
                "[databases]",
                "* = host=%s port=%d user=%s password=%s".formatted(db.host(), db.port(), db.user(), db.password()),
                "[pgbouncer]",
                "listen_addr = 127.0.0.1",
                "listen_port = " + port,
                "unix_socket_dir =",
                "auth_type = any",
                "pool_mode = " + mode.name().toLowerCase(Locale.ROOT)));
        lines.addAll(List.of(settings));
        Path file = directory.resolve("pgbouncer.ini");
        Files.write(file, lines);
        List<String> command = new ArrayList<>();
        command.add(program().orElseThrow().toString());
        if (ProcessHandle.current().info().user().orElse("").equals("root")) {
            // It refuses to run as root, and becomes another once it has read its configuration.
            command.addAll(List.of("-u", "nobody"));
        }
        command.add(file.toString());
        Path log = directory.resolve("pgbouncer.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var started = new PgBouncer(process, db, port);
        started.awaitReady(log);
        return started;
    }

    /** The same database, through the pooler. */
    public Db db() {
        return behind.through(port);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private void awaitReady(Path log) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            try (var socket = new Socket("127.0.0.1", port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (ConnectException e) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    close();
                    throw new IllegalStateException("PgBouncer did not start:\n" + Files.readString(log), e);
                }
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
