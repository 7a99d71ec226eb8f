package io.github.dbmigrate.diagnostic;

/**
 * Where a problem is.
 *
 * @param file the path as the user would type it, with forward slashes
 * @param line 1-based; 0 when the whole file is meant
 * @param column 1-based, counted in code points; 0 when the whole line or file is meant
 * @param endColumn one past the last marked column on the same line; 0 when nothing is marked
 * @param remark printed behind the place, such as {@code (statement 2 of 2)}; may be empty
 */
public record Place(String file, int line, int column, int endColumn, String remark) {

    public static Place file(String file) {
        return new Place(file, 0, 0, 0, "");
    }

    public static Place line(String file, int line) {
        return new Place(file, line, 0, 0, "");
    }

    public static Place at(String file, int line, int column) {
        return new Place(file, line, column, 0, "");
    }

    public Place withRemark(String text) {
        return new Place(file, line, column, endColumn, text);
    }

    /** {@code file:line:column}, as editors and terminals link it, and the remark. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(file);
        if (line > 0) {
            text.append(':').append(line);
            if (column > 0) {
                text.append(':').append(column);
            }
        }
        return remark.isEmpty() ? text.toString() : text + "  " + remark;
    }
}
