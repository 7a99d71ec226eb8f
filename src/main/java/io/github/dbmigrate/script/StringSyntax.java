package io.github.dbmigrate.script;

import java.util.List;
import java.util.Locale;

/** Follows {@code standard_conforming_strings} through a script, as psql does by what the server reports. */
final class StringSyntax {
    private static final String NAME = "standard_conforming_strings";
    private static final boolean DEFAULT = true;

    private StringSyntax() {}

    /** Whether a statement that begins with these words gives it a value. */
    static boolean isSetBy(List<String> words) {
        if (words.size() < 2) {
            return false;
        }
        return switch (words.get(0)) {
            case "set" -> words.indexOf(NAME) == 1 || words.indexOf(NAME) == 2;
            case "reset" -> words.get(1).equals(NAME) || words.get(1).equals("all");
            case "discard" -> words.get(1).equals("all");
            default -> false;
        };
    }

    static boolean value(List<String> words, String last) {
        return words.get(0).equals("set") ? isTrue(last) : DEFAULT;
    }

    /** {@code parse_bool} of bool.c: false may be shortened as long as it is no other word's beginning. */
    private static boolean isTrue(String text) {
        String value = text.toLowerCase(Locale.ROOT);
        boolean off = value.equals("0")
                || (!value.isEmpty() && ("false".startsWith(value) || "no".startsWith(value)))
                || (value.length() > 1 && "off".startsWith(value));
        return !off;
    }
}
