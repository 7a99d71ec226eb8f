package io.github.dbmigrate.rule;

/**
 * An index.
 *
 * @param keyColumns how many columns its key has
 * @param method {@code btree}, {@code hash}, ...
 * @param definition as {@code pg_get_indexdef} writes it, or as it was written; may be empty
 */
public record Index(
        String schema, String name, boolean unique, boolean valid, int keyColumns, String method, String definition) {}
