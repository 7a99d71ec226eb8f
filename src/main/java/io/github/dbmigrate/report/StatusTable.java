package io.github.dbmigrate.report;

import io.github.dbmigrate.migration.AppliedMigration;
import io.github.dbmigrate.migration.Unfinished;
import io.github.dbmigrate.migration.Unfinished.Phase;
import io.github.dbmigrate.plan.Entry;
import io.github.dbmigrate.plan.Plan;
import io.github.dbmigrate.plan.State;
import java.util.ArrayList;
import java.util.List;

/** Where every migration stands. Of those that are simply applied only the newest are shown. */
final class StatusTable {
    private static final int DATE_WIDTH = 16;
    private static final int NUMBER_WIDTH = 6;

    private final Plan plan;
    private final int newest;

    /**
     * Makes the table.
     *
     * @param newest how many applied migrations are shown at most
     */
    StatusTable(Plan plan, int newest) {
        this.plan = plan;
        this.newest = newest;
    }

    List<Line> lines() {
        List<Entry> shown = shown();
        List<Line> lines = new ArrayList<>();
        if (!shown.isEmpty()) {
            int version = width(shown.stream().map(Entry::label).toList(), "version");
            int name = width(shown.stream().map(Entry::description).toList(), "name");
            lines.add(Line.info("  " + Printable.padded("version", version) + "  " + Printable.padded("name", name)
                    + "    " + Printable.padded("state", 11) + Printable.padded("applied (UTC)", DATE_WIDTH)
                    + "     took     by"));
            shown.forEach(entry -> lines.add(row(entry, version, name)));
            lines.add(Line.info(""));
        }
        lines.add(Line.info(counts(shown)));
        return lines;
    }

    private List<Entry> shown() {
        long skip = Math.max(0, plan.count(State.APPLIED) + plan.count(State.CHANGED) - newest);
        List<Entry> shown = new ArrayList<>();
        for (Entry entry : plan.entries()) {
            if (entry.state() == State.APPLIED && skip > 0) {
                skip--;
            } else {
                shown.add(entry);
            }
        }
        return shown;
    }

    private static Line row(Entry entry, int version, int name) {
        String text = "  " + Printable.padded(entry.label(), version) + "  "
                + Printable.padded(entry.description(), name) + "    " + Printable.padded(entry.stateWord(), 11);
        Unfinished run = entry.unfinished();
        if (run != null) {
            return Line.info(Printable.line(((text.endsWith(" ") ? text : text + "  ") + words(run)).stripTrailing()));
        }
        if (entry.applied() == null) {
            return Line.info(Printable.line(text.stripTrailing()));
        }
        AppliedMigration row = entry.row();
        text += Printable.padded(row.appliedAt() == null ? "" : Utc.minute(row.appliedAt()), DATE_WIDTH) + " ";
        text += row.millis() == null
                ? " ".repeat(NUMBER_WIDTH + 4)
                : Amount.ofMillis(row.millis()).aligned(NUMBER_WIDTH);
        text += "   " + (row.appliedBy() == null ? "" : row.appliedBy());
        return Line.info(Printable.line(text.stripTrailing()));
    }

    /** {@code statement 2 of 3, pid 811 since 2026-11-18 09:14}; {@code statement 1 of 2: could not create unique index ...}. */
    private static String words(Unfinished run) {
        String statement = run.lastKey() == null
                ? "statement " + Math.min(run.done() + 1, run.statements()) + " of " + run.statements()
                : Amount.count(run.rows(), "row", "rows") + " changed";
        return switch (run.phase()) {
            case FAILED -> statement + ": " + run.message();
            case RUNNING, INTERRUPTED ->
                statement + ", pid " + run.pid() + (run.host() == null ? "" : " from " + run.host()) + ", since "
                        + Utc.minute(run.begunAt());
        };
    }

    private String counts(List<Entry> shown) {
        long applied = plan.applied().size() - plan.count(State.MISSING) - plan.count(State.OUTDATED);
        int older = plan.entries().size() - shown.size();
        List<String> counts = new ArrayList<>();
        counts.add(applied + " applied" + (older == 0 ? "" : " (" + older + " older not shown)"));
        add(counts, plan.count(State.CHANGED), "changed");
        add(counts, plan.count(State.MISSING), "missing");
        for (Phase phase : Phase.values()) {
            add(counts, plan.count(phase), phase.word());
        }
        counts.add(plan.pending().stream()
                        .filter(entry -> entry.unfinished() == null)
                        .count() + " pending");
        return String.join(", ", counts);
    }

    private static void add(List<String> counts, long count, String word) {
        if (count > 0) {
            counts.add(count + " " + word);
        }
    }

    private static int width(List<String> values, String head) {
        return Math.max(
                head.length(),
                values.stream().mapToInt(Printable::columns).max().orElse(0));
    }
}
