package io.github.dbmigrate.target;

import org.jspecify.annotations.Nullable;

/** Reads {@code embedded}, {@code embedded:17} and {@code embedded:17.11}. */
final class EmbeddedVersion {
    private static final int OLDEST = 13;
    private static final int NEWEST = 18;

    private EmbeddedVersion() {}

    /** {@code 17}, {@code 17.11}, or empty when the address leaves it open; null when it cannot be read. */
    static @Nullable String of(String address) {
        if (address.equals(Address.EMBEDDED)) {
            return "";
        }
        String prefix = Address.EMBEDDED + ":";
        if (!address.startsWith(prefix)) {
            return null;
        }
        String version = address.substring(prefix.length());
        int dot = version.indexOf('.');
        String major = dot < 0 ? version : version.substring(0, dot);
        String minor = dot < 0 ? "0" : version.substring(dot + 1);
        boolean known = isNumber(major)
                && isNumber(minor)
                && Integer.parseInt(major) >= OLDEST
                && Integer.parseInt(major) <= NEWEST;
        return known ? version : null;
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
