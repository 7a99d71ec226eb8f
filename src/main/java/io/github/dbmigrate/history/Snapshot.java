package io.github.dbmigrate.history;

import io.github.dbmigrate.migration.AppliedMigration;
import java.util.List;

/** The facts and the history, read in one exchange; the history by a snapshot younger than the lock. */
public record Snapshot(Facts facts, List<AppliedMigration> history) {

    public Snapshot {
        history = List.copyOf(history);
    }

    public boolean isLocked() {
        return Boolean.TRUE.equals(facts.locked());
    }
}
