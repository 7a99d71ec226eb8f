package io.github.dbmigrate.report;

import io.github.dbmigrate.report.Review.Change;
import io.github.dbmigrate.report.Review.Table;
import io.github.dbmigrate.report.Review.TableColumn;
import java.util.ArrayList;
import java.util.List;

/**
 * A table as it is drawn: its name, the columns that tell something, and how big that is.
 *
 * @param rows the columns that are shown
 * @param more how many columns are not
 */
record TableBox(Table table, String title, List<Row> rows, int more) {
    static final double HEAD = 30;
    static final double ROW = 19;
    private static final double PADDING = 10;
    private static final double LETTER = 7.3;
    private static final int LONGEST = 44;
    private static final int MOST_ROWS = 14;

    /** A column: {@code + status text}. */
    record Row(Change change, String text) {}

    TableBox {
        rows = List.copyOf(rows);
    }

    /** All columns of a new table, only the changed ones of another. */
    static TableBox of(Table table) {
        boolean all = table.change() == Change.ADDED;
        List<Row> rows = new ArrayList<>();
        for (TableColumn column : table.columns()) {
            if ((all || column.change() != Change.NONE) && rows.size() < MOST_ROWS) {
                Change change = all ? Change.NONE : column.change();
                rows.add(new Row(change, Printable.cut(sign(change) + column.name() + " " + column.type(), LONGEST)));
            }
        }
        String title = Printable.cut(table.name(), LONGEST);
        return new TableBox(table, title, rows, table.columns().size() - rows.size());
    }

    private static String sign(Change change) {
        return switch (change) {
            case ADDED -> "+ ";
            case CHANGED -> "~ ";
            case DROPPED -> "- ";
            case NONE -> "";
        };
    }

    String moreText() {
        return more == 0
                ? ""
                : Amount.count(
                        more, rows.isEmpty() ? "column" : "more column", rows.isEmpty() ? "columns" : "more columns");
    }

    double width() {
        int columns = Math.max(Printable.columns(title) + 1, Printable.columns(moreText()));
        for (Row row : rows) {
            columns = Math.max(columns, Printable.columns(row.text()));
        }
        return Math.rint(columns * LETTER + 2 * PADDING);
    }

    double height() {
        int lines = rows.size() + (more == 0 ? 0 : 1);
        return HEAD + (lines == 0 ? 0 : lines * ROW + PADDING);
    }
}
