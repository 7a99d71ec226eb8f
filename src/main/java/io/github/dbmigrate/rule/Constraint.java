package io.github.dbmigrate.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A constraint of a table.
 *
 * @param columns of the table, as far as they are known
 * @param references the table that a foreign key points to
 * @param validated false for one that is NOT VALID
 * @param usesExistingIndex whether it was made with USING INDEX, so that nothing had to be built
 * @param definition as {@code pg_get_constraintdef} writes it, or as it was written; may be empty
 */
public record Constraint(
        String name,
        Type type,
        List<String> columns,
        @Nullable Relation references,
        boolean validated,
        boolean usesExistingIndex,
        String definition) {

    /** What it demands. */
    public enum Type {
        PRIMARY_KEY,
        UNIQUE,
        FOREIGN_KEY,
        CHECK,
        EXCLUSION,
        NOT_NULL,
        TRIGGER;

        /** The type that {@code pg_constraint.contype} stands for. */
        public static Type of(char contype) {
            return switch (contype) {
                case 'p' -> PRIMARY_KEY;
                case 'u' -> UNIQUE;
                case 'f' -> FOREIGN_KEY;
                case 'c' -> CHECK;
                case 'x' -> EXCLUSION;
                case 'n' -> NOT_NULL;
                default -> TRIGGER;
            };
        }
    }

    public Constraint {
        columns = List.copyOf(columns);
    }
}
