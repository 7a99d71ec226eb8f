package io.github.dbmigrate.testing;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the pretended server must know of a query. It is made without the code that it helps to test: comments, quoted things
 * and whatever stands in parentheses are cut out, and the few words that are left are looked at.
 */
final class QueryText {
    private static final Pattern HIDDEN =
            Pattern.compile("--[^\\n\\r]*+|'[^']*+'|\"[^\"]*+\"|(\\$\\w*\\$).*?\\1", Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("/\\*(?:[^*/]++|\\*(?!/)|/(?!\\*))*+\\*/", Pattern.DOTALL);
    private static final Pattern PARENTHESIS = Pattern.compile("\\([^()]*\\)");
    private static final Pattern FROM_STDIN = words("copy .*?\\bfrom (?:stdin|stdout)\\b.*");
    private static final Pattern TO_STDOUT = words("copy .*?\\bto (?:stdin|stdout)\\b.*");
    private static final Pattern SET = Pattern.compile(
            "set\\s+(?:(?:session|local)\\s+)?standard_conforming_strings\\s*(?:=|\\bto\\b)\\s*'?(\\w+)'?\\s*;?\\s*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern RESET = words("(?:reset (?:all|standard_conforming_strings)|discard all)");

    private final String sql;
    private final String visible;

    QueryText(String sql) {
        this.sql = sql;
        String text = all(COMMENT, sql, " ");
        text = HIDDEN.matcher(text).replaceAll(hidden -> hidden.group().startsWith("--") ? " " : " q ");
        visible = all(PARENTHESIS, text, " ").strip();
    }

    boolean copiesFromStdin() {
        return FROM_STDIN.matcher(visible).matches();
    }

    boolean copiesToStdout() {
        return TO_STDOUT.matcher(visible).matches();
    }

    boolean isEmpty() {
        return all(COMMENT, sql, " ")
                .replaceAll("--[^\\n\\r]*", "")
                .replace(';', ' ')
                .isBlank();
    }

    /** The value it gives to the setting of that name; null when it is about something else. */
    @Nullable
    String standardConformingStrings() {
        Matcher set = SET.matcher(
                all(COMMENT, sql, " ").replaceAll("--[^\\n\\r]*", "").strip());
        if (set.matches()) {
            return switch (set.group(1).toLowerCase(Locale.ROOT)) {
                case "off", "false", "f", "fa", "no", "n", "0", "of" -> "off";
                default -> "on";
            };
        }
        return RESET.matcher(visible).matches() ? "on" : null;
    }

    private static Pattern words(String text) {
        return Pattern.compile(text.replace(" ", "\\s+") + "\\s*;?\\s*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    private static String all(Pattern pattern, String text, String replacement) {
        String before = text;
        String after = pattern.matcher(before).replaceAll(replacement);
        while (!after.equals(before)) {
            before = after;
            after = pattern.matcher(before).replaceAll(replacement);
        }
        return after;
    }
}
