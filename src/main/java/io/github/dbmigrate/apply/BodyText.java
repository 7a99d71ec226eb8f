package io.github.dbmigrate.apply;

import java.util.Locale;

/**
 * The body of a DO block as it stands in the file, in which the statements and expressions that PL/pgSQL cuts out of it are
 * found again. It changes them a little (pl_gram.y): it puts blanks in the place of an INTO clause, writes SELECT for PERFORM,
 * and before PostgreSQL 14 put a SELECT in front of every expression.
 *
 * @param text of the file
 * @param opening just behind the opening quote
 * @param end no match goes beyond it
 */
public record BodyText(String text, int opening, int end) {
    private static final String SELECT = "SELECT";

    /**
     * The offset in the file of a position in a query that the body holds, or -1 when the body does not hold it verbatim.
     *
     * @param position 1-based, in characters
     * @param from the line on which the query begins
     */
    public int find(String query, int position, int from) {
        int at = query.offsetByCodePoints(0, Math.min(position - 1, query.codePointCount(0, query.length())));
        String head = inQuotes(query.substring(0, at));
        String tail = inQuotes(query.substring(at));
        int found = exact(head + tail, from);
        if (found < 0) {
            found = besideInto(head + tail, from);
        }
        if (found >= 0) {
            return found + head.length();
        }
        return head.toUpperCase(Locale.ROOT).startsWith(SELECT) ? withoutSelect(head, tail, from) : -1;
    }

    private int withoutSelect(String head, String tail, int from) {
        String rest = head.substring(SELECT.length()).stripLeading();
        int found = exact(rest + tail, from);
        return found < 0 ? -1 : found + rest.length();
    }

    private int exact(String query, int from) {
        int found = text.indexOf(query, from);
        return found >= 0 && found + query.length() <= end ? found : -1;
    }

    /** Where the query has two blanks or more, the text may have anything. */
    private int besideInto(String query, int from) {
        if (!query.contains("  ")) {
            return -1;
        }
        for (int i = from; i + query.length() <= end; i++) {
            if (matches(query, i)) {
                return i;
            }
        }
        return -1;
    }

    private boolean matches(String query, int at) {
        for (int i = 0; i < query.length(); i++) {
            boolean blank = query.charAt(i) == ' ';
            if (!blank && query.charAt(i) != text.charAt(at + i)) {
                return false;
            }
        }
        return true;
    }

    /** Inside {@code '...'} every quote of the code is doubled. */
    private String inQuotes(String code) {
        return text.charAt(opening - 1) == '\'' ? code.replace("'", "''") : code;
    }

    /** The start of a line of the body. PL/pgSQL counts from the line that holds the opening quote. */
    public int line(int number) {
        int start = text.lastIndexOf('\n', opening - 1) + 1;
        for (int i = 1; i < number; i++) {
            int next = text.indexOf('\n', start);
            if (next < 0) {
                break;
            }
            start = next + 1;
        }
        return start;
    }
}
