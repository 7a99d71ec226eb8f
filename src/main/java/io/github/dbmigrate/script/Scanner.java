package io.github.dbmigrate.script;

import org.jspecify.annotations.Nullable;

/**
 * Cuts SQL text into tokens by the rules of PostgreSQL's {@code scan.l} and psql's {@code psqlscan.l}. It knows nothing of
 * statements and looks at each character a bounded number of times.
 */
final class Scanner {
    private static final int NONE = -1;

    /** How a quoted string treats backslashes and doubled quotes. */
    private enum Quoting {
        PLAIN,
        BACKSLASH_ESCAPES,
        /** {@code B''} and {@code X''}: two quotes are the end of one string and the beginning of the next. */
        BITS
    }

    private final String text;
    private final FoldedWords words = new FoldedWords();
    private boolean standardStrings = true;
    private int start;
    private int end;
    private int content;
    private Token token = Token.END;
    private boolean closed = true;

    /** Set while only blanks and line comments followed a string: one that opens on a later line goes on in its manner. */
    private @Nullable Quoting continued;

    private boolean lineBreak;

    Scanner(String text) {
        this.text = text;
    }

    /** Follows {@code standard_conforming_strings}: whether a backslash in a plain string is only a backslash. */
    void standardStrings(boolean on) {
        standardStrings = on;
    }

    boolean standardStrings() {
        return standardStrings;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** Where the content of a string begins, just behind its opening quote; the start of any other token. */
    int content() {
        return content;
    }

    /** Where the content of a string ends, before its closing quote; the end of any other token. */
    int contentEnd() {
        if (!closed) {
            return end;
        }
        return switch (token) {
            case STRING -> end - 1;
            case DOLLAR_STRING -> end - (content - start);
            default -> end;
        };
    }

    String text() {
        return text.substring(start, end);
    }

    boolean isDot() {
        return text.charAt(start) == '.';
    }

    /** False when the text ended inside the token. */
    boolean closed() {
        return closed;
    }

    /** Goes on at another place, as when the lines of COPY data were skipped. */
    void moveTo(int offset) {
        end = offset;
        continued = null;
    }

    /** The token as a keyword is compared. */
    String word() {
        return words.folded(text, start, end);
    }

    /** The content of a string, or any other token, as a keyword is compared. */
    String foldedContent() {
        return words.folded(text, content, contentEnd());
    }

    Token next() {
        skipBlanks();
        start = end;
        content = end;
        closed = true;
        token = scan(at(start));
        if (token != Token.STRING && token != Token.LINE_COMMENT) {
            continued = null;
        }
        return token;
    }

    private void skipBlanks() {
        for (int c = at(end); Letters.isBlank(c); c = at(++end)) {
            lineBreak |= Letters.isLineBreak(c);
        }
    }

    private Token scan(int c) {
        return switch (c) {
            case NONE -> Token.END;
            case '\'' -> string(continued != null && lineBreak ? continued : plain(), 1);
            case '"' -> quotedName(1);
            case '(' -> single(Token.OPEN_PARENTHESIS);
            case ')' -> single(Token.CLOSE_PARENTHESIS);
            case ';' -> single(Token.SEMICOLON);
            case '\\' -> single(Token.BACKSLASH);
            case '$' -> dollar();
            case '-' -> at(start + 1) == '-' ? lineComment() : single(Token.OTHER);
            case '/' -> at(start + 1) == '*' ? blockComment() : single(Token.OTHER);
            case '.' -> Letters.isDigit(at(start + 1)) ? number() : single(Token.OTHER);
            default -> Letters.isDigit(c) ? number() : Letters.isWordStart(c) ? wordOrPrefix(c) : single(Token.OTHER);
        };
    }

    private Token single(Token token) {
        end = start + 1;
        return token;
    }

    private Token lineComment() {
        end = start + 2;
        while (at(end) != NONE && !Letters.isLineBreak(at(end))) {
            end++;
        }
        return Token.LINE_COMMENT;
    }

    /** Comments nest, unlike in C. */
    private Token blockComment() {
        int depth = 1;
        end = start + 2;
        while (depth > 0) {
            int c = at(end++);
            if (c == NONE) {
                return leftOpen(Token.BLOCK_COMMENT);
            }
            if (c == '*' && at(end) == '/') {
                end++;
                depth--;
            } else if (c == '/' && at(end) == '*') {
                end++;
                depth++;
            }
        }
        return Token.BLOCK_COMMENT;
    }

    private Quoting plain() {
        return standardStrings ? Quoting.PLAIN : Quoting.BACKSLASH_ESCAPES;
    }

    private Token string(Quoting quoting, int opening) {
        content = start + opening;
        end = content;
        continued = quoting;
        lineBreak = false;
        for (; ; ) {
            int quote = quoting == Quoting.BACKSLASH_ESCAPES ? unescapedQuote() : text.indexOf('\'', end);
            if (quote < 0) {
                return leftOpen(Token.STRING);
            }
            end = quote + 1;
            if (quoting == Quoting.BITS || at(end) != '\'') {
                return Token.STRING;
            }
            end++;
        }
    }

    private int unescapedQuote() {
        for (int i = end; at(i) != NONE; i++) {
            if (at(i) == '\'') {
                return i;
            }
            if (at(i) == '\\') {
                i++;
            }
        }
        return NONE;
    }

    private Token quotedName(int opening) {
        end = start + opening;
        for (; ; ) {
            int quote = text.indexOf('"', end);
            if (quote < 0) {
                return leftOpen(Token.QUOTED_NAME);
            }
            end = quote + 1;
            if (at(end) != '"') {
                return Token.QUOTED_NAME;
            }
            end++;
        }
    }

    /** A parameter, a dollar quote, or a lone dollar. A tag is a word without dollars. */
    private Token dollar() {
        if (Letters.isDigit(at(start + 1))) {
            end = skipDigits(start + 1);
            skipJunk();
            return Token.OTHER;
        }
        int i = start + 1;
        if (Letters.isWordStart(at(i))) {
            while (Letters.isWordStart(at(i)) || Letters.isDigit(at(i))) {
                i++;
            }
        }
        if (at(i) != '$') {
            return single(Token.OTHER);
        }
        content = i + 1;
        int closing = text.indexOf(text.substring(start, content), content);
        if (closing < 0) {
            return leftOpen(Token.DOLLAR_STRING);
        }
        end = closing + content - start;
        return Token.DOLLAR_STRING;
    }

    private Token number() {
        end = skipDigits(start);
        // 1..2 is a range of PL/pgSQL, not the number "1." and ".2".
        if (at(end) == '.' && at(end + 1) != '.') {
            end = skipDigits(end + 1);
        }
        // The longest match wins: 1e5$$ is one wrong number for integer_junk, and no 1e5 before a dollar quote.
        int junk = Letters.isWordStart(at(end)) ? skipWord(end) : end;
        if (at(end) == 'e' || at(end) == 'E') {
            int exponent = at(end + 1) == '+' || at(end + 1) == '-' ? end + 2 : end + 1;
            if (Letters.isDigit(at(exponent))) {
                end = skipDigits(exponent);
            }
        }
        skipJunk();
        end = Math.max(end, junk);
        return Token.NUMBER;
    }

    /** Letters right behind a number belong to it: {@code 0x1F}, {@code 1_000}, and {@code 1a}, which PostgreSQL refuses. */
    private void skipJunk() {
        if (Letters.isWordStart(at(end))) {
            end = skipWord(end);
        }
    }

    private Token wordOrPrefix(int c) {
        int second = at(start + 1);
        if (second == '\'') {
            switch (c) {
                case 'e', 'E' -> {
                    return string(Quoting.BACKSLASH_ESCAPES, 2);
                }
                case 'b', 'B', 'x', 'X' -> {
                    return string(Quoting.BITS, 2);
                }
                case 'n', 'N' -> {
                    return string(plain(), 2);
                }
                default -> {}
            }
        }
        if (second == '&' && (c == 'u' || c == 'U')) {
            int third = at(start + 2);
            if (third == '\'') {
                return string(Quoting.PLAIN, 3);
            }
            if (third == '"') {
                return quotedName(3);
            }
        }
        end = skipWord(start);
        return Token.WORD;
    }

    private Token leftOpen(Token token) {
        end = text.length();
        closed = false;
        return token;
    }

    private int skipDigits(int from) {
        int i = from;
        while (Letters.isDigit(at(i))) {
            i++;
        }
        return i;
    }

    private int skipWord(int from) {
        int i = from;
        while (Letters.isWordStart(at(i)) || Letters.isDigit(at(i)) || at(i) == '$') {
            i++;
        }
        return i;
    }

    private int at(int index) {
        return index < text.length() ? text.charAt(index) : NONE;
    }
}
