package io.github.dbmigrate.report;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.plan.Plan;
import io.github.dbmigrate.report.Review.Check;
import io.github.dbmigrate.report.Review.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A report as one page that needs nothing else: no network, no script. In this order: the verdict; the migrations that were looked
 * at, with their SQL; their locks; what becomes of the schema, as text and as a picture; drift; history; the result as JSON.
 */
final class HtmlReport {
    private static final int SHOWN_AT_ONCE = 20;

    private final Report report;
    private final ReportContext context;
    private final @Nullable Review review;
    private final Html html = new Html();
    private final HtmlFindings findings;

    private HtmlReport(Report report, ReportContext context) {
        this.report = report;
        this.context = context;
        this.review = report.review();
        this.findings = new HtmlFindings(report, context);
    }

    static String of(Report report, ReportContext context) {
        HtmlReport page = new HtmlReport(report, context);
        page.write();
        return page.html.toString();
    }

    private void write() {
        Verdict verdict = Verdict.of(report);
        html.markup("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        // Whatever stands in the text below, nothing is fetched and nothing is run.
        html.markup(
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
        html.element("title", "dbmigrate: " + verdict.inMigrations())
                .markup("\n<style>\n" + HtmlStyle.CSS + "</style>\n");
        html.markup("</head>\n<body>\n<a class=\"skip\" href=\"#content\">Skip to the content</a>\n");
        header(verdict);
        html.markup("<main id=\"content\">\n");
        sections().forEach((title, section) -> {
            html.markup("<section")
                    .attribute("id", id(title))
                    .markup(">\n")
                    .element("h2", title)
                    .markup("\n");
            section.run();
            html.markup("</section>\n");
        });
        html.markup("</main>\n<footer>dbmigrate ").text(context.toolVersion()).markup(", goal ");
        html.text(report.goal()).markup("</footer>\n");
        // Within a script a tag would end it: "<" has another name in JSON.
        html.markup("<script type=\"application/json\" id=\"result\">\n")
                .markup(ResultJson.of(report, context.toolVersion()).replace("<", "\\u003c"))
                .markup("</script>\n</body>\n</html>\n");
    }

    private void header(Verdict verdict) {
        boolean failed = report.isFailed() || verdict.errors() > 0;
        String outcome = failed ? "failed" : verdict.warnings() > 0 ? "warned" : "passed";
        html.markup("<header").attribute("class", outcome).markup(">\n");
        html.element("p", "tool", "dbmigrate " + report.goal()).markup("\n");
        String headline = verdict.inMigrations();
        html.element("h1", Character.toUpperCase(headline.charAt(0)) + headline.substring(1))
                .markup("\n");
        facts().forEach(fact -> html.element("p", "facts", fact).markup("\n"));
        problems();
        if (review != null && !review.checks().isEmpty()) {
            html.markup("<ul class=\"checks\" aria-label=\"What was checked\">\n");
            review.checks().forEach(this::check);
            html.markup("</ul>\n");
        }
        if (sections().size() > 1) {
            html.markup("<nav aria-label=\"Sections\"><ul>");
            sections()
                    .keySet()
                    .forEach(title -> html.markup("<li>").link(id(title), title).markup("</li>"));
            html.markup("</ul></nav>\n");
        }
        html.markup("</header>\n");
    }

    private List<String> facts() {
        List<String> facts = new ArrayList<>();
        if (report.connection() != null) {
            facts.add(report.connection().lines().get(0).text());
        }
        if (review != null) {
            String rehearsed = review.rehearsal() == null
                    ? ""
                    : ". " + ReviewLines.rehearsed(review.rehearsal()).text();
            facts.add(ReviewLines.looked(review).text() + rehearsed + ".");
        }
        if (!report.headline().isEmpty() && review == null) {
            facts.add(report.headline());
        }
        return facts;
    }

    private void check(Check check) {
        String item = switch (check.state()) {
            case IN_ORDER -> "<li>";
            case WRONG -> "<li class=\"wrong\">";
            case NOT_DONE -> "<li class=\"open\">";
        };
        html.markup(item).element("b", check.name());
        html.element("span", "hidden", check.done() ? " (checked)" : " (not checked)");
        html.markup(" ").text(check.text()).markup("</li>\n");
    }

    /** A line each, leading to the SQL where it is shown; of many the worst, and the others folded away. */
    private void problems() {
        List<Diagnostic> problems = Verdict.worstFirst(report.problems());
        int first = Math.min(SHOWN_AT_ONCE, problems.size());
        list(problems.subList(0, first));
        if (first < problems.size()) {
            html.markup("<details><summary>")
                    .text((problems.size() - first) + " more")
                    .markup("</summary>");
            list(problems.subList(first, problems.size()));
            html.markup("</details>\n");
        }
    }

    private void list(List<Diagnostic> problems) {
        if (problems.isEmpty()) {
            return;
        }
        html.markup("<ul class=\"problems\" aria-label=\"Problems\">\n");
        for (Diagnostic problem : problems) {
            html.markup("<li").attribute("class", problem.severity().word()).markup(">");
            html.element("span", "word", problem.severity().word()).element("code", problem.code());
            html.markup(" ").text(problem.message()).markup("<span class=\"where\">");
            html.link(findings.id(problem), place(problem)).markup("</span></li>\n");
        }
        html.markup("</ul>\n");
    }

    /** {@code 045-index-orders-by-status.sql:3}. */
    private static String place(Diagnostic problem) {
        if (problem.places().isEmpty()) {
            return "below";
        }
        Place place = problem.places().get(0);
        return ReviewLines.name(place.file()) + (place.line() > 0 ? ":" + place.line() : "");
    }

    /** Those that have something to show. */
    private Map<String, Runnable> sections() {
        Map<String, Runnable> sections = new LinkedHashMap<>();
        if (review != null && !review.migrations().isEmpty()) {
            String title = review.base().isEmpty() ? "Migrations" : "New migrations";
            sections.put(title, () -> new HtmlMigrations(findings, html).write(review.migrations()));
        }
        if (findings.hasOthers()) {
            sections.put(review == null ? "Problems" : "Elsewhere", () -> findings.writeOthers(html));
        }
        if (review != null) {
            addTo(sections, review);
        }
        Plan plan = report.plan();
        if (plan != null && !plan.entries().isEmpty()) {
            sections.put("History", () -> new HtmlHistory(html).write(plan.entries()));
        }
        return sections;
    }

    private void addTo(Map<String, Runnable> sections, Review looked) {
        if (looked.migrations().stream()
                .anyMatch(migration -> !migration.statements().isEmpty())) {
            sections.put("Locks", () -> new HtmlLocks(findings, html).write(looked.migrations()));
        }
        if (!looked.schemaChange().isEmpty()) {
            sections.put("Schema", () -> difference("Schema difference", looked.schemaChange()));
        }
        if (!looked.tables().isEmpty()) {
            sections.put("Picture", () -> picture(looked.tables()));
        }
        if (!looked.drift().isEmpty()) {
            sections.put("Drift", () -> {
                html.element("p", "The database differs from the migrations.").markup("\n");
                difference("Drift", looked.drift());
            });
        }
    }

    private void difference(String name, List<String> lines) {
        html.markup("<pre class=\"card diff\" tabindex=\"0\" role=\"region\"")
                .attribute("aria-label", name)
                .markup(">");
        for (String line : lines) {
            String mark = line.stripLeading();
            String ofClass = mark.startsWith("+")
                    ? "plus"
                    : mark.startsWith("-") ? "minus" : mark.startsWith("~") ? "change" : "same";
            html.element("span", ofClass, line);
        }
        html.markup("</pre>\n");
    }

    private void picture(List<Table> tables) {
        List<Table> drawn = SchemaPicture.drawn(tables);
        html.markup(
                "<div class=\"card\">\n<ul class=\"legend\"><li class=\"added\">added</li><li class=\"changed\">changed</li>"
                        + "<li class=\"dropped\">dropped</li><li>unchanged neighbour</li></ul>\n");
        html.markup(
                "<div class=\"canvas\" tabindex=\"0\" role=\"region\" aria-label=\"Picture of the changed tables\">\n");
        SchemaPicture.draw(drawn, html);
        html.markup("</div></div>\n");
        if (drawn.size() < tables.size()) {
            html.element("p", "quiet", (tables.size() - drawn.size()) + " more tables are not drawn.");
        }
    }

    private static String id(String title) {
        return title.toLowerCase(Locale.ROOT).replace(' ', '-');
    }
}
