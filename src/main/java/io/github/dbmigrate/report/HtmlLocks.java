package io.github.dbmigrate.report;

import io.github.dbmigrate.report.Review.Lock;
import io.github.dbmigrate.report.Review.Reviewed;
import io.github.dbmigrate.report.Review.RunStatement;
import java.util.List;

/** Which statement took which lock on which table, how long it ran, and what waits meanwhile. */
final class HtmlLocks {
    private final HtmlFindings findings;
    private final Html html;

    HtmlLocks(HtmlFindings findings, Html html) {
        this.findings = findings;
        this.html = html;
    }

    void write(List<Reviewed> migrations) {
        html.markup(
                "<div class=\"card\"><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Locks by statement\">");
        html.markup("<table class=\"data\"><thead><tr><th scope=\"col\">line</th><th scope=\"col\">statement</th>"
                + "<th scope=\"col\" class=\"number\">took</th><th scope=\"col\">table</th><th scope=\"col\">lock</th>"
                + "<th scope=\"col\">blocks</th></tr></thead>\n");
        migrations.stream()
                .filter(migration -> !migration.statements().isEmpty())
                .forEach(this::write);
        html.markup("</table></div></div>\n");
        html.element(
                "p",
                "quiet",
                "Only tables and views that were there before are listed. The rehearsal has no data: times in production are longer"
                        + " where a table is read or written.");
        html.markup("\n");
    }

    private void write(Reviewed reviewed) {
        html.markup("<tbody>\n<tr class=\"file\"><th scope=\"rowgroup\" colspan=\"6\">");
        html.text(ReviewLines.name(reviewed.migration().file())).markup("</th></tr>\n");
        for (RunStatement statement : reviewed.statements()) {
            List<Lock> locks = statement.locks();
            String rows = locks.size() > 1 ? " rowspan=\"" + locks.size() + "\"" : "";
            html.markup("<tr><td class=\"number\"" + rows + ">");
            findings.link(reviewed.migration().file(), statement.line(), Integer.toString(statement.line()), html);
            html.markup("</td><th scope=\"row\"" + rows + ">")
                    .element("code", statement.text())
                    .markup("</th>");
            html.markup("<td class=\"number\"" + rows + ">");
            html.text(Amount.ofMicros(statement.micros()).toString()).markup("</td>");
            if (locks.isEmpty()) {
                html.markup("<td class=\"quiet\" colspan=\"3\">none</td></tr>\n");
            }
            for (int i = 0; i < locks.size(); i++) {
                html.markup(i == 0 ? "" : "<tr>");
                write(locks.get(i));
                html.markup("</tr>\n");
            }
        }
        html.markup("</tbody>\n");
    }

    private void write(Lock lock) {
        html.markup("<td>").element("code", lock.relation()).markup("</td>").element("td", lock.mode());
        String ofClass = lock.blocks().contains("reads") ? "all" : lock.blocks().isEmpty() ? "quiet" : "writes";
        html.element("td", ofClass, lock.blocks().isEmpty() ? "neither reads nor writes" : lock.blocks());
    }
}
