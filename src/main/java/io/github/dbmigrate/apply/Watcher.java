package io.github.dbmigrate.apply;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.history.Facts;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.postgres.Onlooker;
import io.github.dbmigrate.report.Activity;
import io.github.dbmigrate.report.Activity.Wait;
import io.github.dbmigrate.report.LockNotes;
import io.github.dbmigrate.report.Running;
import io.github.dbmigrate.report.Running.Patience;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a migration is doing that does not come back within a second, and who is in its way, once a second until it does.
 * A run whose migrations are quick has one idle thread of it, and no connection.
 */
final class Watcher implements AutoCloseable {
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final long CLOSING_MILLIS = 2_000;

    private final @Nullable Onlooker onlooker;
    private final Progress progress;
    private @Nullable Thread thread;
    private @Nullable Watch current;
    private @Nullable Wait lastWait;
    private boolean closed;

    /**
     * Starts and opens nothing yet. Behind a pooler the process id is that of whoever is served by the server process at the
     * moment, so nobody is looked at; that the migration takes long is told all the same.
     */
    Watcher(Database database, Facts facts, Progress progress) {
        this.onlooker = facts.backendPid() == database.keyPid()
                ? new Onlooker(database, facts.backendPid(), facts.serverVersion())
                : null;
        this.progress = progress;
    }

    /** Sends something, and waits for its answer, under watch. */
    <T> T watching(Migration migration, Patience patience, Supplier<T> exchange) {
        begin(migration, patience, () -> {});
        try {
            return exchange.get();
        } finally {
            end();
        }
    }

    /**
     * Watches a migration from now on, instead of the one before.
     *
     * @param first what must be told before anything is told of it
     */
    synchronized void begin(Migration migration, Patience patience, Runnable first) {
        current = new Watch(migration, patience, first);
        lastWait = null;
        if (thread == null) {
            thread = new Thread(this::run, "dbmigrate-watcher");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** It has come back; nothing more is told of it. */
    synchronized void end() {
        current = null;
    }

    /** What the migration that was watched last was last seen to wait for; null when it was not seen to wait. */
    synchronized @Nullable Wait lastWait() {
        return lastWait;
    }

    /** A problem, with who held the lock that was not to be had. */
    Diagnostic explain(Diagnostic problem) {
        Wait wait = lastWait();
        return wait == null || !LOCK_NOT_AVAILABLE.equals(problem.sqlState())
                ? problem
                : LockNotes.added(problem, wait);
    }

    @Override
    public void close() {
        Thread started;
        synchronized (this) {
            closed = true;
            current = null;
            started = thread;
            notifyAll();
        }
        if (started != null) {
            join(started);
        }
        if (onlooker != null) {
            onlooker.close();
        }
    }

    /** A look that hangs is ended by the connection being closed below it. */
    private static void join(Thread started) {
        try {
            started.join(CLOSING_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        for (Watch watch = next(); watch != null; watch = next()) {
            tell(watch, onlooker == null ? Activity.UNSEEN : onlooker.look());
        }
    }

    /**
     * Waits until a migration has run for a second, or for one more. Nobody wakes this thread when one begins: it looks up often
     * enough. Null when the run is over.
     */
    private synchronized @Nullable Watch next() {
        while (!closed) {
            Duration pause = current == null ? BETWEEN_LOOKS : current.untilNextLook();
            if (current != null && pause.compareTo(Duration.ZERO) <= 0) {
                current.looked();
                return current;
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, pause.toNanos());
            } catch (InterruptedException e) {
                // Nobody interrupts this thread but who wants it to end.
                return null;
            }
        }
        return null;
    }

    /** What was seen of a migration that has come back meanwhile is told no more. */
    private synchronized void tell(Watch watch, Activity seen) {
        if (watch == current) {
            lastWait = seen.waitsFor() == null ? lastWait : seen.waitsFor();
            watch.first.run();
            progress.running(new Running(watch.migration, watch.elapsed(), seen, watch.patience));
        }
    }

    /** A migration that is under way. */
    private static final class Watch {
        private final Migration migration;
        private final Patience patience;
        private final Runnable first;
        private final long began = System.nanoTime();
        private Duration nextLook = BETWEEN_LOOKS;

        Watch(Migration migration, Patience patience, Runnable first) {
            this.migration = migration;
            this.patience = patience;
            this.first = first;
        }

        Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - began);
        }

        Duration untilNextLook() {
            return nextLook.minus(elapsed());
        }

        /** At full seconds; those that a slow look has missed are left out. */
        void looked() {
            nextLook = Duration.ofSeconds(elapsed().toSeconds()).plus(BETWEEN_LOOKS);
        }
    }
}
