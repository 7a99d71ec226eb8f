package io.github.dbmigrate.rehearse;

import java.util.List;

/**
 * A constraint of a table, as the catalogs have it.
 *
 * @param contype as in {@code pg_constraint}; n for NOT NULL, which has a row of its own since PostgreSQL 18
 * @param references the oid of the table that a foreign key points to; 0 for others
 * @param index the oid of the index that it has or needs; 0 for none
 * @param columns the numbers of its table's columns
 * @param inherited whether it belongs to a partition or a child because its parent has it
 * @param definition empty unless it was made or changed since the first look
 */
record CatalogConstraint(
        long oid,
        String name,
        char contype,
        long references,
        boolean validated,
        long index,
        List<Integer> columns,
        boolean inherited,
        String definition) {

    CatalogConstraint {
        columns = List.copyOf(columns);
    }

    /** Whether the index is its own, and goes with it. */
    boolean hasIndex() {
        return contype == 'p' || contype == 'u' || contype == 'x';
    }

    boolean isNotNull() {
        return contype == 'n';
    }
}
