package io.github.dbmigrate.rule;

import io.github.dbmigrate.diagnostic.Severity;

/** How bad it is that a statement takes its time on a table of a known size. */
final class Weighing {
    /** Shorter than this nobody notices. */
    private static final double NOTICED = 1;

    /** Longer than this callers give up. */
    private static final double TOO_LONG = 5;

    private final Rule rule;
    private final Finding finding;
    private final TableSize size;

    Weighing(Rule rule, Finding finding, TableSize size) {
        this.rule = rule;
        this.finding = finding;
        this.size = size;
    }

    /** At most so bad; what has destroyed data has done so on a small table too. */
    Severity atMost() {
        boolean weighed =
                rule.level() == Level.BLOCKING || (rule.level() == Level.DESTRUCTIVE && finding.work() == Work.UPDATE);
        if (!weighed) {
            return Severity.ERROR;
        }
        if (size.isEmpty()) {
            return Severity.NOTE;
        }
        if (finding.work() == Work.LOCK) {
            return size.isUnused() ? Severity.NOTE : Severity.ERROR;
        }
        double seconds = seconds();
        if (seconds < NOTICED) {
            return Severity.NOTE;
        }
        return seconds <= TOO_LONG ? Severity.WARNING : Severity.ERROR;
    }

    /** {@code public.orders has about 1.2 M rows, 180 MB: about 6 s (estimate)} */
    String note() {
        if (size.isEmpty()) {
            return size.toString();
        }
        if (finding.work() != Work.LOCK) {
            return size + ": " + duration(seconds()) + " (estimate)";
        }
        if (rule.level() != Level.BLOCKING) {
            return size.toString();
        }
        return size + ", " + use();
    }

    private String use() {
        if (size.sessions() > 0) {
            String oldest = size.oldestTransaction() < 1
                    ? ""
                    : ", the oldest transaction for " + duration(size.oldestTransaction());
            return "in use by " + size.sessions() + (size.sessions() == 1 ? " session" : " sessions") + " now" + oldest;
        }
        return size.isUnused() ? "and nobody has used it since its statistics began" : "in use";
    }

    private double seconds() {
        return finding.work().seconds(size.heapBytes());
    }

    private static String duration(double seconds) {
        if (seconds < NOTICED) {
            return "under 1 s";
        }
        if (seconds < 120) {
            return "about " + Math.round(seconds) + " s";
        }
        return seconds < 7_200
                ? "about " + Math.round(seconds / 60) + " min"
                : "about " + Math.round(seconds / 3_600) + " h";
    }
}
