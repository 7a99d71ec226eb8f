package io.github.dbmigrate.script;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A wish about its migration, written as a comment: {@code -- dbmigrate: allow blocks-writes, the table has 200 rows}.
 *
 * @param word one of {@link #WORDS}
 * @param argument what stands between the word and the first comma; may be empty
 * @param reason what stands behind the comma; may be empty
 * @param offset of the comment
 * @param line of the comment, 1-based
 */
public record Directive(String word, String argument, String reason, int offset, int line) {
    public static final String NO_TRANSACTION = "no-transaction";
    public static final String ALLOW = "allow";
    public static final String LOCK_TIMEOUT = "lock-timeout";
    public static final String STATEMENT_TIMEOUT = "statement-timeout";
    public static final String BATCH = "batch";

    /** All that are known; any other is a {@link Fault}. */
    public static final List<String> WORDS = List.of(NO_TRANSACTION, ALLOW, LOCK_TIMEOUT, STATEMENT_TIMEOUT, BATCH);

    private static final String NAME = "dbmigrate";

    /**
     * What a line comment asks for. The word may be an unknown one; it is empty when only the colon is missing.
     *
     * @param comment from its two dashes to the end of the line
     * @return null when it is an ordinary comment
     */
    static @Nullable Directive parse(String comment, int offset, int line) {
        int name = 2;
        while (name < comment.length() && Character.isWhitespace(comment.charAt(name))) {
            name++;
        }
        if (!comment.regionMatches(true, name, NAME, 0, NAME.length())) {
            return null;
        }
        String rest = comment.substring(name + NAME.length()).strip();
        if (rest.startsWith(":")) {
            return split(rest.substring(1).strip(), offset, line);
        }
        // Prose may begin with our name; a directive that lost its colon must not be passed over in silence.
        Directive meant = split(rest, offset, line);
        return WORDS.contains(meant.word()) ? new Directive("", meant.word(), "", offset, line) : null;
    }

    private static Directive split(String content, int offset, int line) {
        int comma = content.indexOf(',');
        String order = comma < 0 ? content : content.substring(0, comma).strip();
        String reason = comma < 0 ? "" : content.substring(comma + 1).strip();
        int word = 0;
        while (word < order.length() && !Character.isWhitespace(order.charAt(word))) {
            word++;
        }
        return new Directive(order.substring(0, word), order.substring(word).strip(), reason, offset, line);
    }
}
