package io.github.dbmigrate.faults;

import io.github.dbmigrate.testing.CountingProxy;
import io.github.dbmigrate.testing.CrashingServer;
import io.github.dbmigrate.testing.Migrating;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A run that is about to be struck, behind a proxy: in this JVM, or in one of its own when it is to be killed. */
final class Struck implements AutoCloseable {
    private static final String OURS = "datname = '%s' AND application_name LIKE 'dbmigrate%%'";

    private final CrashingServer server;
    private final Db db;
    private final CountingProxy proxy;
    private final @Nullable Runner runner;
    private CompletableFuture<String> printed = new CompletableFuture<>();

    /**
     * Makes it ready.
     *
     * @param runner the process it is to run in; null for this JVM
     */
    Struck(CrashingServer server, Db db, @Nullable Runner runner) {
        this.server = server;
        this.db = db;
        this.proxy = CountingProxy.before(db);
        this.runner = runner;
    }

    void start(FileSet set, Path base) {
        if (runner != null) {
            printed = runner.migrate(set, proxy.db(), base).thenApply(Runner.Ended::text);
            return;
        }
        Migrating project = set.on(proxy.db(), base);
        printed = CompletableFuture.supplyAsync(() -> project.run().text(), task -> {
            Thread run = new Thread(task, "struck-run");
            run.setDaemon(true);
            run.start();
        });
    }

    /** What it will have printed when it has ended. */
    CompletableFuture<String> printed() {
        return printed;
    }

    CountingProxy proxy() {
        return proxy;
    }

    /** Lets a run that still waits for an answer know that there is nobody to give it. */
    String end() throws Exception {
        proxy.cutNow();
        return printed.get(60, TimeUnit.SECONDS);
    }

    void killClient() {
        if (runner == null) {
            throw new IllegalStateException("the client is this JVM");
        }
        runner.kill();
    }

    void terminateBackend() throws SQLException {
        List<Long> backends = backends();
        for (long pid : backends) {
            server.admin().ask("SELECT pg_terminate_backend(" + pid + ")");
        }
        while (!Collections.disjoint(backends, backends())) {
            Thread.onSpinWait();
        }
    }

    void killBackend() throws SQLException {
        backends().forEach(server::killBackend);
    }

    void restartServer() throws IOException, InterruptedException {
        server.restartImmediately();
    }

    private List<Long> backends() throws SQLException {
        String pids = server.admin()
                .ask("SELECT coalesce(string_agg(pid::text, ','), '') FROM pg_stat_activity WHERE "
                        + OURS.formatted(db.database()));
        return pids.isEmpty()
                ? List.of()
                : List.of(pids.split(",", -1)).stream().map(Long::valueOf).toList();
    }

    @Override
    public void close() throws IOException {
        proxy.close();
        if (runner != null) {
            runner.close();
        }
    }
}
