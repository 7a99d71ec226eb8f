package io.github.dbmigrate.history;

import io.github.dbmigrate.migration.AppliedMigration;
import io.github.dbmigrate.migration.Unfinished;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The facts and the history, read in one exchange; the history by a snapshot younger than the lock.
 *
 * @param unfinished migrations outside a transaction that have begun; none of them is in the history
 */
public record Snapshot(Facts facts, List<AppliedMigration> history, List<Unfinished> unfinished) {

    public Snapshot {
        history = List.copyOf(history);
        unfinished = List.copyOf(unfinished);
    }

    /** The unfinished run of a migration; null when there is none. */
    public @Nullable Unfinished unfinished(String version) {
        return unfinished.stream()
                .filter(run -> run.version().equals(version))
                .findFirst()
                .orElse(null);
    }

    public boolean isLocked() {
        return facts.holdsLock();
    }
}
