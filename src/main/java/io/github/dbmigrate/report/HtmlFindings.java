package io.github.dbmigrate.report;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Note;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.report.Review.Allowed;
import io.github.dbmigrate.report.Review.Reviewed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The problems of a page: below the line of SQL that they are about, or by themselves. */
final class HtmlFindings {
    private final Report report;
    private final ReportContext context;
    private final List<Reviewed> reviewed;
    private final Map<Diagnostic, String> ids = new HashMap<>();

    HtmlFindings(Report report, ReportContext context) {
        this.report = report;
        this.context = context;
        this.reviewed = report.review() == null ? List.of() : report.review().migrations();
        report.problems().forEach(problem -> ids.putIfAbsent(problem, "problem-" + (ids.size() + 1)));
    }

    String id(Diagnostic problem) {
        return ids.getOrDefault(problem, "content");
    }

    /** Those of a file. */
    List<Diagnostic> of(Reviewed looked) {
        return Verdict.worstFirst(report.problems().stream()
                .filter(problem -> isIn(problem, looked))
                .toList());
    }

    /** What the file allows. */
    List<Allowed> allowed(Reviewed looked) {
        return report.review() == null
                ? List.of()
                : report.review().allowed().stream()
                        .filter(allowed ->
                                allowed.file().equals(looked.migration().file()))
                        .toList();
    }

    private static boolean isIn(Diagnostic problem, Reviewed looked) {
        return !problem.places().isEmpty()
                && problem.places().get(0).file().equals(looked.migration().file());
    }

    boolean hasOthers() {
        return !others().isEmpty();
    }

    private List<Diagnostic> others() {
        return Verdict.worstFirst(report.problems().stream()
                .filter(problem -> reviewed.stream().noneMatch(looked -> isIn(problem, looked)))
                .toList());
    }

    void writeOthers(Html html) {
        for (Diagnostic problem : others()) {
            html.markup("<div class=\"card\">");
            write(problem, true, html);
            html.markup("</div>\n");
        }
    }

    /**
     * The box of a problem.
     *
     * @param alone whether its place must be told with it, because no SQL stands above
     */
    void write(Diagnostic problem, boolean alone, Html html) {
        html.markup("<div").attribute("class", "finding " + problem.severity().word());
        html.attribute("id", id(problem)).markup(">");
        html.markup("<p>").element("span", "word", problem.severity().word()).element("code", problem.code());
        html.markup(" ").text(problem.message()).markup("</p>");
        List<Place> places =
                alone ? problem.places() : problem.places().stream().skip(1).toList();
        if (!places.isEmpty() || !problem.notes().isEmpty()) {
            html.markup("<dl>");
            places.forEach(place -> write(place, alone ? "in" : "also in", html));
            problem.notes().forEach(note -> write(note, html));
            html.markup("</dl>");
        }
        if (alone && problem.excerpt() != null) {
            html.markup("<pre>");
            problem.excerpt()
                    .rows()
                    .forEach(row -> html.text((row.number() == 0 ? "" : row.number()) + "  " + row.text() + "\n"));
            html.markup("</pre>");
        }
        html.markup("</div>");
    }

    private void write(Place place, String label, Html html) {
        html.element("dt", label).markup("<dd>");
        link(place.file(), place.line(), place.toString(), html);
        html.markup("</dd>");
    }

    /** The place as a link to where the host shows it, if that is known. */
    void link(String file, int line, String text, Html html) {
        String url = context.url(file, line);
        if (url.startsWith("https://") || url.startsWith("http://")) {
            html.markup("<a").attribute("href", url).markup(">").text(text).markup("</a>");
        } else {
            html.text(text);
        }
    }

    private static void write(Note note, Html html) {
        html.element("dt", note.label());
        boolean code = note.label().equals("help") || note.label().equals("allow");
        html.markup("<dd>");
        if (code) {
            html.element("code", note.text().strip());
        } else {
            html.text(note.text().strip());
        }
        html.markup("</dd>");
    }

    void write(Allowed allowed, Html html) {
        html.markup("<div class=\"finding allowed\"><p>")
                .element("span", "word", "allowed")
                .element("code", allowed.rule());
        html.markup(" ")
                .text(allowed.message())
                .markup("</p><dl>")
                .element("dt", "reason")
                .element("dd", allowed.reason());
        html.markup("</dl></div>");
    }
}
