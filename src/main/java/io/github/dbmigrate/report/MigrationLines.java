package io.github.dbmigrate.report;

import io.github.dbmigrate.batch.Pace;
import io.github.dbmigrate.migration.Execution;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.plan.Applied;
import io.github.dbmigrate.plan.Entry;
import java.util.List;

/** The lines of the migrations of one run, in columns as wide as their names need. */
public final class MigrationLines {
    private static final int NUMBER_WIDTH = 9;

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
        int statements = migration.script().statements().size();
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

    private String name(Migration migration) {
        return Printable.padded(migration.label(), labelWidth) + "  "
                + Printable.padded(migration.description(), nameWidth);
    }
}
