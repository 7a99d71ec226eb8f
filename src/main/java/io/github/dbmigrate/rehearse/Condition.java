package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.script.Quoted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A condition of a plan's node, as EXPLAIN (VERBOSE) writes it: each AND, OR and comparison in parentheses of its own, each column
 * behind its table's alias.
 */
record Condition(String text) {

    /** A column and the alias of its table, both unquoted. */
    private record ColumnOf(String alias, String column) {}

    /**
     * The columns of a table that can only have one of a few values.
     *
     * @param alias of the table
     * @param few aliases of what has few rows: values that stand in the statement
     */
    Set<String> pinned(String alias, Set<String> few) {
        String whole = withoutParentheses(text.strip());
        List<String> all = split(whole, " AND ");
        if (all.size() > 1) {
            Set<String> pinned = new HashSet<>();
            all.forEach(part -> pinned.addAll(new Condition(part).pinned(alias, few)));
            return pinned;
        }
        List<String> any = split(whole, " OR ");
        if (any.size() > 1) {
            Set<String> pinned = new Condition(any.get(0)).pinned(alias, few);
            any.forEach(part -> pinned.retainAll(new Condition(part).pinned(alias, few)));
            return pinned;
        }
        List<String> sides = split(whole, " = ");
        Set<String> pinned = new HashSet<>();
        if (sides.size() == 2) {
            pin(sides.get(0), sides.get(1), alias, few, pinned);
            pin(sides.get(1), sides.get(0), alias, few, pinned);
        }
        return pinned;
    }

    private static void pin(String column, String value, String alias, Set<String> few, Set<String> pinned) {
        ColumnOf found = column(column);
        if (found != null && found.alias().equals(alias) && isOfFew(value, few)) {
            pinned.add(found.column());
        }
    }

    /** Null when it is something else. A varchar is compared as a text. */
    private static @Nullable ColumnOf column(String side) {
        String text = withoutParentheses(side.strip());
        if (text.endsWith("::text")) {
            text = withoutParentheses(text.substring(0, text.length() - "::text".length()));
        }
        int dot = endOfName(text, 0);
        if (dot <= 0 || dot >= text.length() || text.charAt(dot) != '.') {
            return null;
        }
        int end = endOfName(text, dot + 1);
        return end == text.length() && end > dot + 1
                ? new ColumnOf(Quoted.name(text.substring(0, dot)), Quoted.name(text.substring(dot + 1)))
                : null;
    }

    /** Whether it is made of values that are few: constants, parameters, columns of what has few rows. */
    private static boolean isOfFew(String value, Set<String> few) {
        if (value.contains("SubPlan ")) {
            return false;
        }
        int at = 0;
        while (at < value.length()) {
            if (value.charAt(at) == '\'') {
                at = endOfQuoted(value, at);
                continue;
            }
            int end = endOfName(value, at);
            if (end == at) {
                at++;
                continue;
            }
            boolean qualifies = end < value.length() && value.charAt(end) == '.';
            int last = qualifies ? endOfName(value, end + 1) : end;
            boolean calls = last < value.length() && value.charAt(last) == '(';
            boolean isType = value.startsWith("::", at - 2);
            if (qualifies
                    && !calls
                    && !isType
                    && isName(value, at)
                    && !few.contains(Quoted.name(value.substring(at, end)))) {
                return false;
            }
            at = last;
        }
        return true;
    }

    /** And no number: {@code 1.5}. */
    private static boolean isName(String text, int at) {
        return !Character.isDigit(text.charAt(at)) && (at == 0 || text.charAt(at - 1) != '.');
    }

    private static int endOfName(String text, int start) {
        if (start < text.length() && text.charAt(start) == '"') {
            return endOfQuoted(text, start);
        }
        int end = start;
        while (end < text.length()
                && (Character.isLetterOrDigit(text.charAt(end))
                        || text.charAt(end) == '_'
                        || text.charAt(end) == '$')) {
            end++;
        }
        return end;
    }

    private static int endOfQuoted(String text, int start) {
        int end = text.indexOf(text.charAt(start), start + 1);
        return end < 0 ? text.length() : end + 1;
    }

    private static String withoutParentheses(String text) {
        String inner = text;
        while (inner.startsWith("(") && closing(inner, 0) == inner.length() - 1) {
            inner = inner.substring(1, inner.length() - 1).strip();
        }
        return inner;
    }

    private static int closing(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'' || c == '"') {
                i = endOfQuoted(text, i) - 1;
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
                if (depth == 0) {
                    return i;
                }
            }
        }
        return -1;
    }

    /** At each of these words that is in no parentheses and in no string. */
    private static List<String> split(String text, String word) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'' || c == '"') {
                i = endOfQuoted(text, i) - 1;
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (depth == 0 && text.startsWith(word, i)) {
                parts.add(text.substring(start, i));
                start = i + word.length();
                i = start - 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
