package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.rule.Index;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What {@code pg_index} says of an index.
 *
 * @param table its table's oid
 * @param definition empty unless it was made or changed since the first look
 * @param columns the numbers of its table's columns, those that are only included behind the others; empty where it has expressions or
 *     a condition
 */
record CatalogIndex(
        long table,
        boolean unique,
        boolean valid,
        int keyColumns,
        String method,
        String definition,
        List<Integer> columns) {

    CatalogIndex {
        columns = List.copyOf(columns);
    }

    /** Whether no two rows can be alike in these columns, in whatever order, because of it. */
    boolean keepsUnique(Collection<Integer> some) {
        return unique
                && valid
                && !columns.isEmpty()
                && Set.copyOf(columns.subList(0, keyColumns)).equals(Set.copyOf(some));
    }

    Index shown(String schema, String name) {
        return new Index(schema, name, unique, valid, keyColumns, method, definition);
    }
}
