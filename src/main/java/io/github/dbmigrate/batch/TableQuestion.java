package io.github.dbmigrate.batch;

import io.github.dbmigrate.script.BatchShape;
import io.github.dbmigrate.script.BatchShape.Mention;
import io.github.dbmigrate.script.Quoted;
import java.util.stream.Collectors;

/** What only the catalog knows of the table that is to be gone through. {@link TableFacts} reads the answer. */
public final class TableQuestion {
    /** An index with a condition leaves rows out; one on an expression has no column to go by. */
    private static final String INDEX =
            "LEFT JOIN pg_catalog.pg_index i ON i.indrelid = c.oid AND i.indisunique AND i.indisvalid"
                    + " AND i.indpred IS NULL AND i.indexprs IS NULL\n";

    /** The catalog's vectors begin at 0, and the columns behind the key are those of INCLUDE. */
    private static final String COLUMNS =
            "LEFT JOIN LATERAL pg_catalog.generate_series(0, i.indnkeyatts - 1) AS k (n) ON true\n"
                    + "LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[k.n]\n"
                    + "LEFT JOIN pg_catalog.pg_collation l ON l.oid = i.indcollation[k.n] AND l.oid <> a.attcollation\n"
                    + "LEFT JOIN pg_catalog.pg_namespace n ON n.oid = l.collnamespace\n";

    private TableQuestion() {}

    /** One row for each column of each unique index, the primary key's first; one row with nulls when there is none. */
    public static String sql(BatchShape shape) {
        BatchShape.Paged table = shape.paged();
        return "SELECT c.relkind, c.relkind <> 'p' AND EXISTS (SELECT FROM pg_catalog.pg_inherits h WHERE h.inhparent = c.oid),\n"
                + " c.oid = " + oid(shape.changed().quoted()) + ", " + aggregate(shape) + ",\n"
                + " i.indexrelid::pg_catalog.regclass, i.indisprimary, a.attname,"
                + " pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull,\n"
                + " pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(l.collname)\n"
                + "FROM (SELECT) AS nothing LEFT JOIN pg_catalog.pg_class c ON c.oid = "
                + oid(table.name().quoted()) + "\n"
                + INDEX + COLUMNS
                + "ORDER BY i.indisprimary DESC NULLS LAST, i.indexrelid, k.n";
    }

    private static String oid(String table) {
        return "pg_catalog.to_regclass(" + Quoted.literal(table) + ")";
    }

    /** A name that is always an aggregate's, if one of those is called. */
    private static String aggregate(BatchShape shape) {
        if (shape.calls().isEmpty()) {
            return "NULL";
        }
        String names = shape.calls().stream()
                .map(Mention::name)
                .distinct()
                .map(Quoted::literal)
                .collect(Collectors.joining(", "));
        return "(SELECT min(p.proname::text) FROM pg_catalog.pg_proc p WHERE p.proname IN (" + names
                + ") GROUP BY p.proname HAVING bool_and(p.prokind = 'a') LIMIT 1)";
    }
}
