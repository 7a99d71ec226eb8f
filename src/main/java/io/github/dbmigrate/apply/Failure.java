package io.github.dbmigrate.apply;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.postgres.ConnectionLostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A migration that could not be applied.
 *
 * @param connectionLost the answer never came, so that it is the server's secret whether the migration was committed
 * @param left what remains of a migration that is not one transaction; null when nothing does
 * @param behind the last of those that were on their way behind it when the connection was lost; null when none was
 */
public record Failure(
        Migration migration,
        Diagnostic diagnostic,
        long millis,
        boolean connectionLost,
        @Nullable Left left,
        @Nullable Migration behind) {

    Failure(Migration migration, Diagnostic diagnostic, long millis) {
        this(migration, diagnostic, millis, null);
    }

    Failure(Migration migration, Diagnostic diagnostic, long millis, @Nullable Left left) {
        this(migration, diagnostic, millis, false, left, null);
    }

    /** One whose connection was lost. */
    static Failure lost(
            Migration migration,
            ConnectionLostException e,
            long millis,
            @Nullable Left left,
            @Nullable Migration behind) {
        return new Failure(migration, LostConnection.during(migration, e), millis, true, left, behind);
    }

    /** The same, told in other words. */
    public Failure with(Diagnostic other) {
        return new Failure(migration, other, millis, connectionLost, left, behind);
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
