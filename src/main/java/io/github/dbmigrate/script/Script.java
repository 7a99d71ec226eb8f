package io.github.dbmigrate.script;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of a migration, cut into statements as psql would cut it.
 *
 * @param text what was read; statements and faults point into it
 * @param statements in order; without empty ones, for which the server sends no answer, and without a BEGIN and a COMMIT
 *     that stand around all others, or around what fills a dump's large objects
 * @param directives in order
 * @param faults what must be mended before any of it is sent
 * @param ignored what the server must not see: psql commands that change nothing for it, the {@code \.} that ends COPY data,
 *     every BEGIN and COMMIT whose place ours take, and the part that undoes the rest
 * @param isFramed whether one BEGIN and one COMMIT stood around the whole file
 * @param outsideMarker the comment by which the file asks another tool to run it outside a transaction; null when it has none. Our
 *     own is a directive.
 * @param downPart what another tool would run on its way back; null when there is no such part
 */
public record Script(
        String text,
        List<Statement> statements,
        List<Directive> directives,
        List<Fault> faults,
        List<Range> ignored,
        boolean isFramed,
        @Nullable Marker outsideMarker,
        @Nullable DownPart downPart)
        implements Contents {

    public Script {
        statements = List.copyOf(statements);
        directives = List.copyOf(directives);
        faults = List.copyOf(faults);
        ignored = List.copyOf(ignored);
    }

    /** Never fails: what is wrong with the text is in {@link #faults}. */
    public static Script of(String text) {
        return of(text, Direction.UP);
    }

    /** As {@link #of(String)}; in a file that leads down, a comment of another tool that says so is in its place. */
    public static Script of(String text, Direction direction) {
        return new Lexer(text, Before.NOTHING, direction).read();
    }

    @Override
    public Outline outline() {
        Outliner outliner = new Outliner();
        outliner.add(Piece.whole(this));
        return outliner.outline();
    }

    @Override
    public Pieces pieces() {
        Iterator<Piece> all = List.of(Piece.whole(this)).iterator();
        return new Pieces() {
            @Override
            public Piece next() {
                return all.next();
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }

    @Override
    public String lineText(int number) {
        return text.lines().skip(number - 1L).findFirst().orElse("");
    }

    public String text(Statement statement) {
        return text.substring(statement.offset(), statement.end());
    }

    /** What a statement leaves in the catalog. */
    public Effect effect(Statement statement) {
        return Effect.of(statement, text(statement));
    }

    /** The tokens of a statement, without its comments; none when a parenthesis closes in it that was not opened. */
    public List<Lexeme> lexemes(Statement statement) {
        try {
            return Lexemes.of(this, statement).all();
        } catch (BatchRefusedException e) {
            return List.of();
        }
    }

    /** The directives in the code that a statement carries between dollar quotes: the server takes them for comments there. */
    public List<Directive> directivesInside(Statement statement) {
        List<Directive> inside = new ArrayList<>();
        int body = statement.bodyOffset();
        if (body < 1 || text.charAt(body - 1) != '$') {
            return inside;
        }
        Lines lines = new Lines(text);
        Scanner scanner = new Scanner(text);
        scanner.moveTo(body);
        for (Token token = scanner.next(); scanner.start() < statement.end(); token = scanner.next()) {
            Directive directive = token == Token.LINE_COMMENT
                    ? Directive.parse(
                            scanner.text(),
                            scanner.start(),
                            lines.at(scanner.start()).line())
                    : null;
            if (directive != null) {
                inside.add(directive);
            }
        }
        return inside;
    }

    /** The line of an offset, 1-based. */
    public int line(int offset) {
        return new Lines(text).at(offset).line();
    }

    /** The column of an offset, 1-based, counted in code points. */
    public int column(int offset) {
        return new Lines(text).at(offset).column();
    }

    /** The text with everything that is {@link #ignored} overwritten by blanks, so that all offsets stay. */
    public String sqlText() {
        if (ignored.isEmpty()) {
            return text;
        }
        StringBuilder sql = new StringBuilder(text);
        for (Range range : ignored) {
            sql.replace(range.offset(), range.end(), " ".repeat(range.length()));
        }
        return sql.toString();
    }

    /**
     * As {@link #sqlText}, but without the word CONCURRENTLY where PostgreSQL would refuse the statement in a transaction for its sake:
     * blanks stand in its place. What such a statement makes of the schema is the same without it.
     */
    public String sqlTextInTransaction() {
        StringBuilder sql = new StringBuilder(sqlText());
        for (Statement statement : statements) {
            String refused = statement.refusedInTransaction();
            if (refused != null && refused.endsWith("CONCURRENTLY")) {
                blankConcurrently(sql, statement);
            }
        }
        return sql.toString();
    }

    /** It is a reserved word: the first one that is not in quotes is the keyword. */
    private static void blankConcurrently(StringBuilder sql, Statement statement) {
        Scanner scanner = new Scanner(sql.substring(statement.offset(), statement.end()));
        for (Token token = scanner.next(); token != Token.END; token = scanner.next()) {
            if (token == Token.WORD && scanner.word().equals("concurrently")) {
                int from = statement.offset() + scanner.start();
                int to = statement.offset() + scanner.end();
                sql.replace(from, to, " ".repeat(to - from));
                return;
            }
        }
    }

    /** Where it ends for the server: behind what stands above the part that undoes it, else with its last character. */
    public int end() {
        if (downPart == null) {
            return text.length();
        }
        int end = downPart.offset();
        while (end > 0 && Letters.isBlank(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    @Override
    public List<PassedOver> passedOver() {
        Lines lines = new Lines(text);
        List<PassedOver> passedOver = new ArrayList<>();
        for (Range range : ignored) {
            if (text.charAt(range.offset()) == '\\' && !text.startsWith("\\.", range.offset())) {
                String command = text.substring(range.offset(), range.end()).strip();
                passedOver.add(new PassedOver.Command(lines.at(range.offset()).line(), command));
            }
        }
        if (downPart != null && !downPart.isEmpty()) {
            passedOver.add(new PassedOver.Undoing(downPart.line(), downPart.lastLine()));
        }
        return passedOver;
    }

    /** Whether it has this directive, with whatever argument. */
    public boolean has(String directive) {
        return directives.stream().anyMatch(d -> d.word().equals(directive));
    }

    /** Fit for a log: the text is not. */
    @Override
    public String toString() {
        return "Script[" + statements.size() + " statements, " + faults.size() + " faults]";
    }
}
