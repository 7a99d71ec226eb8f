package io.github.dbmigrate.bench;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What is to be reached, and what was.
 *
 * @param atMost whether less is better
 * @param goal the bound
 * @param measured nothing when a part of it was not measured
 */
record Figure(String what, boolean atMost, double goal, OptionalDouble measured) {

    static Figure atMost(double goal, String what, OptionalDouble measured) {
        return new Figure(what, true, goal, measured);
    }

    static Figure atLeast(double goal, String what, OptionalDouble measured) {
        return new Figure(what, false, goal, measured);
    }

    /** A row of a Markdown table. */
    String row() {
        return "| %s | %s %s | %s | %s |"
                .formatted(what, atMost ? "at most" : "at least", shown(goal), value(), verdict());
    }

    private String value() {
        return measured.isPresent() ? shown(measured.getAsDouble()) : "not measured";
    }

    private String verdict() {
        if (measured.isEmpty()) {
            return "";
        }
        boolean reached = atMost ? measured.getAsDouble() <= goal : measured.getAsDouble() >= goal;
        return reached ? "reached" : "missed";
    }

    /** As many digits as tell something. */
    private static String shown(double value) {
        String form = value >= 100 || value == Math.rint(value) ? "%.0f" : value >= 0.1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, form, value);
    }
}
