package io.github.dbmigrate.goal;

import io.github.dbmigrate.apply.Pause;
import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.history.History;
import io.github.dbmigrate.history.Snapshot;
import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.report.Console;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/**
 * Waits until another run has let go of the advisory lock, or has done all there was to do. Asks again and again instead of
 * waiting inside the lock function, where this session's snapshot would disturb the other run's CREATE INDEX CONCURRENTLY.
 */
final class LockWait {
    private static final int SHORTEST_PAUSE_MILLIS = 20;
    private static final int LONGEST_PAUSE_MILLIS = 250;
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final History history;
    private final Database database;
    private final Console console;
    private final Duration longest;
    private final long started = System.nanoTime();
    private Duration nextLine = Duration.ZERO;

    /**
     * Begins to wait.
     *
     * @param longest how long at most
     */
    LockWait(History history, Database database, Console console, Duration longest) {
        this.history = history;
        this.database = database;
        this.console = console;
        this.longest = longest;
    }

    /**
     * Waits.
     *
     * @param nothingLeft whether waiting has become needless
     * @return what was read when the lock was taken or needed no more
     * @throws DiagnosticException when it takes too long
     */
    Snapshot until(Snapshot first, Predicate<Snapshot> nothingLeft) {
        Snapshot snapshot = first;
        do {
            pause(snapshot);
            snapshot = history.readAndTryLock(database);
        } while (!snapshot.isLocked() && !nothingLeft.test(snapshot));
        return snapshot;
    }

    /**
     * Waits a moment.
     *
     * @throws DiagnosticException when all moments together are too long
     */
    void pause(Snapshot snapshot) {
        Duration waited = Duration.ofNanos(System.nanoTime() - started);
        if (waited.compareTo(nextLine) >= 0) {
            console.waiting(holder(snapshot), nextLine);
            nextLine = nextLine.plus(BETWEEN_LINES);
        }
        Duration pause =
                Duration.ofMillis(ThreadLocalRandom.current().nextLong(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS));
        if (waited.plus(pause).compareTo(longest) > 0 || !Pause.sleep(pause)) {
            throw gaveUp(snapshot);
        }
    }

    private static String holder(Snapshot snapshot) {
        String holder = snapshot.facts().holder();
        return holder == null ? "it has just ended" : holder;
    }

    private DiagnosticException gaveUp(Snapshot snapshot) {
        return new DiagnosticException(
                "another run is at work",
                Diagnostic.error(
                                "another-run",
                                "another run holds the advisory lock; waited " + longest.toSeconds() + " s for it")
                        .note("held by", holder(snapshot))
                        .help("wait until it is done, and run the same command again; nothing was changed")
                        .help("to wait longer:  -Ddbmigrate.advisoryLockTimeout=30min")
                        .help("if it hangs:  SELECT pg_terminate_backend(<pid>);  it is rolled back whole"));
    }
}
