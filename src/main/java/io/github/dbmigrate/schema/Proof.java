package io.github.dbmigrate.schema;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Place;
import org.jspecify.annotations.Nullable;

/**
 * Whether the rollback of a migration brings back the schema that was there before it. It says nothing of the data: a column that comes
 * back is empty.
 *
 * @param place of the rollback: its file, or the line of the migration's file on which it begins
 * @param difference what leads from the schema that should be there to the one that is; empty where there is none, or it was not looked at
 * @param problem what the server said, with its place; null when it said nothing
 * @param reason why nothing was proved; empty when something was
 */
public record Proof(
        Verdict verdict,
        Place place,
        SchemaDifference difference,
        @Nullable Diagnostic problem,
        String reason) {

    /** What was found. */
    public enum Verdict {
        /** The schema is the same as before, and the migration can be applied again. */
        EXACT,
        /** As {@link #EXACT}, but for white space in functions, or a time that was frozen in a view. */
        HARMLESS,
        /** Another schema than the one before. */
        DIFFERS,
        /** It does not run: there is a {@link Proof#problem}. */
        FAILS,
        /**
         * The schema is the same, but rows are left that are in the way of the migration when it is applied again: there is a
         * {@link Proof#problem}.
         */
        LEAVES_DATA,
        /** The schema is the same, but the migration cannot be applied again: there is a {@link Proof#problem}, or a difference. */
        NOT_AGAIN,
        /** Nobody knows: there is a {@link Proof#reason}. */
        UNPROVED
    }

    /** It runs, and leaves this difference. */
    public static Proof of(Place place, SchemaDifference difference) {
        Verdict verdict =
                difference.isEmpty() ? Verdict.EXACT : difference.isHarmless() ? Verdict.HARMLESS : Verdict.DIFFERS;
        return new Proof(verdict, place, difference, null, "");
    }

    public static Proof fails(Place place, Diagnostic problem) {
        return new Proof(Verdict.FAILS, place, SchemaDifference.NONE, problem, "");
    }

    /** The migration fails when it is applied for the second time, because of what is there. */
    public static Proof notAgain(Place place, Diagnostic problem, boolean becauseOfData) {
        Verdict verdict = becauseOfData ? Verdict.LEAVES_DATA : Verdict.NOT_AGAIN;
        return new Proof(verdict, place, SchemaDifference.NONE, problem, "");
    }

    /** The migration makes something else when it is applied for the second time. */
    public static Proof notAgain(Place place, SchemaDifference difference) {
        return new Proof(Verdict.NOT_AGAIN, place, difference, null, "");
    }

    /**
     * Nothing was proved.
     *
     * @param reason as it follows "the rollback was not proved: "
     */
    public static Proof unproved(Place place, String reason, @Nullable Diagnostic problem) {
        return new Proof(Verdict.UNPROVED, place, SchemaDifference.NONE, problem, reason);
    }

    /** Whether something is wrong with the rollback. */
    public boolean isAccusation() {
        return switch (verdict) {
            case EXACT, HARMLESS, LEAVES_DATA, UNPROVED -> false;
            case DIFFERS, FAILS, NOT_AGAIN -> true;
        };
    }
}
