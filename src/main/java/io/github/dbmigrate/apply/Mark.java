package io.github.dbmigrate.apply;

/** How far the mark under a token reaches: a word, a name in quotes, a string, a number, an operator, or a single sign. */
final class Mark {
    private static final String OPERATORS = "+-*/<>=~!@#%^&|`?";

    private Mark() {}

    /** One past the end of the token that begins here. */
    static int end(String text, int offset) {
        if (offset >= text.length()) {
            return offset;
        }
        int quote = quote(text, offset);
        if (quote < text.length() && isQuote(text.charAt(quote))) {
            boolean escapes = quote > offset && Character.toLowerCase(text.charAt(offset)) == 'e';
            return quotedEnd(text, quote, escapes);
        }
        int c = text.codePointAt(offset);
        if (c == '$') {
            return dollarQuotedEnd(text, offset);
        }
        int end = offset;
        while (end < text.length() && isWord(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end > offset ? end : Math.max(operatorEnd(text, offset), offset + Character.charCount(c));
    }

    /** Behind the letter of {@code E'...'}, {@code B'...'}, {@code X'...'}, {@code N'...'}, and behind {@code U&}. */
    private static int quote(String text, int offset) {
        return switch (text.charAt(offset)) {
            case 'e', 'E', 'b', 'B', 'x', 'X', 'n', 'N' -> text.startsWith("'", offset + 1) ? offset + 1 : offset;
            case 'u', 'U' -> text.startsWith("&", offset + 1) ? offset + 2 : offset;
            default -> offset;
        };
    }

    private static boolean isQuote(char c) {
        return c == '\'' || c == '"';
    }

    /** A doubled quote is part of the token. */
    private static int quotedEnd(String text, int open, boolean escapes) {
        char quote = text.charAt(open);
        for (int i = open + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && escapes) {
                i++;
            } else if (c == quote) {
                if (!text.startsWith(String.valueOf(quote), i + 1)) {
                    return i + 1;
                }
                i++;
            }
        }
        return open + 1;
    }

    private static int dollarQuotedEnd(String text, int offset) {
        int tag = offset + 1;
        while (tag < text.length() && isWord(text.codePointAt(tag)) && text.charAt(tag) != '$') {
            tag++;
        }
        if (!text.startsWith("$", tag)) {
            return tag;
        }
        String delimiter = text.substring(offset, tag + 1);
        int close = text.indexOf(delimiter, tag + 1);
        return close < 0 ? tag + 1 : close + delimiter.length();
    }

    private static int operatorEnd(String text, int offset) {
        int end = offset;
        while (end < text.length()
                && OPERATORS.indexOf(text.charAt(end)) >= 0
                && !text.startsWith("--", end)
                && !text.startsWith("/*", end)) {
            end++;
        }
        return end;
    }

    private static boolean isWord(int c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }
}
