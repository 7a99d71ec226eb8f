package io.github.dbmigrate.apply;

import io.github.dbmigrate.history.History;
import io.github.dbmigrate.history.Snapshot;
import io.github.dbmigrate.postgres.Database;

/** What all migrations of a run have in common, however they are applied. */
record Run(
        Database database,
        History history,
        Snapshot snapshot,
        ApplyOptions options,
        Progress progress,
        LockRetries retries) {}
