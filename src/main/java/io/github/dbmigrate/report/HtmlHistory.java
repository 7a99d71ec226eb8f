package io.github.dbmigrate.report;

import io.github.dbmigrate.migration.AppliedMigration;
import io.github.dbmigrate.plan.Entry;
import java.util.List;

/** Where every migration stands, the newest first; the older ones are folded away. */
final class HtmlHistory {
    private static final int NEWEST = 25;

    private final Html html;

    HtmlHistory(Html html) {
        this.html = html;
    }

    void write(List<Entry> entries) {
        int older = Math.max(0, entries.size() - NEWEST);
        html.markup("<div class=\"card\">");
        table(entries.subList(older, entries.size()));
        if (older > 0) {
            html.markup("<details><summary>").text(Amount.count(older, "older migration", "older migrations"));
            html.markup("</summary>\n");
            table(entries.subList(0, older));
            html.markup("</details>\n");
        }
        html.markup("</div>\n");
    }

    private void table(List<Entry> entries) {
        html.markup(
                "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"History\"><table class=\"data\"><thead><tr>"
                        + "<th scope=\"col\">version</th><th scope=\"col\">name</th><th scope=\"col\">state</th>"
                        + "<th scope=\"col\">applied (UTC)</th><th scope=\"col\" class=\"number\">took</th><th scope=\"col\">by</th>"
                        + "</tr></thead><tbody>\n");
        for (int i = entries.size() - 1; i >= 0; i--) {
            row(entries.get(i));
        }
        html.markup("</tbody></table></div>\n");
    }

    private void row(Entry entry) {
        AppliedMigration row = entry.applied();
        html.markup("<tr>").element("td", entry.label());
        html.markup("<th scope=\"row\">").text(entry.description()).markup("</th>");
        html.element("td", ofClass(entry), entry.stateWord());
        html.element("td", row == null || row.appliedAt() == null ? "" : Utc.minute(row.appliedAt()));
        html.element(
                "td",
                "number",
                row == null || row.millis() == null
                        ? ""
                        : Amount.ofMillis(row.millis()).toString());
        html.element("td", row == null || row.appliedBy() == null ? "" : row.appliedBy())
                .markup("</tr>\n");
    }

    private static String ofClass(Entry entry) {
        return switch (entry.state()) {
            case CHANGED, MISSING -> "all";
            case PENDING, OUTDATED, HELD -> "writes";
            case APPLIED -> "quiet";
        };
    }
}
