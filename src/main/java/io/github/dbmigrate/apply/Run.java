package io.github.dbmigrate.apply;

import io.github.dbmigrate.history.History;
import io.github.dbmigrate.history.Snapshot;
import io.github.dbmigrate.postgres.Database;
import org.jspecify.annotations.Nullable;

/**
 * What all migrations of a run have in common, however they are applied.
 *
 * @param witness null when nobody looks on
 */
record Run(
        Database database,
        History history,
        Snapshot snapshot,
        ApplyOptions options,
        Progress progress,
        LockRetries retries,
        @Nullable Witness witness) {}
