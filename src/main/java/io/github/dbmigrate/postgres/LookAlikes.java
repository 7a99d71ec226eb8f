package io.github.dbmigrate.postgres;

import java.util.List;
import java.util.Locale;

/** Which of the names that exist was probably meant. */
final class LookAlikes {
    private static final int TYPING_ERRORS = 2;

    private LookAlikes() {}

    /** Those that hold the name, that it holds, or that are at most two typing errors away. */
    static List<String> of(String name, List<String> existing) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return existing.stream()
                .filter(other -> alike(wanted, other.toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static boolean alike(String wanted, String other) {
        boolean within = Math.min(wanted.length(), other.length()) > TYPING_ERRORS
                && (wanted.contains(other) || other.contains(wanted));
        return within || distance(wanted, other) <= Math.min(TYPING_ERRORS, wanted.length() / 2);
    }

    /** Levenshtein's distance, one row at a time. */
    private static int distance(String one, String two) {
        int[] above = new int[two.length() + 1];
        for (int j = 0; j <= two.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[two.length() + 1];
            row[0] = i;
            for (int j = 1; j <= two.length(); j++) {
                int change = above[j - 1] + (one.charAt(i - 1) == two.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[two.length()];
    }
}
