package io.github.dbmigrate.report;

import io.github.dbmigrate.migration.Migration;
import java.time.Duration;

/**
 * A migration that takes long.
 *
 * @param elapsed since this attempt began
 * @param activity what is seen of it
 * @param patience how long it waits for a lock
 */
public record Running(Migration migration, Duration elapsed, Activity activity, Patience patience) {

    /**
     * How long a lock is waited for.
     *
     * @param lockTimeout zero: for ever
     * @param retries how often the migration is tried again at most when it does not get its lock
     */
    public record Patience(Duration lockTimeout, int retries) {}
}
