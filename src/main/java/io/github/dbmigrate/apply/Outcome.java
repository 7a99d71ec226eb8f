package io.github.dbmigrate.apply;

import io.github.dbmigrate.history.History.LastRow;
import io.github.dbmigrate.history.Snapshot;
import io.github.dbmigrate.plan.Applied;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a plan.
 *
 * @param applied in order
 * @param failure what stopped it; null when nothing did
 * @param moved whether the history, or another run that is at work, was in the way, so that the rest must be planned again;
 *     {@code failure} is then what to say if nobody has changed the history after all
 */
public record Outcome(List<Applied> applied, @Nullable Failure failure, boolean moved) {

    public Outcome {
        applied = List.copyOf(applied);
    }

    /** How the history ends now, unless somebody else has written to it. */
    public @Nullable LastRow end(Snapshot before) {
        return applied.isEmpty()
                ? LastRow.of(before.history())
                : LastRow.of(applied.get(applied.size() - 1).migration());
    }
}
