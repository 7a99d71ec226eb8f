package io.github.dbmigrate.batch;

import io.github.dbmigrate.script.Quoted;
import org.jspecify.annotations.Nullable;

/**
 * The row that keeps how far a migration has come, with the columns {@code last_key text}, {@code rows bigint} and
 * {@code done int}.
 *
 * @param table quoted
 * @param isIt the condition that holds for the row and for no other
 */
public record ProgressRow(String table, String isIt) {

    /** The row as long as nobody else has taken the work further. */
    String isAt(@Nullable String lastKey) {
        return isIt + " AND done = 0 AND last_key" + (lastKey == null ? " IS NULL" : " = " + Quoted.literal(lastKey));
    }
}
