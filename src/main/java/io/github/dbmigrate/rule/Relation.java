package io.github.dbmigrate.rule;

import io.github.dbmigrate.script.Quoted;

/**
 * A table, index or view.
 *
 * @param schema may be empty when only a text was read, and it does not say
 * @param isNew whether it came with what is judged: nobody uses it yet, and it holds no data of anybody's
 */
public record Relation(String schema, String name, Kind kind, boolean isNew) {

    /** What it is, as {@code pg_class.relkind} tells. */
    public enum Kind {
        TABLE,
        PARTITIONED_TABLE,
        FOREIGN_TABLE,
        VIEW,
        MATERIALIZED_VIEW,
        INDEX,
        SEQUENCE,
        OTHER;

        public static Kind of(char relkind) {
            return switch (relkind) {
                case 'r' -> TABLE;
                case 'p' -> PARTITIONED_TABLE;
                case 'f' -> FOREIGN_TABLE;
                case 'v' -> VIEW;
                case 'm' -> MATERIALIZED_VIEW;
                case 'i', 'I' -> INDEX;
                case 'S' -> SEQUENCE;
                default -> OTHER;
            };
        }
    }

    /** {@code public.orders}, as people write it. */
    @Override
    public String toString() {
        return schema.isEmpty() ? Quoted.shown(name) : Quoted.shown(schema) + "." + Quoted.shown(name);
    }
}
