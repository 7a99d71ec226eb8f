package io.github.dbmigrate.postgres.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A running PostgreSQL that this build started. It listens on 127.0.0.1 only, wants a password, and ends with this JVM at
 * the latest, however that ends. Its data is kept for the next start in the same directory.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Duration BUSY = Duration.ofSeconds(10);

    private final ServerProcess server;
    private final Cluster cluster;
    private final int port;
    private final String password;
    private final Thread atExit = new Thread(this::stop, "dbmigrate-postgres-stop");
    private boolean stopped;

    private EmbeddedPostgres(ServerProcess server, Cluster cluster, int port, String password) {
        this.server = server;
        this.cluster = cluster;
        this.port = port;
        this.password = password;
    }

    /** As {@link #start(Binaries, String, Path, Settings, Consumer)}, as fast as can be. */
    public static EmbeddedPostgres start(Binaries binaries, String version, Path directory, Consumer<String> told) {
        return start(binaries, version, directory, Settings.FAST, told);
    }

    /**
     * Starts a server, or waits a little for one that is just being stopped in the same directory.
     *
     * @param binaries where PostgreSQL is fetched from when this machine does not have it yet
     * @param version {@code 17}, {@code 17.11}, or nothing for the default
     * @param directory where the data is kept, below a directory for each major version
     * @param told is given a line when something takes time for once
     * @throws io.github.dbmigrate.diagnostic.DiagnosticException when there is no server, and why
     */
    public static EmbeddedPostgres start(
            Binaries binaries, String version, Path directory, Settings settings, Consumer<String> told) {
        PostgresVersion exact = PostgresVersion.of(version);
        return new Launcher(Machine.current(), binaries, told, BUSY).start(exact, directory, settings);
    }

    static EmbeddedPostgres running(ServerProcess server, Cluster cluster, int port, String password) {
        var postgres = new EmbeddedPostgres(server, cluster, port, password);
        // The server would end anyway; with the hook Maven ends after it, and the log has its last lines.
        Runtime.getRuntime().addShutdownHook(postgres.atExit);
        return postgres;
    }

    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return port;
    }

    public String user() {
        return InitDb.SUPERUSER;
    }

    public String password() {
        return password;
    }

    /** The database that every cluster has. */
    public String database() {
        return "postgres";
    }

    /** {@code 17.11} */
    public String version() {
        return cluster.version().toString();
    }

    /** Stops the server and waits until it is gone; clients still connected are thrown out. */
    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is going down and has started the hook; stopping twice does no harm.
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "PostgreSQL " + version() + " on " + host() + ":" + port;
    }

    private synchronized void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        try (cluster) {
            server.stop();
        } catch (IOException e) {
            throw Problem.files(cluster.version(), e);
        } catch (InterruptedException e) {
            // The watchdog has its signal, so the server ends without us waiting for it.
            Thread.currentThread().interrupt();
        }
    }
}
