package io.github.dbmigrate.rule;

import java.util.Locale;

/**
 * How big and how busy a table of the target is. Of a partitioned table, all its partitions together.
 *
 * @param rows as the planner estimates them; -1 when nobody has analysed it
 * @param heapBytes of the table with what is stored beside it
 * @param isEmpty whether it has no page at all
 * @param scans of it or its indexes, since the statistics began
 * @param writes rows inserted, updated and deleted since then
 * @param sessions that use it at this moment
 * @param oldestTransaction of those, in seconds; 0 when there is none
 */
public record TableSize(
        Relation relation,
        long rows,
        long heapBytes,
        long indexBytes,
        boolean isEmpty,
        long scans,
        long writes,
        long sessions,
        long oldestTransaction) {

    /** Whether nobody is known to have used it. */
    boolean isUnused() {
        return scans == 0 && writes == 0 && sessions == 0;
    }

    /** {@code public.orders has about 1.2 M rows, 180 MB} */
    @Override
    public String toString() {
        if (isEmpty) {
            return relation + " is empty";
        }
        String amount =
                rows < 0 || (rows == 0 && heapBytes > 0) ? "" : count(rows) + (rows == 1 ? " row, " : " rows, ");
        return relation + " has " + amount + bytes(heapBytes);
    }

    private static String count(long rows) {
        if (rows < 10_000) {
            return "about " + String.format(Locale.ROOT, "%,d", rows);
        }
        return "about "
                + (rows < 1_000_000
                        ? scaled(rows, 1e3, "k")
                        : rows < 1_000_000_000 ? scaled(rows, 1e6, "M") : scaled(rows, 1e9, "G"));
    }

    private static String bytes(long bytes) {
        if (bytes < 1_000_000) {
            return (bytes + 999) / 1_000 + " kB";
        }
        return bytes < 1_000_000_000 ? scaled(bytes, 1e6, "MB") : scaled(bytes, 1e9, "GB");
    }

    /** One decimal below ten, none above. */
    private static String scaled(long amount, double unit, String name) {
        double number = amount / unit;
        return String.format(Locale.ROOT, number < 9.95 ? "%.1f %s" : "%.0f %s", number, name);
    }
}
