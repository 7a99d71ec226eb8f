package io.github.dbmigrate.report;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.diagnostic.Severity;
import java.util.List;

/**
 * Commands that make GitHub's runner show each problem on its line (actions/runner, {@code ActionCommandManager}). It shows ten
 * errors, ten warnings and ten notices of a step, so the worst come first.
 */
public final class GithubAnnotations {
    private static final int SHOWN = 10;
    private static final int LONGEST = 4_096;

    private final Report report;
    private final ReportContext context;
    private final StringBuilder out = new StringBuilder();

    private GithubAnnotations(Report report, ReportContext context) {
        this.report = report;
        this.context = context;
    }

    /** The lines, each with its line break; empty when there is nothing to show. */
    public static String of(Report report, ReportContext context) {
        return new GithubAnnotations(report, context).text();
    }

    private String text() {
        int left = add(Severity.ERROR, SHOWN) + add(Severity.WARNING, SHOWN);
        // The last of the notices says what is not shown.
        left += add(Severity.NOTE, SHOWN - 1);
        if (left > 0) {
            out.append("::notice title=dbmigrate::").append(left).append(" more in the summary of this step\n");
        }
        return out.toString();
    }

    /** How many are left out. */
    private int add(Severity severity, int most) {
        List<Diagnostic> problems = report.problems().stream()
                .filter(problem -> problem.severity() == severity)
                .toList();
        problems.stream().limit(most).forEach(this::add);
        return Math.max(0, problems.size() - most);
    }

    private void add(Diagnostic problem) {
        out.append("::").append(command(problem.severity())).append(' ');
        if (!problem.places().isEmpty()) {
            add(problem.places().get(0));
        }
        out.append("title=").append(property("dbmigrate " + problem.code()));
        out.append("::")
                .append(data(PlainText.cut(PlainText.of(problem), LONGEST)))
                .append('\n');
    }

    private void add(Place place) {
        out.append("file=").append(property(context.path(place.file()))).append(',');
        if (place.line() > 0) {
            out.append("line=").append(place.line()).append(",endLine=").append(place.line());
            out.append(',');
        }
        // The runner drops columns where the two lines differ; ours never do.
        if (place.line() > 0 && place.column() > 0) {
            out.append("col=").append(place.column()).append(',');
            if (place.endColumn() > 0) {
                out.append("endColumn=").append(place.endColumn()).append(',');
            }
        }
    }

    private static String command(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case NOTE -> "notice";
        };
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(Printable.line(text)).replace(":", "%3A").replace(",", "%2C");
    }
}
