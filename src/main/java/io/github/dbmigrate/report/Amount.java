package io.github.dbmigrate.report;

import java.time.Duration;
import java.util.Locale;

/** A length of time, or of data, as people say it: a number and its unit. */
record Amount(String number, String unit) {
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long KILOBYTE = 1_000;
    private static final long MEGABYTE = 1_000 * KILOBYTE;
    private static final long GIGABYTE = 1_000 * MEGABYTE;

    static Amount ofMillis(long millis) {
        if (millis < SECOND) {
            return new Amount(Long.toString(millis), "ms");
        }
        if (millis < 2 * MINUTE) {
            return of(millis, SECOND, "s");
        }
        return millis < 2 * HOUR ? of(millis, MINUTE, "min") : of(millis, HOUR, "h");
    }

    /** Of a statement: tenths of a millisecond where they are all there is. */
    static Amount ofMicros(long micros) {
        return micros < 10 * SECOND ? new Amount(tenths(micros), "ms") : ofMillis(micros / 1_000);
    }

    private static String tenths(long micros) {
        return String.format(Locale.ROOT, "%.1f", micros / 1_000.0);
    }

    /** How long something has gone on that is not over: whole seconds, later whole minutes. */
    static Amount elapsed(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 2 * MINUTE) {
            return new Amount(Long.toString(millis / SECOND), "s");
        }
        return millis < 2 * HOUR ? new Amount(Long.toString(millis / MINUTE), "min") : of(millis, HOUR, "h");
    }

    /** The same on a line that is rewritten: {@code 2 min 10 s}, so that it is seen to move. */
    static String ticking(Duration duration) {
        return duration.toMillis() < 2 * MINUTE
                ? elapsed(duration).toString()
                : duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    }

    static Amount ofBytes(long bytes) {
        if (bytes < MEGABYTE) {
            return new Amount(Long.toString((bytes + KILOBYTE - 1) / KILOBYTE), "kB");
        }
        return bytes < GIGABYTE ? of(bytes, MEGABYTE, "MB") : of(bytes, GIGABYTE, "GB");
    }

    /** One decimal below ten, none above. */
    private static Amount of(long amount, long unit, String name) {
        double number = (double) amount / unit;
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
