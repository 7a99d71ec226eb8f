package io.github.dbmigrate.rehearse;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a relation consists of.
 *
 * @param columns by their numbers
 * @param constraints by their oids
 * @param triggers by their oids
 * @param policies their names, by their oids
 */
record CatalogParts(
        Map<Integer, CatalogColumn> columns,
        Map<Long, CatalogConstraint> constraints,
        Map<Long, CatalogTrigger> triggers,
        Map<Long, String> policies) {

    /** None yet; the reader fills them in. */
    CatalogParts() {
        this(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }
}
