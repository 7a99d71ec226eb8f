package io.github.dbmigrate.rule.catalogue;

import java.util.List;
import java.util.Set;

/** Whether a column's new type holds less than its old one. Both as {@code format_type} writes them. */
record Narrowing(String base, int first, int second) {
    private static final int NONE = -1;
    private static final List<String> WHOLE_NUMBERS = List.of("smallint", "integer", "bigint");
    private static final List<String> FLOATS = List.of("real", "double precision");
    private static final Set<String> TEXTS = Set.of("text", "character varying", "character");
    private static final String NUMERIC = "numeric";
    private static final String TIMESTAMP = "timestamp";
    private static final int MICROSECONDS = 6;

    static boolean is(String before, String after) {
        return of(before).holdsMoreThan(of(after));
    }

    /** {@code timestamp(3) with time zone} is a {@code timestamp with time zone} with the modifier 3. */
    private static Narrowing of(String type) {
        int open = type.indexOf('(');
        int close = type.indexOf(')', open + 1);
        if (open < 0 || close < 0) {
            return new Narrowing(type, NONE, NONE);
        }
        String[] modifiers = type.substring(open + 1, close).split(",");
        return new Narrowing(
                type.substring(0, open) + type.substring(close + 1),
                number(modifiers[0]),
                modifiers.length > 1 ? number(modifiers[1]) : NONE);
    }

    private static int number(String text) {
        String digits = text.strip();
        boolean isNumber = !digits.isEmpty() && digits.chars().allMatch(Character::isDigit);
        return isNumber ? Integer.parseInt(digits) : NONE;
    }

    private boolean holdsMoreThan(Narrowing other) {
        if (TEXTS.contains(base) && TEXTS.contains(other.base)) {
            return other.first != NONE && (first == NONE || other.first < first);
        }
        if (base.equals(NUMERIC) && other.base.equals(NUMERIC)) {
            return other.first != NONE
                    && (first == NONE || other.scale() < scale() || other.first - other.scale() < first - scale());
        }
        if (base.startsWith(TIMESTAMP)) {
            return other.base.equals("date")
                    || other.base.startsWith("time ")
                    || (other.base.startsWith(TIMESTAMP) && other.precision() < precision());
        }
        return isSmallerNumber(other);
    }

    private boolean isSmallerNumber(Narrowing other) {
        int whole = WHOLE_NUMBERS.indexOf(base);
        int floating = FLOATS.indexOf(base);
        boolean hasFraction = floating >= 0 || base.equals(NUMERIC);
        if (hasFraction && WHOLE_NUMBERS.contains(other.base)) {
            return true;
        }
        if (base.equals(NUMERIC)) {
            return FLOATS.contains(other.base);
        }
        return (whole > WHOLE_NUMBERS.indexOf(other.base) && WHOLE_NUMBERS.contains(other.base))
                || (floating > FLOATS.indexOf(other.base) && FLOATS.contains(other.base));
    }

    private int scale() {
        return Math.max(second, 0);
    }

    private int precision() {
        return first == NONE ? MICROSECONDS : first;
    }
}
