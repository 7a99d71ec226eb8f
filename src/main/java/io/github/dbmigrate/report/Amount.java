package io.github.dbmigrate.report;

import java.util.Locale;

/** A length of time as people say it: a number and its unit. */
record Amount(String number, String unit) {
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    static Amount ofMillis(long millis) {
        if (millis < SECOND) {
            return new Amount(Long.toString(millis), "ms");
        }
        if (millis < 2 * MINUTE) {
            return of(millis, SECOND, "s");
        }
        return millis < 2 * HOUR ? of(millis, MINUTE, "min") : of(millis, HOUR, "h");
    }

    /** One decimal below ten, none above. */
    private static Amount of(long millis, long unit, String name) {
        double number = (double) millis / unit;
        return new Amount(String.format(Locale.ROOT, number < 9.95 ? "%.1f" : "%.0f", number), name);
    }

    /** The number right-aligned and the unit left-aligned, so that a column of them lines up. */
    String aligned(int numberWidth) {
        return " ".repeat(Math.max(0, numberWidth - number.length())) + number + " " + unit
                + " ".repeat(Math.max(0, 3 - unit.length()));
    }

    @Override
    public String toString() {
        return number + " " + unit;
    }

    static String count(long count, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : many);
    }
}
