package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.rule.Index;

/**
 * What {@code pg_index} says of an index.
 *
 * @param table its table's oid
 * @param definition empty unless it was made or changed since the first look
 */
record CatalogIndex(long table, boolean unique, boolean valid, int keyColumns, String method, String definition) {

    Index shown(String schema, String name) {
        return new Index(schema, name, unique, valid, keyColumns, method, definition);
    }
}
