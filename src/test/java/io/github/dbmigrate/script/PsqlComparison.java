package io.github.dbmigrate.script;

import io.github.dbmigrate.testing.RecordingServer.Received;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds what psql sends for a script against what {@link Script} finds in it. */
final class PsqlComparison {
    private final Script script;
    private final List<Range> ours = new ArrayList<>();
    private final List<Received> sent;

    PsqlComparison(Script script, List<Received> sent) {
        this.script = script;
        this.sent = sent.stream().filter(query -> !isEmpty(query.sql())).toList();
        script.statements().forEach(statement -> ours.add(new Range(statement.offset(), statement.end())));
        // A transaction around the whole file is ours, and still two statements of the file.
        script.ignored().stream()
                .filter(range -> Letters.isWordStart(script.text().charAt(range.offset())))
                .forEach(ours::add);
        ours.sort(Comparator.comparingInt(Range::offset));
    }

    /** The queries that are no empty ones, for which the server has no answer. */
    int queries() {
        return sent.size();
    }

    /** Empty when the two agree in every statement and every line of data. */
    List<String> differences() {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < Math.max(ours.size(), sent.size()); i++) {
            String statement = i < ours.size() ? text(ours.get(i)) : "(nothing)";
            String query = i < sent.size() ? sent.get(i).sql() : "(nothing)";
            if (!isSame(statement, query)) {
                found.add("statement " + (i + 1) + " is " + statement + "\n    and psql sends " + query);
            } else if (!isSameData(data(ours.get(i)), sent.get(i).copyData())) {
                found.add("data of statement " + (i + 1) + " is " + data(ours.get(i)) + "\n    and psql sends "
                        + sent.get(i).copyData());
            }
        }
        return found;
    }

    private String text(Range range) {
        return script.text().substring(range.offset(), range.end());
    }

    private @Nullable String data(Range range) {
        return script.statements().stream()
                .filter(statement -> statement.offset() == range.offset())
                .findFirst()
                .map(Statement::copyData)
                .map(this::text)
                .orElse(null);
    }

    private static boolean isEmpty(String query) {
        int end = blankFrom(query, 0);
        return end == query.length() || query.substring(end).equals(";");
    }

    /**
     * Comments around a statement and the semicolon behind it are no part of ours. psql leaves out lines that are empty, except in
     * quotes (mainloop.c).
     */
    private static boolean isSame(String ours, String theirs) {
        int at = blankFrom(theirs, 0);
        for (int i = 0; i < ours.length(); i++) {
            if (at < theirs.length() && theirs.charAt(at) == ours.charAt(i)) {
                at++;
            } else if (i == 0 || ours.charAt(i) != '\n' || ours.charAt(i - 1) != '\n') {
                return false;
            }
        }
        int rest = blankFrom(theirs, at);
        return rest == theirs.length() || (theirs.charAt(rest) == ';' && rest + 1 == theirs.length());
    }

    /** psql sends the line that ends the data too, and a line break behind it. */
    private static boolean isSameData(@Nullable String ours, @Nullable String theirs) {
        if (ours == null || theirs == null) {
            return ours == null && theirs == null;
        }
        return theirs.startsWith(ours)
                && List.of("", "\\.", "\\.\n", "\\.\r\n").contains(theirs.substring(ours.length()));
    }

    /** Where the blanks and comments that begin here end. */
    private static int blankFrom(String text, int from) {
        int i = from;
        while (i < text.length()) {
            if (Character.isWhitespace(text.charAt(i))) {
                i++;
            } else if (text.startsWith("--", i)) {
                while (i < text.length() && text.charAt(i) != '\n' && text.charAt(i) != '\r') {
                    i++;
                }
            } else if (text.startsWith("/*", i)) {
                i = behindComment(text, i);
            } else {
                return i;
            }
        }
        return i;
    }

    private static int behindComment(String text, int from) {
        int depth = 1;
        int i = from + 2;
        while (depth > 0 && i < text.length()) {
            if (text.startsWith("/*", i)) {
                depth++;
                i += 2;
            } else if (text.startsWith("*/", i)) {
                depth--;
                i += 2;
            } else {
                i++;
            }
        }
        return i;
    }
}
