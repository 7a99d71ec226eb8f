package io.github.dbmigrate.diagnostic;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a file that are shown with a problem. The last row is the one with the marked token.
 *
 * @param rows one row a line, in the order of the file
 * @param from where the mark begins in the last row's text, a UTF-16 index
 * @param to where it ends, exclusive; never beyond the row
 */
public record Excerpt(List<Row> rows, int from, int to) {
    private static final int LINES_BEFORE = 2;

    /** One line of the file; number 0 stands for lines that are left out. */
    public record Row(int number, String text) {
        static final Row LEFT_OUT = new Row(0, "");
    }

    public Excerpt {
        rows = List.copyOf(rows);
    }

    /**
     * The line that holds {@code from}, marked up to {@code to} or the line's end, and at most two lines above it that are
     * not blank.
     *
     * @param floor nothing before this offset is shown: where the statement before ended
     */
    public static Excerpt of(String text, int from, int to, int floor) {
        int start = lineStart(text, from);
        List<Row> rows = new ArrayList<>();
        int above = start;
        for (int i = 0; i < LINES_BEFORE && above > 0; i++) {
            int previous = lineStart(text, above - 1);
            String line = line(text, previous);
            if (previous < floor || line.isBlank()) {
                break;
            }
            rows.add(0, new Row(number(text, previous), line));
            above = previous;
        }
        return marked(text, rows, start, from, to);
    }

    /** As {@link #of}, but above the marked line stands the line where its statement opens: a function's or DO block's head. */
    public static Excerpt inside(String text, int opening, int from, int to) {
        int start = lineStart(text, from);
        int head = lineStart(text, opening);
        if (head == start) {
            return of(text, from, to, opening);
        }
        List<Row> rows = new ArrayList<>();
        rows.add(new Row(number(text, head), line(text, head)));
        if (number(text, start) - number(text, head) > 1) {
            rows.add(Row.LEFT_OUT);
        }
        return marked(text, rows, start, from, to);
    }

    private static Excerpt marked(String text, List<Row> above, int start, int from, int to) {
        String line = line(text, start);
        above.add(new Row(number(text, start), line));
        int begin = Math.min(from - start, line.length());
        return new Excerpt(above, begin, Math.max(begin, Math.min(to - start, line.length())));
    }

    private static int lineStart(String text, int offset) {
        return text.lastIndexOf('\n', offset - 1) + 1;
    }

    private static String line(String text, int start) {
        int end = text.indexOf('\n', start);
        String line = text.substring(start, end < 0 ? text.length() : end);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    private static int number(String text, int start) {
        int number = 1;
        for (int i = 0; i < start; i++) {
            if (text.charAt(i) == '\n') {
                number++;
            }
        }
        return number;
    }
}
