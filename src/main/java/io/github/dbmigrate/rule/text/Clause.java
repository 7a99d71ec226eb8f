package io.github.dbmigrate.rule.text;

import io.github.dbmigrate.script.Lexeme;
import io.github.dbmigrate.script.Script;
import io.github.dbmigrate.script.Statement;
import io.github.dbmigrate.script.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A stretch of a statement, all at one depth of parentheses, read from the first token to the last. */
final class Clause {
    private final String script;
    private final List<Lexeme> lexemes;
    private final Lexeme last;
    private final int depth;
    private int at;

    private Clause(String script, List<Lexeme> lexemes, int depth, int offset) {
        this.script = script;
        this.lexemes = lexemes;
        this.depth = depth;
        this.last = new Lexeme(Token.END, "", offset, offset, depth, false, false);
    }

    /** All of a statement; nothing when its tokens are not where its end is, because strings are read otherwise here. */
    static Clause of(Script script, Statement statement) {
        List<Lexeme> lexemes = script.lexemes(statement);
        boolean whole = !lexemes.isEmpty() && lexemes.get(lexemes.size() - 1).end() == statement.end();
        return new Clause(script.text(), whole ? lexemes : List.of(), 0, statement.offset());
    }

    boolean atEnd() {
        return at >= lexemes.size();
    }

    /** Where the next token begins. */
    int offset() {
        return peek(0).start();
    }

    /** Behind its last token. */
    int end() {
        return lexemes.isEmpty() ? last.end() : lexemes.get(lexemes.size() - 1).end();
    }

    /** The next token as it is compared: a keyword in lower case, everything else as written. */
    String word() {
        return peek(0).text();
    }

    /** Whether the next tokens are these keywords. */
    boolean is(String... words) {
        return isAt(0, words);
    }

    /** Whether the token behind the next one is this. */
    boolean isSecond(String word) {
        return isAt(1, word);
    }

    /** Whether a parenthesis opens behind the next token. */
    boolean isSecondOpening() {
        return peek(1).opens();
    }

    private boolean isAt(int ahead, String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!isWord(peek(ahead + i), words[i])) {
                return false;
            }
        }
        return true;
    }

    boolean isAny(Set<String> words) {
        Lexeme next = peek(0);
        return next.token() == Token.WORD && words.contains(next.text());
    }

    /** Reads on if the next tokens are these keywords. */
    boolean skip(String... words) {
        boolean there = is(words);
        at += there ? words.length : 0;
        return there;
    }

    boolean skipAny(Set<String> words) {
        boolean there = isAny(words);
        at += there ? 1 : 0;
        return there;
    }

    boolean skipIfExists() {
        return skip("if", "exists");
    }

    boolean skipIfNotExists() {
        return skip("if", "not", "exists");
    }

    boolean skipSign(String sign) {
        boolean there = peek(0).isSign(sign);
        at += there ? 1 : 0;
        return there;
    }

    void expect(String... words) throws UnclearException {
        if (!skip(words)) {
            throw new UnclearException();
        }
    }

    /** Reads one token, or what is in parentheses as if it were one. */
    void skipOne() {
        if (!opens()) {
            at++;
            return;
        }
        at++;
        while (!atEnd() && peek(0).depth() > depth) {
            at++;
        }
        at++;
    }

    void skipToEnd() {
        at = lexemes.size();
    }

    boolean opens() {
        return peek(0).opens();
    }

    /** Whether these keywords stand one behind the other in what is left, outside of parentheses. */
    boolean has(String... words) {
        for (int i = at; i < lexemes.size(); i++) {
            if (lexemes.get(i).depth() == depth && isAt(i - at, words)) {
                return true;
            }
        }
        return false;
    }

    /** Reads up to these keywords, outside of parentheses; false, and to the end, when they are not there. */
    boolean skipTo(String... words) {
        while (!atEnd() && !is(words)) {
            skipOne();
        }
        return !atEnd();
    }

    /** A name as the catalog writes it. */
    String name() throws UnclearException {
        Lexeme next = peek(0);
        if (!next.isName() || next.hasUnicodeEscapes()) {
            throw new UnclearException();
        }
        at++;
        return next.name();
    }

    /** A name with its schema, if that is said. */
    ObjectName objectName() throws UnclearException {
        String name = name();
        String schema = "";
        while (skipSign(".")) {
            schema = name;
            name = name();
        }
        return new ObjectName(schema, name);
    }

    /** Names with commas between them. */
    List<ObjectName> objectNames() throws UnclearException {
        List<ObjectName> names = new ArrayList<>();
        do {
            skip("only");
            names.add(objectName());
            skipSign("*");
        } while (skipSign(","));
        return names;
    }

    /** The value of a string or a number. */
    String value() {
        Lexeme next = peek(0);
        at++;
        String text = next.text();
        boolean quoted = next.token() == Token.STRING && text.length() > 1;
        return quoted
                ? text.substring(text.indexOf('\'') + 1, text.length() - 1).replace("''", "'")
                : text;
    }

    /** What stands in the parentheses that open here. */
    Clause parenthesis() throws UnclearException {
        if (!opens()) {
            throw new UnclearException();
        }
        int from = at + 1;
        skipOne();
        int to = Math.min(at - 1, lexemes.size());
        return new Clause(script, lexemes.subList(from, Math.max(from, to)), depth + 1, offset());
    }

    /** What stands between the commas of the rest. */
    List<Clause> parts() {
        List<Clause> parts = new ArrayList<>();
        int from = at;
        for (; !atEnd(); at++) {
            Lexeme next = peek(0);
            if (next.depth() == depth && next.isSign(",")) {
                parts.add(new Clause(script, lexemes.subList(from, at), depth, next.start()));
                from = at + 1;
            }
        }
        parts.add(new Clause(script, lexemes.subList(from, lexemes.size()), depth, end()));
        return parts;
    }

    /** The place in the clause, for {@link #textSince}. */
    int mark() {
        return at;
    }

    /** What was read since a mark, on one line. */
    String textSince(int mark) {
        int to = Math.min(at, lexemes.size());
        return mark >= to ? "" : text(mark, to);
    }

    /** The tokens since a mark. */
    List<Lexeme> since(int mark) {
        return lexemes.subList(mark, Math.min(at, lexemes.size()));
    }

    /** The text of what is left, on one line. */
    String rest() {
        return atEnd() ? "" : text(at, lexemes.size());
    }

    /** Blanks and comments between tokens become one blank. */
    private String text(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            Lexeme lexeme = lexemes.get(i);
            if (i > from && lexemes.get(i - 1).end() < lexeme.start()) {
                text.append(' ');
            }
            text.append(script, lexeme.start(), lexeme.end());
        }
        return text.toString();
    }

    private Lexeme peek(int ahead) {
        return at + ahead < lexemes.size() ? lexemes.get(at + ahead) : last;
    }

    /** Behind AS, such as in AS ENUM, it is a keyword here all the same. */
    private static boolean isWord(Lexeme lexeme, String word) {
        return lexeme.token() == Token.WORD && lexeme.text().equals(word);
    }
}
