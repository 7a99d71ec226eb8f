package io.github.dbmigrate.batch;

import io.github.dbmigrate.script.Quoted;
import org.jspecify.annotations.Nullable;

/**
 * The row that keeps how far a migration has come, with the columns {@code last_key text}, {@code rows bigint} and
 * {@code done int}.
 *
 * @param table quoted
 * @param history which history the migration belongs to
 * @param version of the migration
 */
public record ProgressRow(String table, String history, String version) {

    /** The row, as a condition. */
    String isIt(String reference) {
        return reference + ".history = " + Quoted.literal(history) + " AND " + reference + ".version = "
                + Quoted.literal(version);
    }

    /** The row as long as nobody else has taken the work further. */
    String isAt(String reference, @Nullable String lastKey) {
        String key = lastKey == null ? " IS NULL" : " = " + Quoted.literal(lastKey);
        return isIt(reference) + " AND " + reference + ".done = 0 AND " + reference + ".last_key" + key;
    }
}
