package io.github.dbmigrate.postgres.embedded;

import io.github.dbmigrate.diagnostic.DiagnosticException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The steps from a version to a running server.
 *
 * @param patience how long to wait for another build that uses the same directory: it may be about to end
 */
record Launcher(Machine machine, Binaries binaries, Consumer<String> told, Duration patience) {
    private static final Patience STARTING = Patience.of(Duration.ofSeconds(60));
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int ATTEMPTS = 5;
    private static final DateTimeFormatter MADE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    EmbeddedPostgres start(PostgresVersion version, Path directory, Settings settings) {
        return start(version, directory, settings, () -> Recipe.EMPTY);
    }

    EmbeddedPostgres start(PostgresVersion version, Path directory, Settings settings, Supplier<Recipe> recipe) {
        return start(version, directory, settings, recipe, false);
    }

    EmbeddedPostgres startAnew(PostgresVersion version, Path directory, Settings settings, Supplier<Recipe> recipe) {
        return start(version, directory, settings, recipe, true);
    }

    private EmbeddedPostgres start(
            PostgresVersion version, Path directory, Settings settings, Supplier<Recipe> recipe, boolean anew) {
        try {
            UserSwitch user = UserSwitch.find(machine.ways());
            Places places = new Places(machine, user);
            Cache cache = new Cache(places.cache(), machine.platform(), user);
            Installation installation = cache.installation(version, binaries, told);
            Cluster cluster = Cluster.lock(places.clusters(directory), version, Patience.of(patience));
            boolean started = false;
            try {
                Beginning beginning = Beginning.KEPT_DATA;
                if (cluster.isInitialised()) {
                    cluster.stopOrphan();
                    if (anew) {
                        cluster.delete();
                    }
                }
                if (cluster.isInitialised()) {
                    user.own(cluster.data());
                } else {
                    beginning = fill(cluster, cache, installation, settings, recipe.get());
                }
                EmbeddedPostgres server = beginning.isPrepared()
                        ? startPrepared(installation, cluster, settings, beginning, cache)
                        : start(installation, cluster, settings, beginning);
                started = true;
                return server;
            } finally {
                if (!started) {
                    cluster.close();
                }
            }
        } catch (IOException e) {
            throw Problem.files(version, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.interrupted(version);
        }
    }

    /** Nobody has ever seen it start: where it does not, an empty cluster is as good as if it had not been there. */
    private EmbeddedPostgres startPrepared(
            Installation installation, Cluster cluster, Settings settings, Beginning beginning, Cache cache)
            throws IOException, InterruptedException {
        try {
            return start(installation, cluster, settings, beginning);
        } catch (DiagnosticException e) {
            Beginning empty = beginning.anew();
            cluster.delete();
            cluster.copyFrom(cache.template(installation), installation.user());
            return start(installation, cluster, settings, empty);
        }
    }

    private Beginning fill(Cluster cluster, Cache cache, Installation installation, Settings settings, Recipe recipe)
            throws IOException, InterruptedException {
        PreparedClusters prepared = cache.prepared();
        List<String> circumstances = new ArrayList<>(settings.arguments(0));
        circumstances.add(installation.version().exact());
        circumstances.add(machine.platform().classifier());
        List<String> keys = recipe.keys(circumstances);
        PreparedClusters.Found found = cluster.copyFrom(prepared, keys, installation.user());
        if (found == null) {
            cluster.copyFrom(cache.template(installation), installation.user());
            return new Beginning(prepared, recipe, keys, 0);
        }
        told.accept("beginning with "
                + (found.migrations() == 1 ? "1 migration" : found.migrations() + " migrations")
                + " of a build of " + MADE.format(found.image().made())
                + " UTC; -Ddbmigrate.prepared=false begins with none");
        return new Beginning(prepared, recipe, keys, found.migrations());
    }

    private EmbeddedPostgres start(Installation installation, Cluster cluster, Settings settings, Beginning beginning)
            throws IOException, InterruptedException {
        String password = cluster.password();
        for (int attempt = 1; ; attempt++) {
            int port = settings.port() == 0 ? freePort() : settings.port();
            ServerProcess server = process(installation, cluster, settings, port);
            boolean alive;
            try {
                STARTING.until(() -> server.isReady() || !server.isAlive());
                if (server.isReady()) {
                    return EmbeddedPostgres.running(server, cluster, port, password, beginning);
                }
                alive = server.isAlive();
            } catch (IOException | InterruptedException | RuntimeException e) {
                server.stop();
                throw e;
            }
            server.stop();
            String log = cluster.logTail();
            if (alive) {
                throw Problem.notReady(cluster, STARTING.limit().toSeconds(), log);
            }
            if (attempt == ATTEMPTS || !passes(log, settings)) {
                throw Problem.startFailed(cluster, port, log);
            }
        }
    }

    private ServerProcess process(Installation installation, Cluster cluster, Settings settings, int port)
            throws IOException, InterruptedException {
        return machine.platform().isWindows()
                ? ControlledServer.start(installation, cluster, settings, port)
                : WatchedServer.start(installation, cluster, settings, port);
    }

    /**
     * Whether the next attempt may do better: somebody took the free port before the server did, or the processes of a
     * server that was killed have not all noticed yet.
     */
    private static boolean passes(String log, Settings settings) {
        return (settings.port() == 0 && log.contains("could not bind"))
                || log.contains("pre-existing shared memory block");
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByAddress(LOOPBACK))) {
            return socket.getLocalPort();
        }
    }
}
