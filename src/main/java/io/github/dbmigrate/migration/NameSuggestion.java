package io.github.dbmigrate.migration;

import java.util.Locale;
import java.util.Set;

/** Finds for a file that has no valid name the valid one that is nearest to it. */
final class NameSuggestion {
    private static final String NO_DESCRIPTION = "describe-it";
    private static final Set<String> FILES_OF_DIRECTORIES = Set.of("migration", "up", "down");

    private NameSuggestion() {}

    static String of(String path, String next) {
        int slash = path.lastIndexOf('/');
        String base = path.substring(slash + 1, path.length() - ".sql".length());
        if (FILES_OF_DIRECTORIES.contains(base.toLowerCase(Locale.ROOT))) {
            String directory = slash < 0 ? "" : path.substring(path.lastIndexOf('/', slash - 1) + 1, slash);
            return ours(directory, next).replaceFirst("-", "_") + "/" + base.toLowerCase(Locale.ROOT) + ".sql";
        }
        String suffix = base.endsWith(".up") ? ".up" : base.endsWith(".down") ? ".down" : "";
        return file(base.substring(0, base.length() - suffix.length()), next) + suffix + ".sql";
    }

    private static String file(String base, String next) {
        char first = base.isEmpty() ? ' ' : Character.toUpperCase(base.charAt(0));
        char second = base.length() < 2 ? ' ' : base.charAt(1);
        if ((first == 'V' || first == 'U') && isDigitAt(base, 1)) {
            int version = endOfVersion(base);
            return first + base.substring(1, version) + "__" + description(base.substring(version));
        }
        if (first == 'R' && !Character.isLetterOrDigit(second)) {
            return "R__" + description(base.substring(1));
        }
        return ours(base, next);
    }

    private static String ours(String base, String next) {
        int digits = 0;
        while (isDigitAt(base, digits)) {
            digits++;
        }
        return digits == 0
                ? next + description(base)
                : base.substring(0, digits) + "-" + description(base.substring(digits));
    }

    /** Digits, and dots or underscores that have digits behind them. */
    private static int endOfVersion(String base) {
        int end = 1;
        while (isDigitAt(base, end) || (end < base.length() && isPoint(base.charAt(end)) && isDigitAt(base, end + 1))) {
            end++;
        }
        return end;
    }

    private static String description(String text) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean separator = !Character.isLetterOrDigit(c) && c != '_';
            if (!separator) {
                words.append(c);
            } else if (words.length() > 0 && words.charAt(words.length() - 1) != '-') {
                words.append('-');
            }
        }
        int start = 0;
        int end = words.length();
        while (start < end && words.charAt(start) == '_') {
            start++;
        }
        while (end > start && !Character.isLetterOrDigit(words.charAt(end - 1))) {
            end--;
        }
        return start == end ? NO_DESCRIPTION : words.substring(start, end);
    }

    private static boolean isDigitAt(String text, int index) {
        return index < text.length() && isDigit(text.charAt(index));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isPoint(char c) {
        return c == '.' || c == '_';
    }
}
