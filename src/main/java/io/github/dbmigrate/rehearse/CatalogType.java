package io.github.dbmigrate.rehearse;

import java.util.Map;
import java.util.TreeMap;

/**
 * An enum, domain or range type.
 *
 * @param typtype as in {@code pg_type}: e, d or r
 * @param labels of an enum, by their oids
 * @param constraints of a domain, by their names: whether each is validated
 */
record CatalogType(
        long oid,
        long schema,
        String name,
        char typtype,
        boolean notNull,
        Map<Long, String> labels,
        Map<String, Boolean> constraints) {

    CatalogType(long oid, long schema, String name, char typtype, boolean notNull) {
        this(oid, schema, name, typtype, notNull, new TreeMap<>(), new TreeMap<>());
    }

    /** What it is dropped as. */
    String called() {
        return typtype == 'd' ? "domain" : "type";
    }
}
