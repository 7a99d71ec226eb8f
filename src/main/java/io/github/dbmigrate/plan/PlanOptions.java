package io.github.dbmigrate.plan;

import org.jspecify.annotations.Nullable;

/**
 * What the user asked for.
 *
 * @param target the last version to apply, as a number or a stem; null for all
 * @param outOfOrder whether a pending migration may come before the newest applied one
 */
public record PlanOptions(@Nullable String target, boolean outOfOrder) {
    public static final PlanOptions DEFAULT = new PlanOptions(null, false);
}
