package io.github.dbmigrate.apply;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.migration.Migration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A migration that could not be applied.
 *
 * @param connectionLost the answer never came, so that it is the server's secret whether the migration was committed
 * @param left what remains of a migration that is not one transaction; null when nothing does
 */
public record Failure(
        Migration migration,
        Diagnostic diagnostic,
        long millis,
        boolean connectionLost,
        @Nullable Left left) {

    public Failure(Migration migration, Diagnostic diagnostic, long millis, boolean connectionLost) {
        this(migration, diagnostic, millis, connectionLost, null);
    }

    /** Whether the file was to be one transaction and was not, so that what it had committed stays. */
    public boolean committedOnTheWay() {
        return diagnostic.id().equals(EndedTransaction.ID);
    }

    /**
     * What remains.
     *
     * @param done how many statements are finished, and stay
     * @param statements of how many
     * @param invalid indexes that the failed statement has left behind, and that could not be dropped
     * @param dropped indexes that it had left behind, and that were dropped
     * @param rows of batches, how many rows they have changed; else null
     */
    public record Left(
            int done,
            int statements,
            List<String> invalid,
            List<String> dropped,
            @Nullable Long rows) {
        public Left {
            invalid = List.copyOf(invalid);
            dropped = List.copyOf(dropped);
        }

        public Left(int done, int statements, List<String> invalid, List<String> dropped) {
            this(done, statements, invalid, dropped, null);
        }

        public static Left ofBatches(long rows) {
            return new Left(0, 1, List.of(), List.of(), rows);
        }
    }
}
