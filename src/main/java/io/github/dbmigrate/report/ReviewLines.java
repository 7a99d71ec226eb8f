package io.github.dbmigrate.report;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Severity;
import io.github.dbmigrate.report.Review.Allowed;
import io.github.dbmigrate.report.Review.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the console says of a review. */
final class ReviewLines {
    private static final String POSTGRES = "PostgreSQL ";
    private static final int MOST_DRIFT = 40;

    private final Report report;
    private final @Nullable Review review;
    private final List<Line> lines = new ArrayList<>();

    ReviewLines(Report report) {
        this.report = report;
        this.review = report.review();
    }

    /** {@code 46 migrations, 2 new since origin/main}. */
    static Line looked(Review review) {
        int looked = review.migrations().size();
        String total = Amount.count(review.total(), "migration", "migrations");
        if (!review.base().isEmpty()) {
            return Line.info(Printable.line(total + ", " + looked + " new since " + review.base()));
        }
        return Line.info(looked == 0 || looked == review.total() ? total : total + ", " + looked + " looked at");
    }

    /** {@code Rehearsed on a throw-away PostgreSQL 17.2 in 2.8 s}. */
    static Line rehearsed(Review.Rehearsal rehearsal) {
        return Line.info(
                Printable.line("Rehearsed on " + server(rehearsal) + " in " + Amount.ofMillis(rehearsal.millis())));
    }

    /** {@code a throw-away PostgreSQL 17.2}; what has another name, such as a shadow database, is called by it. */
    static String server(Review.Rehearsal rehearsal) {
        String server = rehearsal.server();
        return server.startsWith(POSTGRES) ? "a throw-away " + server : server;
    }

    /** A problem on its level. */
    static List<Line> of(Diagnostic problem) {
        Line.Level level = level(problem.severity());
        return ProblemText.lines(problem).stream()
                .map(text -> new Line(level, text))
                .toList();
    }

    private static Line.Level level(Severity severity) {
        return switch (severity) {
            case ERROR -> Line.Level.ERROR;
            case WARNING -> Line.Level.WARNING;
            case NOTE -> Line.Level.INFO;
        };
    }

    /** Everything behind the rehearsal. */
    List<Line> judged(List<Diagnostic> problems, String file) {
        problems(Verdict.worstFirst(problems));
        if (review != null) {
            allowed(review.allowed());
            drift(review.drift());
            checks(review.checks());
        }
        lines.add(Line.info(""));
        String verdict = Verdict.of(report).inFiles();
        lines.add(Line.info(
                Character.toUpperCase(verdict.charAt(0)) + verdict.substring(1) + ". Report: " + Printable.line(file)));
        return lines;
    }

    private void problems(List<Diagnostic> problems) {
        Line.Level before = Line.Level.INFO;
        for (Diagnostic problem : problems) {
            Line.Level level = level(problem.severity());
            lines.add(level == before ? new Line(level, "") : Line.info(""));
            lines.addAll(of(problem));
            before = level;
        }
    }

    private void allowed(List<Allowed> allowed) {
        if (allowed.isEmpty()) {
            return;
        }
        lines.add(Line.info(""));
        lines.add(Line.info("Allowed:"));
        for (Allowed finding : allowed) {
            told(name(finding.file()) + ":" + finding.line() + "  " + finding.rule() + ": " + finding.message() + " ("
                    + finding.reason() + ")");
        }
    }

    private void drift(List<String> drift) {
        if (drift.isEmpty()) {
            return;
        }
        lines.add(Line.info(""));
        lines.add(Line.info("The database differs from the migrations:"));
        drift.stream().limit(MOST_DRIFT).forEach(this::told);
        if (drift.size() > MOST_DRIFT) {
            told("... " + (drift.size() - MOST_DRIFT) + " more in the report");
        }
    }

    private void checks(List<Check> checks) {
        if (checks.stream().allMatch(Check::done)) {
            return;
        }
        lines.add(Line.info(""));
        String done = checks.stream().filter(Check::done).map(Check::name).collect(Collectors.joining(", "));
        lines.add(Line.info(Printable.line((done.isEmpty() ? "" : "Checked: " + done + ". ") + "Not checked:")));
        checks.stream().filter(check -> !check.done()).forEach(check -> told(check.name() + ": " + check.text()));
    }

    private void told(String text) {
        lines.add(Line.info("  " + Printable.line(text)));
    }

    /** The last part of a path; a migration in a folder of its own is known by that. */
    static String name(String file) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        boolean inFolder = name.equals("migration.sql") || name.equals("up.sql") || name.equals("down.sql");
        return inFolder ? file.substring(file.lastIndexOf('/', file.length() - name.length() - 2) + 1) : name;
    }
}
