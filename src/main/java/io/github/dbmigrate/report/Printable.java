package io.github.dbmigrate.report;

import java.util.List;

/**
 * Text from outside (SQL, server messages, file names) as it may stand on a terminal or in a CI log: an escape sequence would
 * command the terminal, and a line that begins with two colons the CI runner.
 */
final class Printable {
    private static final int TAB = 4;
    private static final String CUT = "...";

    private Printable() {}

    /** One line; a tab goes to the next column that is a multiple of four, any other control character is shown as ?. */
    static String line(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        int column = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == '\t') {
                int blanks = TAB - column % TAB;
                shown.append(" ".repeat(blanks));
                column += blanks;
            } else if (c != '\r' || i < text.length()) {
                shown.appendCodePoint(Character.isISOControl(c) ? '?' : c);
                column += width(c);
            }
        }
        return shown.toString();
    }

    /** Several lines, each printable. */
    static List<String> lines(String text) {
        return text.lines().map(Printable::line).toList();
    }

    /** One line, filled with blanks up to a number of columns. */
    static String padded(String text, int columns) {
        return line(text) + " ".repeat(Math.max(0, columns - columns(text)));
    }

    /** One line of at most so many columns; three dots stand for what is cut off. */
    static String cut(String text, int columns) {
        String line = line(text);
        if (columns(line) <= columns) {
            return line;
        }
        StringBuilder kept = new StringBuilder();
        int column = 0;
        for (int i = 0; i < line.length(); ) {
            int c = line.codePointAt(i);
            column += width(c);
            if (column > columns - CUT.length()) {
                break;
            }
            kept.appendCodePoint(c);
            i += Character.charCount(c);
        }
        return kept.append(CUT).toString();
    }

    /** How many columns a terminal gives to what {@link #line} makes of a text. */
    static int columns(String text) {
        return line(text).codePoints().map(Printable::width).sum();
    }

    /** How many columns a terminal gives to what {@link #line} makes of the first {@code end} characters. */
    static int columns(String text, int end) {
        return columns(text.substring(0, end));
    }

    /** East Asian wide and fullwidth characters and emoji take two columns (Unicode Standard Annex 11); combining marks none. */
    static int width(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean wide = c >= 0x1100 && c <= 0x115f
                || c >= 0x2e80 && c <= 0xa4cf
                || c >= 0xac00 && c <= 0xd7a3
                || c >= 0xf900 && c <= 0xfaff
                || c >= 0xfe30 && c <= 0xfe6f
                || c >= 0xff00 && c <= 0xff60
                || c >= 0xffe0 && c <= 0xffe6
                || c >= 0x1f300 && c <= 0x1faff
                || c >= 0x20000 && c <= 0x3fffd;
        return wide ? 2 : 1;
    }
}
