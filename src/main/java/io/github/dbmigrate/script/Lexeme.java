package io.github.dbmigrate.script;

/**
 * A token of one statement with its surroundings.
 *
 * @param text a word in lower case, anything else as written
 * @param depth how many parentheses and brackets are open around it; those themselves count as outside
 * @param inQuery whether one of them opened a sub-select
 * @param label whether it can only be a name, because it stands behind a dot or AS
 */
public record Lexeme(Token token, String text, int start, int end, int depth, boolean inQuery, boolean label) {

    /** Whether it is this keyword of the statement itself, not of something in parentheses. */
    boolean is(String keyword) {
        return depth == 0 && isWord(keyword);
    }

    /** Whether it is this keyword at any depth. */
    boolean isWord(String keyword) {
        return token == Token.WORD && !label && text.equals(keyword);
    }

    public boolean isSign(String sign) {
        return token == Token.OTHER && text.equals(sign);
    }

    public boolean opens() {
        return token == Token.OPEN_PARENTHESIS;
    }

    /** Whether it can be a table's, a column's or a function's name; which words are reserved is not looked at. */
    public boolean isName() {
        return token == Token.WORD || token == Token.QUOTED_NAME;
    }

    /** As the catalog writes it. */
    public String name() {
        return token == Token.QUOTED_NAME ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text;
    }

    /** Whether {@link #name} would have to be decoded first. */
    public boolean hasUnicodeEscapes() {
        return token == Token.QUOTED_NAME && text.charAt(0) != '"';
    }

    Range range() {
        return new Range(start, end);
    }
}
