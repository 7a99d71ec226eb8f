package io.github.dbmigrate.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** The middle of several measured values, and how far apart they lie. */
record Spread(double median, double least, double most, double sum, int values) {

    /** Of at least one value. */
    static Spread of(DoubleStream measured) {
        double[] sorted = measured.toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(
                median,
                sorted[0],
                sorted[sorted.length - 1],
                Arrays.stream(sorted).sum(),
                sorted.length);
    }

    /** {@code 1.23 (1.20..1.31)}, or the value alone when there is one only. */
    String in(String format) {
        String middle = String.format(Locale.ROOT, format, median);
        return values == 1
                ? middle
                : middle + String.format(Locale.ROOT, " (" + format + ".." + format + ")", least, most);
    }
}
