package io.github.dbmigrate.report;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.report.Review.Reviewed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A report as test results: a case for each migration that was looked at, and one for what is wrong elsewhere. */
final class JunitXml {
    private final Report report;
    private final ReportContext context;
    private final List<Diagnostic> untold;
    private final List<String> cases = new ArrayList<>();
    private int failures;
    private int skipped;
    private long millis;

    private JunitXml(Report report, ReportContext context) {
        this.report = report;
        this.context = context;
        this.untold = new ArrayList<>(report.problems());
    }

    static String of(Report report, ReportContext context) {
        return new JunitXml(report, context).text();
    }

    private String text() {
        if (report.review() != null) {
            report.review().migrations().forEach(this::add);
        }
        if (!untold.isEmpty() || cases.isEmpty()) {
            List<Diagnostic> rest = List.copyOf(untold);
            add(report.goal(), "", 0, rest, false);
        }
        String counts = " tests=\"" + cases.size() + "\" failures=\"" + failures + "\" errors=\"0\" skipped=\""
                + skipped + "\" time=\"" + seconds(millis) + "\"";
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"dbmigrate\"" + counts + ">\n"
                + "  <testsuite name=\"dbmigrate " + escaped(report.goal()) + "\"" + counts + ">\n"
                + String.join("", cases) + "  </testsuite>\n</testsuites>\n";
    }

    private void add(Reviewed reviewed) {
        String file = reviewed.migration().file();
        List<Diagnostic> its =
                untold.stream().filter(problem -> isIn(problem, file)).toList();
        untold.removeAll(its);
        boolean notRun = reviewed.outcome() == Review.Outcome.NOT_RUN;
        add(reviewed.migration().version(), file, notRun ? 0 : reviewed.millis(), its, notRun);
    }

    private static boolean isIn(Diagnostic problem, String file) {
        return !problem.places().isEmpty() && problem.places().get(0).file().equals(file);
    }

    private void add(String name, String file, long took, List<Diagnostic> problems, boolean notRun) {
        List<Diagnostic> errors = problems.stream().filter(Diagnostic::isError).toList();
        List<Diagnostic> others =
                problems.stream().filter(problem -> !problem.isError()).toList();
        millis += took;
        StringBuilder xml = new StringBuilder("    <testcase name=\"").append(escaped(name));
        xml.append("\" classname=\"dbmigrate.").append(escaped(report.goal())).append('"');
        if (!file.isEmpty()) {
            xml.append(" file=\"").append(escaped(context.path(file))).append('"');
        }
        xml.append(" time=\"").append(seconds(took)).append("\"");
        String result = errors.isEmpty() ? notRun && others.isEmpty() ? skipped() : null : failure(errors);
        if (result == null && others.isEmpty()) {
            cases.add(xml.append("/>\n").toString());
            return;
        }
        xml.append(">\n").append(result == null ? "" : result);
        if (!others.isEmpty()) {
            xml.append("      <system-out>").append(escaped(text(others), "\n")).append("</system-out>\n");
        }
        cases.add(xml.append("    </testcase>\n").toString());
    }

    private @Nullable String skipped() {
        skipped++;
        return "      <skipped message=\"not run\"/>\n";
    }

    private String failure(List<Diagnostic> errors) {
        failures++;
        String message = errors.size() == 1 ? errors.get(0).message() : errors.size() + " problems";
        return "      <failure type=\"" + escaped(errors.get(0).id()) + "\" message=\"" + escaped(message) + "\">"
                + escaped(text(errors), "\n") + "</failure>\n";
    }

    private static String text(List<Diagnostic> problems) {
        return problems.stream()
                .map(problem -> String.join("\n", ProblemText.lines(problem)))
                .collect(Collectors.joining("\n\n"));
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.3f", millis / 1_000.0);
    }

    /** In an attribute, where a line break would be read as a blank. */
    private static String escaped(String text) {
        return escaped(text, "&#10;");
    }

    /** What XML 1.0 knows no way to write becomes a question mark. */
    private static String escaped(String text, String lineBreak) {
        StringBuilder xml = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '"' -> xml.append("&quot;");
                case '\n' -> xml.append(lineBreak);
                case '\t' -> xml.append("&#9;");
                default -> xml.appendCodePoint(isXml(c) ? c : '?');
            }
        });
        return xml.toString();
    }

    private static boolean isXml(int c) {
        return c >= 0x20 && !(c >= 0x7f && c < 0xa0) && !(c >= 0xd800 && c < 0xe000) && c != 0xfffe && c != 0xffff;
    }
}
