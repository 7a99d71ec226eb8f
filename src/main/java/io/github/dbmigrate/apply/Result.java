package io.github.dbmigrate.apply;

import io.github.dbmigrate.plan.Applied;
import io.github.dbmigrate.postgres.ServerError;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt at a migration came to: applied, failed, or held up.
 *
 * @param applied null when it was not applied
 * @param failure what stopped it
 * @param error the server's, if that is what stopped it and nothing of the attempt remains
 * @param moved whether another run is at work, or the history does not end as it was read; {@code failure} is then what to say
 *     if nobody has changed the history after all
 */
record Result(
        @Nullable Applied applied,
        @Nullable Failure failure,
        @Nullable ServerError error,
        boolean moved) {
    /** Nothing stops the migration, and it is not finished yet. */
    static final Result GOES_ON = new Result(null, null, null, false);

    /** The failure, if it is that a lock was not to be had, with who holds it. */
    Result explained(Watcher watcher) {
        if (failure == null) {
            return this;
        }
        return new Result(applied, failure.with(watcher.explain(failure.diagnostic())), error, moved);
    }

    boolean goesOn() {
        return this == GOES_ON;
    }

    static Result applied(Applied applied) {
        return new Result(applied, null, null, false);
    }

    static Result failed(Failure failure) {
        return new Result(null, failure, null, false);
    }

    /** Failed, but all of it was rolled back, so that it may be tried again if the error is one that passes. */
    static Result failed(Failure failure, ServerError error) {
        return new Result(null, failure, error, false);
    }

    static Result heldUp(@Nullable Failure failure) {
        return new Result(null, failure, null, true);
    }
}
