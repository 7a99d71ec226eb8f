package io.github.dbmigrate.target;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads {@code host=localhost dbname='my shop'} as libpq does ({@code conninfo_parse} in PostgreSQL's fe-connect.c). */
final class KeywordString {
    private final String text;
    private int at;

    private KeywordString(String text) {
        this.text = text;
    }

    /** Whether a word and = stand first: {@code me:a=b@host} is no such string, and a piece of a password no keyword. */
    static boolean looksLikeOne(String text) {
        int equals = text.indexOf('=');
        return equals > 0
                && text.substring(0, equals).strip().chars().allMatch(c -> c == '_' || (c >= 'a' && c <= 'z'));
    }

    /** The values by libpq's keywords; any keyword is let through. */
    static Map<String, String> parse(String text) throws AddressException {
        KeywordString parser = new KeywordString(text);
        Map<String, String> values = new LinkedHashMap<>();
        parser.skipBlanks();
        while (parser.at < text.length()) {
            String keyword = parser.keyword();
            values.put(keyword, parser.value());
            parser.skipBlanks();
        }
        return values;
    }

    private String keyword() throws AddressException {
        int start = at;
        while (at < text.length() && text.charAt(at) != '=' && !isBlank(text.charAt(at))) {
            at++;
        }
        String keyword = text.substring(start, at);
        skipBlanks();
        if (at == text.length() || text.charAt(at) != '=') {
            throw new AddressException(
                    "a word of the address is not followed by =", "a value with blanks is written in single quotes");
        }
        at++;
        return keyword;
    }

    private String value() throws AddressException {
        skipBlanks();
        boolean quoted = at < text.length() && text.charAt(at) == '\'';
        if (quoted) {
            at++;
        }
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (quoted ? c == '\'' : isBlank(c)) {
                return value.toString();
            }
            if (c != '\\') {
                value.append(c);
            } else if (at < text.length()) {
                value.append(text.charAt(at++));
            }
        }
        if (quoted) {
            throw new AddressException("a single quote in the address is never closed");
        }
        return value.toString();
    }

    private void skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    /** C's isspace. */
    private static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
