package io.github.dbmigrate.rule;

import io.github.dbmigrate.script.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks the target how big and how busy some tables are, in one statement that only reads. */
public final class TableSizes {
    private static final int COLUMNS = 9;

    /** The table and, if it is partitioned, all that it consists of; of these only the leaves hold rows. */
    private static final String SUMS = """
            CROSS JOIN LATERAL (
              SELECT CASE WHEN pg_catalog.bool_or(t.reltuples < 0) THEN -1 ELSE pg_catalog.sum(t.reltuples)::pg_catalog.int8 END AS rows,
                pg_catalog.sum(pg_catalog.pg_table_size(t.oid)) AS heap_bytes,
                pg_catalog.sum(pg_catalog.pg_indexes_size(t.oid)) AS index_bytes,
                pg_catalog.sum(pg_catalog.pg_relation_size(t.oid)) = 0 AS is_empty,
                coalesce(pg_catalog.sum(s.seq_scan + coalesce(s.idx_scan, 0)), 0) AS scans,
                coalesce(pg_catalog.sum(s.n_tup_ins + s.n_tup_upd + s.n_tup_del), 0) AS writes
              FROM (SELECT c.oid UNION SELECT p.relid FROM pg_catalog.pg_partition_tree(c.oid) p) AS part (oid)
              JOIN pg_catalog.pg_class t ON t.oid = part.oid AND t.relkind <> 'p'
              LEFT JOIN pg_catalog.pg_stat_user_tables s ON s.relid = t.oid) AS sums
            """;

    private static final String USERS = """
            CROSS JOIN LATERAL (
              SELECT pg_catalog.count(DISTINCT l.pid) AS sessions,
                coalesce(pg_catalog.max(EXTRACT(epoch FROM pg_catalog.clock_timestamp() - a.xact_start))::pg_catalog.int8, 0) AS oldest
              FROM pg_catalog.pg_locks l LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
              WHERE l.relation = c.oid AND l.pid <> pg_catalog.pg_backend_pid()
                AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())) AS users
            """;

    private TableSizes() {}

    /** One row for each relation that the target has. {@link #read} takes the answer, with the same relations. */
    public static String sql(List<Relation> relations) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < relations.size(); i++) {
            names.add("(" + i + ", " + Quoted.literal(quoted(relations.get(i))) + ")");
        }
        return "SELECT r.n, sums.rows, sums.heap_bytes, sums.index_bytes, sums.is_empty, sums.scans, sums.writes, users.sessions,"
                + " users.oldest\nFROM (VALUES " + String.join(", ", names) + ") AS r (n, name)\n"
                + "JOIN pg_catalog.pg_class c ON c.oid = pg_catalog.to_regclass(r.name)\n" + SUMS + USERS;
    }

    private static String quoted(Relation relation) {
        String name = Quoted.identifier(relation.name());
        return relation.schema().isEmpty() ? name : Quoted.identifier(relation.schema()) + "." + name;
    }

    /** The answer to {@link #sql}. What the target does not have is not in it. */
    public static Map<Relation, TableSize> read(List<Relation> relations, List<List<@Nullable String>> rows) {
        Map<Relation, TableSize> sizes = new LinkedHashMap<>();
        for (List<@Nullable String> row : rows) {
            if (row.size() != COLUMNS) {
                throw new IllegalArgumentException("a table's size has " + COLUMNS + " columns, not " + row.size());
            }
            Relation relation = relations.get((int) number(row.get(0)));
            sizes.put(
                    relation,
                    new TableSize(
                            relation,
                            number(row.get(1)),
                            number(row.get(2)),
                            number(row.get(3)),
                            "t".equals(row.get(4)),
                            number(row.get(5)),
                            number(row.get(6)),
                            number(row.get(7)),
                            number(row.get(8))));
        }
        return sizes;
    }

    /** Zero for what is not known: a partitioned table without partitions has no sums. */
    private static long number(@Nullable String text) {
        return text == null ? 0 : Long.parseLong(text);
    }
}
