package io.github.dbmigrate.report;

import io.github.dbmigrate.batch.Pace;
import io.github.dbmigrate.migration.Execution;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.plan.Applied;
import io.github.dbmigrate.plan.Entry;
import io.github.dbmigrate.report.Activity.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The lines of the migrations of one run, in columns as wide as their names need. */
public final class MigrationLines {
    private static final int NUMBER_WIDTH = 9;
    /** A line that a terminal breaks in two cannot be rewritten; none is narrower. */
    private static final int LIVE_WIDTH = 78;
    /** So that it is rounded, where else it is cut off. */
    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    private final int labelWidth;
    private final int nameWidth;

    public MigrationLines(List<Entry> pending) {
        labelWidth = pending.stream()
                .mapToInt(e -> Printable.columns(e.label()))
                .max()
                .orElse(0);
        nameWidth = pending.stream()
                .mapToInt(e -> Printable.columns(e.description()))
                .max()
                .orElse(0);
    }

    /** {@code   043  backfill-order-status      4.2 s    1,204,311 rows}. */
    Line applied(Applied applied) {
        String rows = applied.rows() == 0 ? "" : "  " + Amount.count(applied.rows(), "row", "rows");
        return Line.info(("  " + name(applied.migration())
                        + Amount.ofMillis(applied.millis()).aligned(NUMBER_WIDTH) + rows)
                .stripTrailing());
    }

    /** {@code   043  backfill-order-status       10 s ...  1,204,311 rows changed, 120,431 rows/s, 9.1 min left}. */
    Line batches(Migration migration, Pace pace) {
        String left = pace.left()
                .map(time -> ", " + Amount.ofMillis(time.toMillis()) + " left")
                .orElse("");
        return Line.info("  " + name(migration)
                + Amount.ofMillis(pace.took().toMillis()).aligned(NUMBER_WIDTH).stripTrailing() + " ...  "
                + Amount.count(pace.changed(), "row", "rows") + " changed, "
                + Amount.count(pace.perSecond(), "row/s", "rows/s") + left);
    }

    /** {@code  044  order-status-not-null    failed after 31 ms, rolled back}: one blank less, as [ERROR] is one letter longer. */
    Line failed(Migration migration, long millis, String ending) {
        return Line.error(" " + name(migration) + "    failed after " + Amount.ofMillis(millis) + ", " + ending);
    }

    /** {@code   046  tidy-users                one transaction          5 statements}. */
    Line planned(Migration migration) {
        int statements = migration.outline().statements();
        return Line.info("  " + name(migration) + "    "
                + Printable.padded(words(migration.execution()), 25)
                + Amount.count(statements, "statement", "statements"));
    }

    private static String words(Execution execution) {
        return switch (execution) {
            case TRANSACTION -> "one transaction";
            case OUTSIDE -> "outside a transaction";
            case BATCH -> "in batches";
        };
    }

    /**
     * {@code   045  index-orders-by-status       10 s ...  CREATE INDEX: scanning table, 57 %}, with lines below it where
     * somebody waits. A warning begins two blanks earlier, as [WARNING] is three letters longer.
     */
    List<Line> running(Running now) {
        Activity activity = now.activity();
        Wait wait = activity.waitsFor();
        if (wait == null && activity.queued() == 0) {
            return List.of(Line.info("  " + running(now, NUMBER_WIDTH)));
        }
        String indent = " ".repeat(labelWidth + 2);
        List<Line> lines = new ArrayList<>();
        lines.add(Line.warning(running(now, NUMBER_WIDTH - 1)));
        if (wait != null) {
            ActivityText.blockers(wait).forEach(line -> lines.add(Line.warning(indent + line)));
        }
        if (activity.queued() > 0) {
            lines.add(Line.warning(indent
                    + Amount.count(activity.queued(), "session waits", "sessions wait")
                    + (wait == null ? " for its locks" : " behind it")));
        }
        if (wait != null) {
            givesUp(now, wait).forEach(line -> lines.add(Line.warning(indent + line)));
        }
        return lines;
    }

    private String running(Running now, int numberWidth) {
        Amount elapsed = Amount.elapsed(now.elapsed());
        String number = " ".repeat(Math.max(1, numberWidth - elapsed.number().length())) + elapsed;
        return (name(now.migration()) + number + " ...  " + ActivityText.doing(now.activity())).stripTrailing();
    }

    /** When the lock is given up: the time since the attempt began, as the line above has it. */
    private static List<String> givesUp(Running now, Wait wait) {
        Duration timeout = now.patience().lockTimeout();
        Duration waited = wait.waited();
        // A migration may set a lock_timeout of its own, which nobody else can see.
        if (timeout.isZero() || waited != null && waited.compareTo(timeout) > 0) {
            return List.of();
        }
        String when = waited == null
                ? "after " + Amount.elapsed(timeout)
                : "at "
                        + Amount.elapsed(
                                now.elapsed().minus(waited).plus(timeout).plus(HALF_A_SECOND));
        int retries = now.patience().retries();
        String then =
                retries == 0 ? "" : " and tries again, " + (retries == 1 ? "once" : retries + " times") + " at most";
        return List.of("gives up " + when + " (lockTimeout)" + then);
    }

    /** {@code 045  index-orders-by-status  10 s ...  CREATE INDEX: scanning table, 57 %}. */
    String live(Running now) {
        return Printable.cut(
                (now.migration().label() + "  " + now.migration().description() + "  " + Amount.ticking(now.elapsed())
                                + " ...  " + ActivityText.doing(now.activity()))
                        .stripTrailing(),
                LIVE_WIDTH);
    }

    private String name(Migration migration) {
        return Printable.padded(migration.label(), labelWidth) + "  "
                + Printable.padded(migration.description(), nameWidth);
    }
}
