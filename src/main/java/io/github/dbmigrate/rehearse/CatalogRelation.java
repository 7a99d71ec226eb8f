package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.rule.Relation.Kind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table, view, index, sequence or composite type, as the catalogs have it.
 *
 * @param parent of a partition, or of an index on one; 0 when it has none
 * @param view tells one definition of a view from another; empty for what is no view
 * @param index null for what is no index
 */
record CatalogRelation(
        long oid,
        long schema,
        String name,
        char relkind,
        CatalogStorage storage,
        boolean rowSecurity,
        boolean partition,
        long parent,
        Privileges privileges,
        String view,
        @Nullable CatalogIndex index,
        CatalogParts parts) {

    Kind kind() {
        return Kind.of(relkind);
    }

    /** Whether it can hold rows. */
    boolean isTable() {
        return relkind == 'r' || relkind == 'p' || relkind == 'f';
    }

    /** Whether its locks are of interest. */
    boolean isLockable() {
        return isTable() || relkind == 'v' || relkind == 'm';
    }

    /** Whether it is an index of this table. */
    boolean isIndexOf(long table) {
        return index != null && index.table() == table;
    }

    /** As event triggers call it. */
    String type() {
        return switch (relkind) {
            case 'v' -> "view";
            case 'm' -> "materialized view";
            case 'i', 'I' -> "index";
            case 'S' -> "sequence";
            case 'f' -> "foreign table";
            case 'c' -> "type";
            default -> "table";
        };
    }

    boolean hasPrimaryKey() {
        return constraints().values().stream().anyMatch(constraint -> constraint.contype() == 'p');
    }

    /** Whether one of its constraints has this index. */
    boolean owns(CatalogRelation other) {
        return constraints().values().stream().anyMatch(one -> one.hasIndex() && one.index() == other.oid());
    }

    Map<Integer, CatalogColumn> columns() {
        return parts.columns();
    }

    Map<Long, CatalogConstraint> constraints() {
        return parts.constraints();
    }

    Map<Long, CatalogTrigger> triggers() {
        return parts.triggers();
    }

    Map<Long, String> policies() {
        return parts.policies();
    }

    @Nullable
    CatalogColumn column(String called) {
        return columns().values().stream()
                .filter(column -> column.name().equals(called))
                .findFirst()
                .orElse(null);
    }

    @Nullable
    CatalogConstraint constraint(String called) {
        return constraints().values().stream()
                .filter(constraint -> constraint.name().equals(called))
                .findFirst()
                .orElse(null);
    }
}
