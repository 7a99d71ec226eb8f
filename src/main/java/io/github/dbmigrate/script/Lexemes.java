package io.github.dbmigrate.script;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** The tokens of one statement without its comments, read from the first to the last. */
final class Lexemes {
    private static final Set<String> QUERY = Set.of("select", "with", "values", "table");

    private final List<Lexeme> all;
    private final Lexeme last;
    private int at;

    private Lexemes(List<Lexeme> all, Lexeme last) {
        this.all = all;
        this.last = last;
    }

    /**
     * Cuts the statement.
     *
     * @throws BatchRefusedException when a parenthesis closes that was not opened: text put around it would change its meaning
     */
    static Lexemes of(Script script, Statement statement) throws BatchRefusedException {
        List<Lexeme> lexemes = new ArrayList<>();
        Deque<Boolean> open = new ArrayDeque<>();
        Scanner scanner = new Scanner(script.text());
        scanner.moveTo(statement.offset());
        boolean label = false;
        boolean opened = false;
        for (Token token = scanner.next(); scanner.start() < statement.end(); token = scanner.next()) {
            if (token == Token.LINE_COMMENT || token == Token.BLOCK_COMMENT) {
                continue;
            }
            String text = token == Token.WORD ? scanner.word() : scanner.text();
            if (opened && token == Token.WORD && QUERY.contains(text)) {
                open.pop();
                open.push(true);
            }
            boolean closes = token == Token.CLOSE_PARENTHESIS || text.equals("]");
            if (closes && open.isEmpty()) {
                throw BatchRefusedException.unbalanced(script, new Range(scanner.start(), scanner.end()));
            }
            if (closes) {
                open.pop();
            }
            lexemes.add(
                    new Lexeme(token, text, scanner.start(), scanner.end(), open.size(), open.contains(true), label));
            opened = token == Token.OPEN_PARENTHESIS;
            if (opened || text.equals("[")) {
                open.push(false);
            }
            label = text.equals(".") || (token == Token.WORD && text.equals("as") && !label);
        }
        return new Lexemes(lexemes, new Lexeme(Token.END, "", statement.end(), statement.end(), 0, false, false));
    }

    List<Lexeme> all() {
        return List.copyOf(all);
    }

    /** The one to be read next; at the end one of the kind {@link Token#END}. */
    Lexeme peek() {
        return peek(0);
    }

    Lexeme peek(int ahead) {
        return at + ahead < all.size() ? all.get(at + ahead) : last;
    }

    Lexeme next() {
        Lexeme now = peek();
        at++;
        return now;
    }

    /** The one that was read before {@link #peek}. */
    Lexeme previous() {
        return all.get(at - 1);
    }

    boolean atEnd() {
        return at >= all.size();
    }

    /** Reads on if this keyword is the next. */
    boolean skip(String keyword) {
        boolean there = peek().is(keyword);
        at += there ? 1 : 0;
        return there;
    }

    boolean skipSign(String sign) {
        boolean there = peek().isSign(sign);
        at += there ? 1 : 0;
        return there;
    }

    /** Reads from an opening parenthesis to behind its closing one. */
    void skipParenthesis() {
        int depth = next().depth();
        while (!atEnd() && peek().depth() > depth) {
            at++;
        }
        at++;
    }
}
