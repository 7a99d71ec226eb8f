package io.github.dbmigrate.apply;

import io.github.dbmigrate.plan.Applied;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a plan.
 *
 * @param applied in order
 * @param failure what stopped it; null when nothing did
 * @param moved whether another run changed the history meanwhile, so that the rest must be planned again
 */
public record Outcome(List<Applied> applied, @Nullable Failure failure, boolean moved) {

    public Outcome {
        applied = List.copyOf(applied);
    }
}
