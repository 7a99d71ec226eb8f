package io.github.dbmigrate.report;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.report.Review.Allowed;
import io.github.dbmigrate.report.Review.Reviewed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The SQL of each migration with its marked lines. Of a long file only what stands around them is shown. */
final class HtmlMigrations {
    private static final int SHOWN_WHOLE = 200;
    private static final int AROUND = 5;

    private final HtmlFindings findings;
    private final Html html;

    HtmlMigrations(HtmlFindings findings, Html html) {
        this.findings = findings;
        this.html = html;
    }

    void write(List<Reviewed> migrations) {
        migrations.forEach(this::write);
    }

    private void write(Reviewed reviewed) {
        String file = reviewed.migration().file();
        html.markup("<article class=\"card\">\n<div class=\"head\"><h3>");
        findings.link(file, 0, ReviewLines.name(file), html);
        html.markup("</h3><span class=\"side\">");
        outcome(reviewed);
        html.markup("</span></div>\n");
        List<Diagnostic> problems = findings.of(reviewed);
        problems.stream().filter(problem -> line(problem) == 0).forEach(problem -> {
            findings.write(problem, false, html);
            html.markup("\n");
        });
        if (reviewed.migration().isLong()) {
            problems.stream()
                    .filter(problem -> line(problem) > 0)
                    .forEach(problem -> findings.write(problem, true, html));
        } else {
            listing(reviewed, problems);
        }
        html.markup("</article>\n");
    }

    private static int line(Diagnostic problem) {
        return problem.places().get(0).line();
    }

    private void outcome(Reviewed reviewed) {
        String took = Amount.ofMillis(reviewed.millis()).toString();
        switch (reviewed.outcome()) {
            case RUN -> html.text("ran in " + took);
            case FAILED -> html.element("span", "bad", "failed after " + took);
            case NOT_RUN -> html.text("not run");
        }
        if (reviewed.rollback() != null) {
            html.text(", rollback: " + reviewed.rollback());
        }
    }

    private void listing(Reviewed reviewed, List<Diagnostic> problems) {
        List<String> lines = reviewed.migration().script().text().lines().toList();
        Map<Integer, Diagnostic> marks = new HashMap<>();
        problems.forEach(problem -> marks.putIfAbsent(line(problem), problem));
        List<Allowed> allowed = findings.allowed(reviewed);
        TreeSet<Integer> told = new TreeSet<>(marks.keySet());
        allowed.forEach(finding -> told.add(finding.line()));
        String name = "SQL of " + ReviewLines.name(reviewed.migration().file());
        html.markup("<div class=\"scroll\" tabindex=\"0\" role=\"region\"").attribute("aria-label", name);
        html.markup("><table class=\"sql\"><tbody>\n");
        int leftOut = 0;
        for (int number = 1; number <= lines.size(); number++) {
            if (isShown(number, lines.size(), told)) {
                gap(leftOut);
                leftOut = 0;
                boolean isAllowed = isAllowed(number, allowed);
                line(number, lines.get(number - 1), marks.get(number), isAllowed);
                told(number, problems, allowed);
            } else {
                leftOut++;
            }
        }
        gap(leftOut);
        html.markup("</tbody></table></div>\n");
    }

    private static boolean isAllowed(int number, List<Allowed> allowed) {
        return allowed.stream().anyMatch(finding -> finding.line() == number);
    }

    private static boolean isShown(int number, int count, TreeSet<Integer> told) {
        if (count <= SHOWN_WHOLE) {
            return true;
        }
        Integer next = told.ceiling(number - AROUND);
        return next == null ? told.isEmpty() && number <= SHOWN_WHOLE : next <= number + AROUND;
    }

    private void gap(int leftOut) {
        if (leftOut > 0) {
            html.markup("<tr><th></th><td class=\"gap\">").text("... " + Amount.count(leftOut, "line", "lines"));
            html.markup("</td></tr>\n");
        }
    }

    private void line(int number, String text, @Nullable Diagnostic mark, boolean isAllowed) {
        String ofClass = mark != null ? "marked " + mark.severity().word() : isAllowed ? "marked allowed" : "";
        html.markup("<tr").markup(ofClass.isEmpty() ? "" : " class=\"" + ofClass + "\"");
        html.markup("><th scope=\"row\">" + number + "</th><td class=\"code\">");
        Place place = mark == null ? null : mark.places().get(0);
        int from = place == null || place.column() == 0 ? 0 : index(text, place.column());
        int to = place == null || place.endColumn() == 0 ? from : Math.max(from, index(text, place.endColumn()));
        html.text(text.substring(0, from));
        if (to > from) {
            html.element("mark", text.substring(from, to));
        }
        html.text(text.substring(to)).markup("</td></tr>\n");
    }

    /** Columns count code points from 1. */
    private static int index(String text, int column) {
        int points = text.codePointCount(0, text.length());
        return text.offsetByCodePoints(0, Math.min(column - 1, points));
    }

    private void told(int number, List<Diagnostic> problems, List<Allowed> allowed) {
        if (problems.stream().noneMatch(problem -> line(problem) == number) && !isAllowed(number, allowed)) {
            return;
        }
        html.markup("<tr><th></th><td class=\"told\">");
        problems.stream()
                .filter(problem -> line(problem) == number)
                .forEach(problem -> findings.write(problem, false, html));
        allowed.stream().filter(finding -> finding.line() == number).forEach(finding -> findings.write(finding, html));
        html.markup("</td></tr>\n");
    }
}
