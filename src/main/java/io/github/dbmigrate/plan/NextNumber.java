package io.github.dbmigrate.plan;

import java.math.BigInteger;

/** The number a new file would take. */
final class NextNumber {
    private static final int TIMESTAMP_DIGITS = 12;

    private NextNumber() {}

    /** {@code 045} after {@code 044}, as wide; "a new file" after timestamps and dotted versions, which do not count up by one. */
    static String after(String label) {
        boolean counts = label.length() < TIMESTAMP_DIGITS && label.chars().allMatch(c -> c >= '0' && c <= '9');
        if (label.isEmpty() || !counts) {
            return "a new file";
        }
        String next = new BigInteger(label).add(BigInteger.ONE).toString();
        return "0".repeat(Math.max(0, label.length() - next.length())) + next;
    }
}
