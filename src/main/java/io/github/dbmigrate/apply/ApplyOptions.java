package io.github.dbmigrate.apply;

import java.time.Duration;
import java.util.Map;

/**
 * How migrations are applied.
 *
 * @param lockTimeout how long one statement waits for a table lock before the migration is rolled back and tried again
 * @param lockAttempts how often a migration is tried when it does not get its locks
 * @param lockBudget how long all attempts of one migration may take together
 * @param statementTimeout how long one statement may run; zero is no limit
 * @param appliedBy who runs this, for the history
 * @param resume what to do with a statement outside a transaction whose fate nobody can know
 * @param placeholders what {@code ${name}} stands for; empty: nothing is replaced
 */
public record ApplyOptions(
        Duration lockTimeout,
        int lockAttempts,
        Duration lockBudget,
        Duration statementTimeout,
        String appliedBy,
        Resume resume,
        Map<String, String> placeholders) {
    public static final ApplyOptions DEFAULT = new ApplyOptions(
            Duration.ofSeconds(2), 10, Duration.ofMinutes(5), Duration.ofHours(1), "", Resume.ASK, Map.of());

    /** What to do with a statement that was begun, and may or may not have been finished. */
    public enum Resume {
        /** Stop, and let the user look. */
        ASK,
        /** Run it again. */
        RETRY,
        /** Go on behind it. */
        SKIP
    }

    public ApplyOptions {
        placeholders = Map.copyOf(placeholders);
    }
}
