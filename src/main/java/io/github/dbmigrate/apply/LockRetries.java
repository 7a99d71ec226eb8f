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
        long started = System.nanoTime();
        Duration longest = FIRST_PAUSE;
        for (int tried = 1; ; tried++) {
            Patience patience = new Patience(lockTimeout, options.lockAttempts() - tried);
            Result result = watcher.watching(migration, patience, attempt);
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
        }
    }

    private static boolean passes(String sqlState) {
        return sqlState.equals(LOCK_NOT_AVAILABLE) || sqlState.equals(DEADLOCK_DETECTED);
    }
}
