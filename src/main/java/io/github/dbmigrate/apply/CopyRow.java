package io.github.dbmigrate.apply;

import org.jspecify.annotations.Nullable;

/**
 * The row of COPY data that an error is about. The server writes it as {@code COPY users, line 3, column email: "x"}, as
 * {@code COPY users, line 3: "3<tab>x"} or with no text behind the number ({@code CopyFromErrorCallback} in copyfrom.c).
 *
 * @param shown the context without the row's text, which the excerpt shows
 * @param line of the data, counted from 1
 * @param value what the server could not take, cut short where it is long; null when it names no column
 */
record CopyRow(String shown, int line, @Nullable String value) {
    private static final String START = "COPY ";
    private static final String LINE = ", line ";
    private static final String COLUMN = ", column ";
    private static final String CUT = "...";

    /** Null when the context names no row. */
    static @Nullable CopyRow of(@Nullable String where) {
        CopyRow found = null;
        for (String line : where == null ? new String[0] : where.split("\n", -1)) {
            CopyRow row = line.startsWith(START) ? parse(line) : null;
            found = row == null ? found : row;
        }
        return found;
    }

    private static @Nullable CopyRow parse(String text) {
        int number = text.indexOf(LINE) + LINE.length();
        int end = number;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        if (number < LINE.length() || end == number || end - number > 9) {
            return null;
        }
        int line = Integer.parseInt(text.substring(number, end));
        int content = text.indexOf(": ", end);
        if (!text.startsWith(COLUMN, end) || content < 0) {
            return new CopyRow(text.substring(0, end), line, null);
        }
        String quoted = text.substring(content + 2);
        boolean hasValue = quoted.length() > 1 && quoted.startsWith("\"") && quoted.endsWith("\"");
        String value = hasValue ? quoted.substring(1, quoted.length() - 1) : null;
        return new CopyRow(text.substring(0, content), line, value);
    }

    /** Where in its row the value stands, if it stands there only once and as it is; else -1. */
    int offsetIn(String row) {
        String text = searched();
        int found = text.isEmpty() ? -1 : row.indexOf(text);
        return found >= 0 && row.indexOf(text, found + 1) < 0 ? found : -1;
    }

    /** How much of the row is the value. */
    int length() {
        return searched().length();
    }

    private String searched() {
        if (value == null) {
            return "";
        }
        return value.endsWith(CUT) ? value.substring(0, value.length() - CUT.length()) : value;
    }
}
