package io.github.dbmigrate.apply;

import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.postgres.ServerError;
import io.github.dbmigrate.report.Running.Patience;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Tries again what timed out waiting for a lock, or was chosen as a deadlock's victim. It has been rolled back whole, so that it
 * holds nothing while it sleeps. The pause is random up to a bound that doubles, so that two runs do not meet again and again.
 */
final class LockRetries {
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String DEADLOCK_DETECTED = "40P01";
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final ApplyOptions options;
    private final Progress progress;
    private final Watcher watcher;

    LockRetries(ApplyOptions options, Progress progress, Watcher watcher) {
        this.options = options;
        this.progress = progress;
        this.watcher = watcher;
    }

    /**
     * Tries, under watch.
     *
     * @param lockTimeout after which the server gives a lock up; zero is never
     */
    Result run(Migration migration, Duration lockTimeout, Supplier<Result> attempt) {
        Result first = watcher.watching(migration, patience(lockTimeout, 1), attempt);
        return goOn(migration, lockTimeout, first, attempt);
    }

    /** As {@link #run}, when the first attempt has been made; it was watched. */
    Result goOn(Migration migration, Duration lockTimeout, Result first, Supplier<Result> attempt) {
        long started = System.nanoTime();
        Duration longest = FIRST_PAUSE;
        Result result = first;
        for (int tried = 1; ; tried++) {
            ServerError error = result.error();
            Duration pause = Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest.toMillis()) + 1);
            boolean budgetLeft =
                    Duration.ofNanos(System.nanoTime() - started).plus(pause).compareTo(options.lockBudget()) < 0;
            if (error == null || !passes(error.sqlState()) || tried >= options.lockAttempts() || !budgetLeft) {
                return result.explained(watcher);
            }
            progress.retrying(migration, error, tried, options.lockAttempts(), pause);
            if (!Pause.sleep(pause)) {
                return result.explained(watcher);
            }
            longest = longest.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? longest.multipliedBy(2) : LONGEST_PAUSE;
            result = watcher.watching(migration, patience(lockTimeout, tried + 1), attempt);
        }
    }

    /**
     * Watches the first attempt at a migration that is on its way together with others.
     *
     * @param before what must be told before anything is told of it
     */
    void watch(Migration migration, Duration lockTimeout, Runnable before) {
        watcher.begin(migration, patience(lockTimeout, 1), before);
    }

    void unwatch() {
        watcher.end();
    }

    private Patience patience(Duration lockTimeout, int attempt) {
        return new Patience(lockTimeout, options.lockAttempts() - attempt);
    }

    private static boolean passes(String sqlState) {
        return sqlState.equals(LOCK_NOT_AVAILABLE) || sqlState.equals(DEADLOCK_DETECTED);
    }
}
