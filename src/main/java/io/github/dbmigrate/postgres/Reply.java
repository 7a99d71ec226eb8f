package io.github.dbmigrate.postgres;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the server answered to one Query.
 *
 * @param completions one for each statement that finished, in order
 * @param error what stopped it; null when all of it ran
 */
public record Reply(List<Completion> completions, @Nullable ServerError error) {

    /**
     * A finished statement.
     *
     * @param tag the command tag without its numbers, such as {@code INSERT}
     * @param count the rows it says it processed
     * @param rows what it returned; empty for statements run without results
     */
    public record Completion(String tag, long count, List<Row> rows) {}

    /** A row of text values. */
    public record Row(List<@Nullable String> values) {

        public @Nullable String get(int column) {
            return values.get(column);
        }

        /** The value of a column that is never null. */
        public String text(int column) {
            String value = values.get(column);
            if (value == null) {
                throw new IllegalStateException("column " + column + " is null");
            }
            return value;
        }

        public boolean isTrue(int column) {
            return "t".equals(values.get(column));
        }
    }

    public Reply {
        completions = List.copyOf(completions);
    }

    public List<Row> rows(int statement) {
        return completions.get(statement).rows();
    }
}
