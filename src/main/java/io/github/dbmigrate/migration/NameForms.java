package io.github.dbmigrate.migration;

import io.github.dbmigrate.migration.FileName.Kind;
import org.jspecify.annotations.Nullable;

/** The forms a migration's name can have, without {@code .sql}; each gives null for a name of another form. */
final class NameForms {
    /** Diesel's default: {@code 2024-01-01-120000_name}, in newer versions {@code 2024-01-01-120000-0000_name}. */
    private static final String DIESEL_DATE = "0000-00-00-000000";

    private static final String DIESEL_FRACTION = "-0000";
    private static final String FLYWAY_SEPARATOR = "__";

    private NameForms() {}

    /** Digits, a hyphen or underscore, a description. */
    static @Nullable FileName numbered(Kind kind, String stem) {
        int digits = digits(stem, 0);
        int description = digits;
        while (description < stem.length() && isSeparator(stem.charAt(description))) {
            description++;
        }
        if (digits == 0 || description == digits || stem.substring(description).isBlank()) {
            return null;
        }
        return of(kind, stem.substring(0, digits), stem.substring(description), stem);
    }

    /** What stands before {@code .up.sql} and {@code .down.sql}: a number in any style. */
    static @Nullable FileName paired(Kind kind, String stem) {
        return stem.startsWith("V") ? flyway(kind, stem) : numbered(kind, stem);
    }

    static boolean isDated(String stem) {
        return matchesShape(stem, 0, DIESEL_DATE);
    }

    /** A directory whose number is a date written with hyphens. */
    static @Nullable FileName dated(Kind kind, String stem) {
        int end = DIESEL_DATE.length();
        if (matchesShape(stem, end, DIESEL_FRACTION)) {
            end += DIESEL_FRACTION.length();
        }
        if (end + 1 >= stem.length() || stem.charAt(end) != '_') {
            return null;
        }
        String label = stem.substring(0, end);
        return new FileName(kind, Version.of(label.replace("-", "")), label, stem.substring(end + 1), stem);
    }

    /** A letter, numbers with dots or underscores between them, two underscores, a description; or no description at all. */
    static @Nullable FileName flyway(Kind kind, String stem) {
        int separator = stem.indexOf(FLYWAY_SEPARATOR);
        String label = stem.substring(1, separator < 0 ? stem.length() : separator);
        String description = separator < 0 ? "" : stem.substring(separator + FLYWAY_SEPARATOR.length());
        boolean bare = separator >= 0 && description.isBlank();
        return bare || !isFlywayVersion(label) ? null : of(kind, label, description, stem);
    }

    /** {@code R__name} or {@code R-name}. */
    static @Nullable FileName repeatable(String stem) {
        int start = stem.startsWith("R__") ? 3 : stem.startsWith("R-") ? 2 : -1;
        if (start < 0 || stem.substring(start).isBlank()) {
            return null;
        }
        return new FileName(Kind.REPEATABLE, null, "R", stem.substring(start), stem);
    }

    private static FileName of(Kind kind, String label, String description, String stem) {
        return new FileName(kind, Version.of(label), label, description, stem);
    }

    private static boolean isFlywayVersion(String label) {
        int i = 0;
        while (true) {
            int end = digits(label, i);
            if (end == i) {
                return false;
            }
            if (end == label.length()) {
                return true;
            }
            if (label.charAt(end) != '.' && label.charAt(end) != '_') {
                return false;
            }
            i = end + 1;
        }
    }

    private static boolean matchesShape(String text, int from, String shape) {
        if (text.length() < from + shape.length()) {
            return false;
        }
        for (int i = 0; i < shape.length(); i++) {
            char c = text.charAt(from + i);
            if (shape.charAt(i) == '0' ? !isDigit(c) : c != shape.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int digits(String text, int from) {
        int i = from;
        while (i < text.length() && isDigit(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSeparator(char c) {
        return c == '-' || c == '_';
    }
}
