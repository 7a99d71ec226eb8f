package io.github.dbmigrate.report;

import io.github.dbmigrate.batch.Pace;
import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.plan.Applied;
import io.github.dbmigrate.plan.Entry;
import io.github.dbmigrate.plan.Plan;
import io.github.dbmigrate.report.Activity.Wait;
import io.github.dbmigrate.script.PassedOver;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the console says, line by line, as it happens. One line a migration, no banner. */
public final class Console {
    private final Consumer<Line> out;
    private final @Nullable Consumer<String> live;
    /** The problems that were printed, so that none is printed twice. */
    private final Set<Diagnostic> told = new HashSet<>();

    public Console(Consumer<Line> out) {
        this(out, null);
    }

    /**
     * A console on a terminal.
     *
     * @param live rewrites the last line; null where that cannot be done
     */
    public Console(Consumer<Line> out, @Nullable Consumer<String> live) {
        this.out = out;
        this.live = live;
    }

    public void connected(Connection connection) {
        connection.lines().forEach(out);
    }

    /** Parameters of the address that mean nothing to the driver, for who wonders why they have no effect. */
    public void ignored(String source, List<String> parameters) {
        for (String parameter : parameters) {
            out.accept(
                    Line.debug(Printable.line(parameter + " in " + source + " means nothing here and was not used")));
        }
    }

    /** What of a migration is left out, for who wonders why it has no effect. */
    public void passedOver(Migration migration) {
        for (PassedOver left : migration.contents().passedOver()) {
            out.accept(Line.debug(Printable.line(migration.calledBy() + ": " + left.told())));
        }
    }

    /** Warnings and notes, before anything is done. Errors are not printed here: they are the build's failure. */
    public void warnings(List<Diagnostic> problems) {
        for (Diagnostic problem : problems) {
            if (!problem.isError()) {
                ReviewLines.of(problem).forEach(out);
                told.add(problem);
            }
        }
    }

    /** {@code 46 migrations, 2 new since origin/main}. */
    public void looked(Review review) {
        out.accept(ReviewLines.looked(review));
    }

    public void rehearsed(Review.Rehearsal rehearsal) {
        out.accept(ReviewLines.rehearsed(rehearsal));
    }

    /**
     * What was found, the errors too, which the failed build does not repeat; what the files allow; and what was not checked.
     *
     * @param file where more is to be read: {@code target/dbmigrate/report.html}
     */
    public void judged(Report report, String file) {
        List<Diagnostic> untold = report.problems().stream()
                .filter(problem -> !told.contains(problem))
                .toList();
        new ReviewLines(report).judged(untold, file).forEach(out);
        told.addAll(untold);
    }

    /** All of {@link #looked}, {@link #rehearsed} and {@link #judged}. */
    public void reviewed(Report report, String file) {
        Review review = report.review();
        if (review != null) {
            looked(review);
            if (review.rehearsal() != null) {
                rehearsed(review.rehearsal());
            }
        }
        judged(report, file);
    }

    public void upToDate(Plan plan) {
        long applied = plan.applied().size();
        if (applied == 0) {
            out.accept(Line.info("Nothing to apply: there are no migrations."));
            return;
        }
        String current = plan.current();
        long held = plan.entries().size() - applied;
        out.accept(Line.info("Up to date" + (current.isEmpty() ? "" : " at " + current) + " (" + applied + " applied"
                + (held == 0 ? "" : ", " + held + " beyond the target") + ")."));
    }

    public void begin(Plan plan) {
        out.accept(Line.info(plan.applied().size() - reapplied(plan) + " applied, "
                + plan.pending().size() + " pending"));
        out.accept(Line.info(""));
    }

    private static long reapplied(Plan plan) {
        return plan.pending().stream().filter(entry -> entry.applied() != null).count();
    }

    public void applied(MigrationLines lines, Applied applied) {
        out.accept(lines.applied(applied));
    }

    /** @param ending what became of what it had done: {@code rolled back} */
    public void failed(MigrationLines lines, Migration migration, long millis, String ending) {
        out.accept(lines.failed(migration, millis, ending));
    }

    public void finished(int count, Duration took, String database, String current) {
        out.accept(Line.info(""));
        String state = current.isEmpty() ? "" : " " + database + " is at " + current + ".";
        out.accept(Line.info("Applied " + Amount.count(count, "migration", "migrations") + " in "
                + Amount.ofMillis(took.toMillis()) + "." + Printable.line(state)));
    }

    public void planned(Plan plan, String file) {
        List<Entry> pending = plan.pending();
        out.accept(Line.info("Would apply " + Amount.count(pending.size(), "migration", "migrations")
                + " (dryRun; the database was only read):"));
        MigrationLines lines = new MigrationLines(pending);
        pending.forEach(entry -> out.accept(lines.planned(entry.file())));
        out.accept(Line.info("SQL: " + file));
    }

    /**
     * The table of all migrations.
     *
     * @param newest how many applied migrations are shown at most
     */
    public void status(Plan plan, int newest) {
        out.accept(Line.info(""));
        new StatusTable(plan, newest).lines().forEach(out);
    }

    public void waiting(String holder, Duration waited) {
        String since = waited.isZero() ? "" : " for " + Amount.ofMillis(waited.toMillis());
        out.accept(Line.info("waiting" + since + " for another run (" + Printable.line(holder) + ")"));
    }

    public void historyMoved() {
        out.accept(Line.info("another run has changed the history meanwhile; reading it again"));
    }

    /**
     * A migration did not get a lock, and is tried again.
     *
     * @param wait what was seen of it; null when nothing was
     */
    public void retrying(
            Migration migration, String message, @Nullable Wait wait, int attempt, int attempts, Duration pause) {
        String label = migration.label() + "  ";
        out.accept(Line.warning(label + Printable.line(message) + "; rolled back, attempt " + (attempt + 1) + " of "
                + attempts + " in " + Amount.ofMillis(pause.toMillis())));
        if (wait != null && !wait.blockers().isEmpty()) {
            out.accept(Line.warning(" ".repeat(Printable.columns(label)) + ActivityText.blocker(wait)));
        }
    }

    /** A migration takes long. */
    public void running(RunningLines lines, Running now) {
        if (live == null) {
            lines.due(now).forEach(out);
        } else {
            lines.news(now).forEach(out);
            live.accept(lines.live(now));
        }
    }

    public void batches(MigrationLines lines, Migration migration, Pace pace) {
        out.accept(lines.batches(migration, pace));
    }

    public void told(String what) {
        out.accept(Line.info("  " + Printable.line(what)));
    }

    public void notice(Migration migration, boolean warning, String message) {
        for (String line : Printable.lines(message)) {
            String text = migration.label() + ": " + line;
            out.accept(warning ? Line.warning(text) : Line.debug(text));
        }
    }

    public void checked(String text) {
        out.accept(Line.info(Printable.line(text)));
    }
}
