package io.github.dbmigrate.batch;

import io.github.dbmigrate.script.BatchShape;
import io.github.dbmigrate.script.Range;
import io.github.dbmigrate.script.Script;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One batch as one statement: the next keys of the table are its page, the user's statement is held to the page, and the progress
 * is written with it. So the change and the knowledge of it are there together or not at all, without a transaction block.
 *
 * <ul>
 *   <li>The page is a number of keys, whatever the condition says of their rows: a condition that few rows meet must not make one
 *       batch read the whole table, and one with {@code random()} must not be asked twice. The user's whole condition stays in the
 *       user's statement, which asks it again of a row that somebody changed meanwhile, as it would without batches.
 *   <li>{@code IN (SELECT ...)} puts no further name into the user's FROM, so that no column of theirs becomes ambiguous, and
 *       tells the planner the number of rows, which no comparison of rows does.
 *   <li>Rows that the page has are not locked first: READ COMMITTED waits for each that it changes, and a lock on those that it
 *       does not change would only be written for nothing.
 *   <li>The progress must be where this client has seen it. A second runner, or the same batch sent twice, finds it elsewhere,
 *       changes nothing and returns no row.
 * </ul>
 */
public final class Batch {
    private static final String RUN = "dbmigrate_at";
    private static final String PAGE = "dbmigrate_page";
    private static final String CHANGE = "dbmigrate_change";
    private static final String PROGRESS = "dbmigrate_progress";
    private static final String TABLE = "dbmigrate_t";

    private final Script script;
    private final StringBuilder sql = new StringBuilder();
    private final List<Piece> pieces = new ArrayList<>();

    /** A stretch of the user's text in the statement. */
    private record Piece(int at, Range text) {}

    private Batch(Script script) {
        this.script = script;
    }

    /**
     * Writes the statement.
     *
     * @param rows how many keys it goes on
     * @param lastKey behind which it begins; null: at the beginning
     */
    public static Batch of(
            Script script, BatchShape shape, Key key, ProgressRow row, int rows, @Nullable String lastKey) {
        Batch batch = new Batch(script);
        batch.page(shape.paged(), key, row, rows, lastKey);
        batch.change(shape, key);
        batch.progress(key, row, rows);
        return batch;
    }

    /** To be sent as it is. It returns what {@link Step} reads. */
    public String sql() {
        return sql.toString();
    }

    /** The offset in the script of a position that the server gave, counted from 1 in characters; -1 when it is in our own part. */
    public int offsetInScript(int position) {
        int characters = sql.codePointCount(0, sql.length());
        int offset = sql.offsetByCodePoints(0, Math.min(position - 1, characters));
        for (Piece piece : pieces) {
            int inside = offset - piece.at();
            if (inside >= 0 && inside < piece.text().length()) {
                return piece.text().offset() + inside;
            }
        }
        return -1;
    }

    private void page(BatchShape.Paged table, Key key, ProgressRow row, int rows, @Nullable String lastKey) {
        sql.append("WITH ").append(RUN).append(" AS MATERIALIZED (\n SELECT 1 FROM ");
        sql.append(row.table()).append(" WHERE ").append(row.isAt(lastKey)).append(" FOR UPDATE\n), ");
        sql.append(PAGE).append(" AS MATERIALIZED (\n SELECT ").append(key.selected(TABLE));
        sql.append(" FROM ")
                .append(table.only() ? "ONLY " : "")
                .append(table.name().quoted());
        sql.append(" AS ")
                .append(TABLE)
                .append(" WHERE EXISTS (SELECT FROM ")
                .append(RUN)
                .append(")");
        if (lastKey != null) {
            sql.append(" AND ").append(key.isAfter(TABLE, lastKey));
        }
        sql.append(" ORDER BY ")
                .append(key.ordered(TABLE))
                .append(" LIMIT ")
                .append(rows)
                .append("\n), ");
    }

    private void change(BatchShape shape, Key key) {
        sql.append(CHANGE).append(" AS (\n");
        append(shape.head());
        Range condition = shape.condition();
        if (condition == null) {
            sql.append("\nWHERE ");
        } else {
            // The line break ends a comment behind the condition.
            sql.append(" (");
            append(condition);
            sql.append("\n) AND ");
        }
        sql.append(key.isIn(shape.paged().reference(), PAGE)).append('\n');
        append(shape.tail());
        sql.append("\nRETURNING 1\n), ");
    }

    private void progress(Key key, ProgressRow row, int rows) {
        sql.append(PROGRESS).append(" AS (\n UPDATE ").append(row.table());
        sql.append(" SET last_key = coalesce(").append(key.last(PAGE)).append(", last_key),\n");
        sql.append("  \"rows\" = \"rows\" + (SELECT count(*) FROM ").append(CHANGE);
        sql.append("),\n  done = CASE WHEN (SELECT count(*) FROM ")
                .append(PAGE)
                .append(") < ")
                .append(rows);
        sql.append(" THEN 1 ELSE 0 END\n WHERE ").append(row.isIt());
        sql.append(" AND EXISTS (SELECT FROM ").append(RUN).append(")\n RETURNING last_key, \"rows\", done\n)\n");
        sql.append("SELECT last_key, (SELECT count(*) FROM ").append(PAGE);
        sql.append("), (SELECT count(*) FROM ").append(CHANGE);
        sql.append("), \"rows\", done FROM ").append(PROGRESS);
    }

    private void append(Range text) {
        pieces.add(new Piece(sql.length(), text));
        sql.append(script.text(), text.offset(), text.end());
    }
}
