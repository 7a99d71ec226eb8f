package io.github.dbmigrate.report;

import io.github.dbmigrate.report.PictureLayout.Box;
import io.github.dbmigrate.report.PictureLayout.Edge;
import io.github.dbmigrate.report.PictureLayout.Point;
import io.github.dbmigrate.report.Review.Change;
import io.github.dbmigrate.report.Review.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The changed tables and their neighbours as SVG. Its colours come from the page, so that they fit light and dark. */
final class SchemaPicture {
    private static final int MOST = 40;
    private static final double TEXT_X = 10;
    private static final double LEAST_SCALE = 0.8;

    private SchemaPicture() {}

    /** What is drawn: when there are too many, the changed ones before their neighbours. */
    static List<Table> drawn(List<Table> tables) {
        if (tables.size() <= MOST) {
            return tables;
        }
        List<Table> changedFirst = new ArrayList<>(tables);
        changedFirst.sort(Comparator.comparing(table -> table.change() == Change.NONE));
        return changedFirst.subList(0, MOST);
    }

    static void draw(List<Table> tables, Html html) {
        PictureLayout layout = new PictureLayout(tables);
        String width = number(layout.width());
        String height = number(layout.height());
        // It may shrink a little to fit the page; beyond that it is scrolled.
        String least = number(layout.width() * LEAST_SCALE);
        html.markup("<svg class=\"picture\" role=\"img\" aria-labelledby=\"picture-title\" style=\"min-width:" + least
                + "px\" width=\"" + width + "\" height=\"" + height + "\" viewBox=\"0 0 " + width + " " + height
                + "\">\n");
        html.markup("<title id=\"picture-title\">");
        html.text("Tables and what they refer to: " + described(tables)).markup("</title>\n");
        html.markup("<defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" "
                + "markerHeight=\"8\" orient=\"auto\"><path d=\"M0 0 8 4 0 8z\" class=\"tip\"/></marker></defs>\n");
        layout.edges().forEach(edge -> draw(edge, html));
        layout.boxes().forEach(box -> draw(box, html));
        html.markup("</svg>\n");
    }

    private static String described(List<Table> tables) {
        List<String> parts = new ArrayList<>();
        for (Table table : tables) {
            String refers = table.references().isEmpty() ? "" : " refers to " + String.join(", ", table.references());
            parts.add(table.name() + " (" + Mermaid.word(table.change()) + ")" + refers);
        }
        return String.join("; ", parts);
    }

    /** From point to point in curves that leave and arrive level. */
    private static void draw(Edge edge, Html html) {
        StringBuilder path = new StringBuilder("M" + point(edge.points().get(0)));
        for (int i = 1; i < edge.points().size(); i++) {
            Point from = edge.points().get(i - 1);
            Point to = edge.points().get(i);
            double bend = Math.max(30, Math.abs(from.x() - to.x()) / 2);
            path.append(" C").append(point(new Point(from.x() + edge.leaves() * bend, from.y())));
            path.append(' ').append(point(new Point(to.x() + edge.arrives() * bend, to.y())));
            path.append(' ').append(point(to));
        }
        html.markup("<path class=\"edge\" marker-end=\"url(#tip)\" d=\"" + path + "\"><title>");
        html.text(edge.from() + " refers to " + edge.to()).markup("</title></path>\n");
    }

    private static void draw(Box box, Html html) {
        TableBox table = box.table();
        String change = Mermaid.word(table.table().change());
        html.markup(
                "<g class=\"box " + change + "\" transform=\"translate(" + point(new Point(box.x(), box.y())) + ")\">");
        html.markup("<title>").text(table.table().name() + ": " + change).markup("</title>");
        html.markup("<rect class=\"frame\" rx=\"6\" width=\"" + number(table.width()) + "\" height=\""
                + number(table.height()) + "\"/>");
        html.markup("<text class=\"name\" x=\"" + number(TEXT_X) + "\" y=\"20\">")
                .text(table.title())
                .markup("</text>");
        double y = TableBox.HEAD + 12;
        if (table.height() > TableBox.HEAD) {
            html.markup("<path class=\"rule\" d=\"M0 " + number(TableBox.HEAD) + "H" + number(table.width()) + "\"/>");
        }
        for (TableBox.Row row : table.rows()) {
            row(Mermaid.word(row.change()), row.text(), y, html);
            y += TableBox.ROW;
        }
        if (table.more() > 0) {
            row("more", table.moreText(), y, html);
        }
        if (table.table().references().contains(table.table().name())) {
            html.markup("<path class=\"edge\" marker-end=\"url(#tip)\" d=\"M" + number(table.width() - 30)
                    + " 0 c0 -18 18 -18 18 -1\"/>");
        }
        html.markup("</g>\n");
    }

    private static void row(String kind, String text, double y, Html html) {
        html.markup("<text class=\"" + kind + "\" x=\"" + number(TEXT_X) + "\" y=\"" + number(y) + "\">");
        html.text(text).markup("</text>");
    }

    private static String point(Point point) {
        return number(point.x()) + " " + number(point.y());
    }

    private static String number(double number) {
        String text = String.format(Locale.ROOT, "%.1f", number);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
