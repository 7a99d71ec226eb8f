package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.postgres.Reply;
import io.github.dbmigrate.postgres.Reply.Row;
import io.github.dbmigrate.rehearse.PlannedChange.Table;
import io.github.dbmigrate.rule.Observation.RowsChanged.Extent;
import io.github.dbmigrate.script.Quoted;
import io.github.dbmigrate.script.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How much of which table a statement is going to update or delete, as the planner tells before it is run: which rows there are here
 * does not matter.
 *
 * @param extents by the oids of the tables; null when the planner was not asked, or refused to answer
 */
record Foresight(@Nullable Map<Long, Extent> extents) {
    static final Foresight NONE = new Foresight(null);

    private static final Set<String> WORDS = Set.of("update", "delete", "merge", "with", "insert");
    private static final String SAVEPOINT = "dbmigrate_foresight";

    private static final String KEYS = """
            SELECT n.nspname, c.relname, c.oid, k.columns
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              LEFT JOIN LATERAL (
                SELECT pg_catalog.string_agg(a.attname::pg_catalog.text, pg_catalog.chr(31)) AS columns
                FROM pg_catalog.pg_index i
                  CROSS JOIN LATERAL pg_catalog.generate_series(0, i.indnkeyatts - 1) p
                  JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[p]
                WHERE i.indrelid = c.oid AND i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL
                GROUP BY i.indexrelid) k ON true
            WHERE (n.nspname, c.relname) IN ({tables})""";

    /**
     * Asks the planner, in the transaction that is open, if one is; whatever comes of it, nothing is changed.
     *
     * @param sql of the statement
     */
    static Foresight of(Database database, Statement statement, String sql) {
        if (statement.words().isEmpty() || !WORDS.contains(statement.words().get(0))) {
            return NONE;
        }
        // An error would end the transaction of the migration. Outside of one there is none to save.
        boolean inTransaction = database.read("SAVEPOINT " + SAVEPOINT).error() == null;
        try {
            Reply reply = database.read("EXPLAIN (VERBOSE, COSTS OFF, FORMAT YAML) " + sql);
            if (reply.error() != null || reply.completions().isEmpty()) {
                return NONE;
            }
            String yaml = reply.rows(0).stream().map(row -> row.text(0)).collect(Collectors.joining("\n"));
            return of(database, PlannedChange.in(PlanNode.read(yaml)));
        } finally {
            if (inTransaction) {
                database.read("ROLLBACK TO SAVEPOINT " + SAVEPOINT + "; RELEASE SAVEPOINT " + SAVEPOINT);
            }
        }
    }

    private static Foresight of(Database database, List<PlannedChange> changes) {
        if (changes.isEmpty()) {
            return new Foresight(Map.of());
        }
        String tables = changes.stream()
                .flatMap(change -> change.tables().stream())
                .distinct()
                .map(table -> "(" + Quoted.literal(table.schema()) + ", " + Quoted.literal(table.name()) + ")")
                .collect(Collectors.joining(", "));
        Reply reply = database.read(KEYS.replace("{tables}", tables));
        if (reply.error() != null) {
            return NONE;
        }
        Map<Table, List<Set<String>>> keys = new HashMap<>();
        Map<Table, Long> oids = new HashMap<>();
        for (Row row : reply.rows(0)) {
            Table table = new Table(row.text(0), row.text(1));
            oids.put(table, Long.parseLong(row.text(2)));
            if (row.get(3) != null) {
                keys.computeIfAbsent(table, any -> new ArrayList<>())
                        .add(Set.of(row.text(3).split("\u001f", -1)));
            }
        }
        Map<Long, Extent> extents = new HashMap<>();
        for (PlannedChange change : changes) {
            Long oid = oids.get(change.table());
            if (oid != null) {
                extents.merge(oid, change.extent(keys), Foresight::more);
            }
        }
        return new Foresight(extents);
    }

    private static Extent more(Extent one, Extent other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** Of a table; null when it is not known. */
    @Nullable
    Extent of(long table) {
        return extents == null ? null : extents.get(table);
    }
}
