package io.github.dbmigrate.postgres.embedded;

import io.github.dbmigrate.migration.Migration;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

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
    private final Beginning beginning;
    private final Thread atExit = new Thread(() -> stop(false), "dbmigrate-postgres-stop");
    private boolean complete;
    private boolean discarded;
    private boolean stopped;

    private EmbeddedPostgres(ServerProcess server, Cluster cluster, int port, String password, Beginning beginning) {
        this.server = server;
        this.cluster = cluster;
        this.port = port;
        this.password = password;
        this.beginning = beginning;
    }

    /**
     * Tells early that there is no such version.
     *
     * @throws io.github.dbmigrate.diagnostic.DiagnosticException when there is not
     */
    public static void check(String version) {
        PostgresVersion.of(version);
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
        return start(binaries, version, directory, settings, () -> Recipe.EMPTY, told);
    }

    /**
     * As {@link #start(Binaries, String, Path, Settings, Consumer)}, for a caller that is going to apply migrations: when the
     * directory is new, some or all of them are applied already if a build of this user has left a cluster with just these.
     *
     * @param recipe what the caller would do to an empty cluster; asked for when the directory is new
     */
    public static EmbeddedPostgres start(
            Binaries binaries,
            String version,
            Path directory,
            Settings settings,
            Supplier<Recipe> recipe,
            Consumer<String> told) {
        PostgresVersion exact = PostgresVersion.of(version);
        return new Launcher(Machine.current(), binaries, told, BUSY).start(exact, directory, settings, recipe);
    }

    /** As {@link #start(Binaries, String, Path, Settings, Supplier, Consumer)}, but what is in the directory is thrown away first. */
    public static EmbeddedPostgres startAnew(
            Binaries binaries,
            String version,
            Path directory,
            Settings settings,
            Supplier<Recipe> recipe,
            Consumer<String> told) {
        PostgresVersion exact = PostgresVersion.of(version);
        return new Launcher(Machine.current(), binaries, told, BUSY).startAnew(exact, directory, settings, recipe);
    }

    static EmbeddedPostgres running(
            ServerProcess server, Cluster cluster, int port, String password, Beginning beginning) {
        var postgres = new EmbeddedPostgres(server, cluster, port, password, beginning);
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

    /**
     * Whether the cluster was new, and with these migrations is what its recipe says. It is worth keeping then for the next
     * new directory, if nothing else was done to it.
     */
    public boolean isCompletedBy(List<Migration> applied) {
        return beginning.isCompletedBy(applied);
    }

    /** Has the cluster kept for other builds when the server is stopped. Whether that succeeds makes no difference here. */
    public void keepForOthers() {
        complete = true;
    }

    /** Stops the server and waits until it is gone; clients still connected are thrown out. */
    @Override
    public void close() {
        stop(complete);
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is going down and has started the hook; stopping twice does no harm.
        }
    }

    /** Stops the server, and throws its data away. */
    public void discard() {
        discarded = true;
        close();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "PostgreSQL " + version() + " on " + host() + ":" + port;
    }

    private synchronized void stop(boolean keep) {
        if (stopped) {
            return;
        }
        stopped = true;
        try (cluster) {
            server.stop();
            if (discarded) {
                cluster.delete();
            } else if (keep) {
                // While the cluster is still ours alone.
                beginning.keep(cluster.data());
            }
        } catch (IOException e) {
            throw Problem.files(cluster.version(), e);
        } catch (InterruptedException e) {
            // The watchdog has its signal, so the server ends without us waiting for it.
            Thread.currentThread().interrupt();
        }
    }
}
