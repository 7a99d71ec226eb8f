package io.github.dbmigrate.batch;

import io.github.dbmigrate.script.BatchShape;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How many keys are still to come, as the planner sees it: it scales {@code reltuples} by the table's size of today, adds up
 * partitions, and knows by its histogram what lies behind a key. Asked once at the beginning of a run.
 */
public final class Remaining {
    private static final String TABLE = "dbmigrate_t";
    private static final String ROWS = " rows=";

    private Remaining() {}

    /** The question; its first line is the answer. */
    public static String sql(BatchShape.Paged table, Key key, @Nullable String lastKey) {
        String from = "EXPLAIN SELECT FROM " + (table.only() ? "ONLY " : "")
                + table.name().quoted() + " AS " + TABLE;
        return lastKey == null ? from : from + " WHERE " + key.isAfter(TABLE, lastKey);
    }

    /** Reads {@code Seq Scan on orders  (cost=0.00..35.50 rows=2550 width=0)}. */
    public static OptionalLong rows(String plan) {
        int at = plan.indexOf(ROWS);
        int end = plan.indexOf(' ', at + ROWS.length());
        return at < 0 || end < 0
                ? OptionalLong.empty()
                : OptionalLong.of(Long.parseLong(plan.substring(at + ROWS.length(), end)));
    }
}
