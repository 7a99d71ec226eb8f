package io.github.dbmigrate.migration;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The number of a migration: one or more parts, compared as numbers, so that 9 comes before 10 and 1.2 before 1.10. Zeros at
 * either end mean nothing: 001, 1 and 1.0 are one number.
 */
public record Version(List<BigInteger> parts) implements Comparable<Version> {
    /** A year, a month, a day, an hour and a minute. */
    private static final int TIMESTAMP_DIGITS = 12;

    public Version {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a version needs a number");
        }
        int size = parts.size();
        while (size > 1 && parts.get(size - 1).signum() == 0) {
            size--;
        }
        parts = List.copyOf(parts.subList(0, size));
    }

    /**
     * Reads a number as file names have it.
     *
     * @param text digits, with dots or underscores between the parts: {@code 042}, {@code 1.2}, {@code 1_2}
     * @throws IllegalArgumentException if it is anything else
     */
    public static Version of(String text) {
        List<BigInteger> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == '.' || text.charAt(i) == '_') {
                parts.add(part(text, start, i));
                start = i + 1;
            }
        }
        return new Version(parts);
    }

    private static BigInteger part(String text, int from, int to) {
        if (from == to) {
            throw noVersion(text);
        }
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                throw noVersion(text);
            }
        }
        return new BigInteger(text.substring(from, to));
    }

    private static IllegalArgumentException noVersion(String text) {
        return new IllegalArgumentException("not a version: " + text);
    }

    /** Whether it was taken from the clock rather than counted. */
    public boolean isTimestamp() {
        return parts.get(0).toString().length() >= TIMESTAMP_DIGITS;
    }

    /** Whether it has more than one part. */
    public boolean isDotted() {
        return parts.size() > 1;
    }

    /** The one that comes next when they are counted up: 1.3 after 1.2. */
    public Version next() {
        List<BigInteger> next = new ArrayList<>(parts);
        int last = next.size() - 1;
        next.set(last, next.get(last).add(BigInteger.ONE));
        return new Version(next);
    }

    @Override
    public int compareTo(Version other) {
        int size = Math.max(parts.size(), other.parts.size());
        for (int i = 0; i < size; i++) {
            int order = part(i).compareTo(other.part(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private BigInteger part(int index) {
        return index < parts.size() ? parts.get(index) : BigInteger.ZERO;
    }

    /**
     * Written out, as is {@link #hashCode}: a record's own are put together from method handles when they are first called, which
     * takes ten times as long as all that a small plan asks of them.
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Version version && parts.equals(version.parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    @Override
    public String toString() {
        return parts.stream().map(BigInteger::toString).collect(Collectors.joining("."));
    }
}
