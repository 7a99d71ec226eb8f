package io.github.dbmigrate.report;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.report.Review.Allowed;
import io.github.dbmigrate.report.Review.Check;
import io.github.dbmigrate.report.Review.Lock;
import io.github.dbmigrate.report.Review.Reviewed;
import io.github.dbmigrate.report.Review.RunStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A report for a pull request: the summary of a step on GitHub, or a comment. A comment has at most 65,536 characters; parts that
 * do not fit are left out, and said to be.
 */
final class MarkdownSummary {
    private static final int LONGEST = 65_000;
    private static final int MOST_ROWS = 100;

    private final Report report;
    private final ReportContext context;
    private final Sources sources;
    private final @Nullable Review review;
    private final StringBuilder out = new StringBuilder();
    private final List<String> leftOut = new ArrayList<>();

    private MarkdownSummary(Report report, ReportContext context) {
        this.report = report;
        this.context = context;
        this.sources = new Sources(report);
        this.review = report.review();
    }

    static String of(Report report, ReportContext context) {
        return new MarkdownSummary(report, context).text();
    }

    private String text() {
        out.append("### dbmigrate: ").append(Verdict.of(report).inMigrations()).append("\n");
        if (review != null && review.rehearsal() != null) {
            add(
                    "the rehearsal",
                    Markdown.text(ReviewLines.rehearsed(review.rehearsal()).text()) + "\n");
        }
        if (!report.problems().isEmpty()) {
            add("the problems", problems());
        }
        if (review != null) {
            add(review);
        }
        if (!leftOut.isEmpty()) {
            out.append("\nToo long for here, and left out: ")
                    .append(String.join(", ", leftOut))
                    .append(".\n");
        }
        return out.toString();
    }

    private void add(Review looked) {
        if (!looked.allowed().isEmpty()) {
            add("what the files allow", allowed(looked.allowed()));
        }
        if (looked.checks().stream().anyMatch(check -> !check.done())) {
            add("what was not checked", notChecked(looked.checks()));
        }
        if (!looked.schemaChange().isEmpty()) {
            add("the schema", "**Schema**\n\n" + Markdown.block("diff", looked.schemaChange()));
        }
        if (!looked.drift().isEmpty()) {
            add(
                    "the drift",
                    "**The database differs from the migrations**\n\n" + Markdown.block("diff", looked.drift()));
        }
        String picture = Mermaid.of(looked.tables());
        if (!picture.isEmpty()) {
            add("the picture", Markdown.details("Changed tables", picture));
        }
        int statements = looked.migrations().stream()
                .mapToInt(migration -> migration.statements().size())
                .sum();
        if (statements > 0) {
            String title = "All locks, " + Amount.count(statements, "statement", "statements");
            add("the locks", Markdown.details(title, locks(looked)));
        }
    }

    private void add(String name, String part) {
        if (out.length() + part.length() + 1 > LONGEST) {
            leftOut.add(name);
        } else {
            out.append('\n').append(part);
        }
    }

    private String problems() {
        StringBuilder table =
                new StringBuilder(Markdown.row("", "migration", "problem", "lock", "fix") + "|---|---|---|---|---|\n");
        List<Diagnostic> problems = Verdict.worstFirst(report.problems());
        problems.stream().limit(MOST_ROWS).forEach(problem -> table.append(row(problem)));
        if (problems.size() > MOST_ROWS) {
            table.append(Markdown.row("", "", (problems.size() - MOST_ROWS) + " more", "", ""));
        }
        return table.toString();
    }

    private String row(Diagnostic problem) {
        Place place = problem.places().isEmpty() ? null : problem.places().get(0);
        String what = Markdown.code(problem.code()) + "<br>" + Markdown.text(problem.message());
        return Markdown.row(
                problem.severity().word(),
                place == null ? "" : link(place.file(), place.line()),
                what,
                place == null ? "" : locks(place),
                fix(problem));
    }

    private String locks(Place place) {
        return sources.run(place).map(RunStatement::locks).orElse(List.of()).stream()
                .filter(lock -> !lock.blocks().isEmpty())
                .map(MarkdownSummary::lock)
                .collect(Collectors.joining("<br>"));
    }

    private static String lock(Lock lock) {
        return Markdown.text(lock.mode()) + " on " + Markdown.code(lock.relation());
    }

    private static String fix(Diagnostic problem) {
        return PlainText.note(problem, "help")
                .map(Markdown::code)
                .orElse(PlainText.note(problem, "allow").isPresent() ? "allow with a reason" : "");
    }

    private String link(String file, int line) {
        String name = Markdown.text(ReviewLines.name(file) + (line > 0 ? ":" + line : ""));
        String url = context.url(file, line);
        return url.isEmpty() ? name : "[" + name + "](" + url + ")";
    }

    private String allowed(List<Allowed> allowed) {
        StringBuilder table = new StringBuilder(Markdown.row("allowed in", "finding", "reason") + "|---|---|---|\n");
        allowed.stream()
                .limit(MOST_ROWS)
                .forEach(finding -> table.append(Markdown.row(
                        link(finding.file(), finding.line()),
                        Markdown.code(finding.rule()) + "<br>" + Markdown.text(finding.message()),
                        Markdown.text(finding.reason()))));
        if (allowed.size() > MOST_ROWS) {
            table.append(Markdown.row("", (allowed.size() - MOST_ROWS) + " more", ""));
        }
        return table.toString();
    }

    private static String notChecked(List<Check> checks) {
        StringBuilder list = new StringBuilder("Not checked:\n\n");
        checks.stream()
                .filter(check -> !check.done())
                .forEach(check -> list.append("- ")
                        .append(Markdown.text(check.name()))
                        .append(": ")
                        .append(Markdown.text(check.text()))
                        .append('\n'));
        return list.toString();
    }

    private String locks(Review looked) {
        StringBuilder table = new StringBuilder(
                Markdown.row("migration", "statement", "took", "locks", "blocks") + "|---|---|---|---|---|\n");
        for (Reviewed reviewed : looked.migrations()) {
            for (RunStatement statement : reviewed.statements()) {
                table.append(Markdown.row(
                        link(reviewed.migration().file(), statement.line()),
                        Markdown.code(statement.text()),
                        Amount.ofMicros(statement.micros()).toString(),
                        statement.locks().stream().map(MarkdownSummary::lock).collect(Collectors.joining("<br>")),
                        statement.locks().stream().map(Lock::blocks).collect(Collectors.joining("<br>"))));
            }
        }
        return table.toString();
    }
}
