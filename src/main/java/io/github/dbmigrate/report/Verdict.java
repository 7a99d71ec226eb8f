package io.github.dbmigrate.report;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What came out, in numbers.
 *
 * @param files how many files have a problem, a warning or a note
 * @param looked how many migrations were looked at
 * @param sinceBase whether those are the new ones only
 */
record Verdict(long errors, long warnings, long notes, long files, int looked, boolean sinceBase) {

    static Verdict of(Report report) {
        Review review = report.review();
        return new Verdict(
                count(report, Severity.ERROR),
                count(report, Severity.WARNING),
                count(report, Severity.NOTE),
                report.problems().stream()
                        .filter(problem -> !problem.places().isEmpty())
                        .map(problem -> problem.places().get(0).file())
                        .distinct()
                        .count(),
                review == null ? 0 : review.migrations().size(),
                review != null && !review.base().isEmpty());
    }

    private static long count(Report report, Severity severity) {
        return report.problems().stream()
                .filter(problem -> problem.severity() == severity)
                .count();
    }

    /** The errors first, then the warnings, each in their order. */
    static List<Diagnostic> worstFirst(List<Diagnostic> problems) {
        return problems.stream()
                .sorted(Comparator.comparing(Diagnostic::severity))
                .toList();
    }

    /** {@code 2 problems in 2 files}. */
    String inFiles() {
        if (isClean()) {
            return inMigrations();
        }
        return counts() + (files == 0 ? "" : " in " + Amount.count(files, "file", "files"));
    }

    /** {@code 2 problems in 2 new migrations}. */
    String inMigrations() {
        if (looked == 0) {
            return isClean() && sinceBase ? "no new migrations" : counts();
        }
        return counts() + " in "
                + (sinceBase
                        ? Amount.count(looked, "new migration", "new migrations")
                        : Amount.count(looked, "migration", "migrations"));
    }

    /** {@code 2 problems, 1 warning}. */
    String counts() {
        List<String> counts = new ArrayList<>();
        if (errors > 0 || isClean()) {
            counts.add(errors == 0 ? "no problems" : Amount.count(errors, "problem", "problems"));
        }
        if (warnings > 0) {
            counts.add(Amount.count(warnings, "warning", "warnings"));
        }
        if (notes > 0) {
            counts.add(Amount.count(notes, "note", "notes"));
        }
        return String.join(", ", counts);
    }

    private boolean isClean() {
        return errors + warnings + notes == 0;
    }
}
