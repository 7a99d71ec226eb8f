package io.github.dbmigrate.rule.catalogue;

import java.util.Locale;
import java.util.Set;

/** The default of a new column, as its statement writes it. */
final class DefaultText {
    static final String UNKNOWN = "<value>";

    private static final Set<String> BEHIND =
            Set.of("not", "null", "unique", "primary", "check", "references", "constraint", "collate", "generated");

    private DefaultText() {}

    /** The expression behind the word DEFAULT that follows the column's name; {@code <value>} when there is none. */
    static String of(String sql, String column) {
        int name = Sql.find(sql, column);
        int word = name < 0 ? -1 : Sql.find(sql.substring(name), "default");
        if (word < 0) {
            return UNKNOWN;
        }
        int start = name + word + "default".length();
        String expression = sql.substring(start, end(sql, start)).strip();
        return expression.isEmpty() ? UNKNOWN : expression;
    }

    /** The expression behind USING that follows the column's name; empty when there is none. */
    static String using(String sql, String column) {
        int name = Sql.find(sql, column);
        int word = name < 0 ? -1 : Sql.find(sql.substring(name), "using");
        int comma = name < 0 ? -1 : end(sql, name + column.length());
        if (word < 0 || name + word > comma) {
            return "";
        }
        int start = name + word + "using".length();
        return sql.substring(start, end(sql, start)).strip();
    }

    /** The expression of a generated column, in its parentheses; {@code (<expression>)} when it is not found. */
    static String generated(String sql, String column) {
        int name = Sql.find(sql, column);
        int word = name < 0 ? -1 : Sql.find(sql.substring(name), "always");
        int open = word < 0 ? -1 : sql.indexOf('(', name + word);
        int close = open < 0 ? -1 : end(sql, open + 1);
        return close < 0 || close >= sql.length() ? "(<expression>)" : sql.substring(open, close + 1);
    }

    private static int end(String sql, int start) {
        int depth = 0;
        int at = start;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == '\'' || c == '"') {
                int close = sql.indexOf(c, at + 1);
                at = close < 0 ? sql.length() : close + 1;
                continue;
            }
            if (c == '(' || c == '[') {
                depth++;
            } else if (c == ')' || c == ']') {
                depth--;
            }
            boolean over = depth < 0 || (depth == 0 && (c == ',' || c == ';' || endsAt(sql, at)));
            if (over) {
                return at;
            }
            at++;
        }
        return at;
    }

    private static boolean endsAt(String sql, int at) {
        if (!Character.isLetter(sql.charAt(at)) || Character.isLetterOrDigit(sql.charAt(at - 1))) {
            return false;
        }
        int end = at;
        while (end < sql.length() && (Character.isLetterOrDigit(sql.charAt(end)) || sql.charAt(end) == '_')) {
            end++;
        }
        return BEHIND.contains(sql.substring(at, end).toLowerCase(Locale.ROOT));
    }
}
