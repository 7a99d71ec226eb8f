package io.github.dbmigrate.script;

import java.util.List;

/**
 * The text of a migration, cut into statements as psql would cut it.
 *
 * @param text what was read; statements and faults point into it
 * @param statements in order; without empty ones, for which the server sends no answer, and without a BEGIN and a COMMIT
 *     that stand around all others
 * @param directives in order
 * @param faults what must be mended before any of it is sent
 * @param ignored what the server must not see: psql commands that change nothing for it, the {@code \.} that ends COPY data, and a
 *     BEGIN and a COMMIT around the whole file, whose place ours take
 * @param isFramed whether there were such a BEGIN and COMMIT
 */
public record Script(
        String text,
        List<Statement> statements,
        List<Directive> directives,
        List<Fault> faults,
        List<Range> ignored,
        boolean isFramed) {

    public Script {
        statements = List.copyOf(statements);
        directives = List.copyOf(directives);
        faults = List.copyOf(faults);
        ignored = List.copyOf(ignored);
    }

    /** Never fails: what is wrong with the text is in {@link #faults}. */
    public static Script of(String text) {
        return new Lexer(text).read();
    }

    public String text(Statement statement) {
        return text.substring(statement.offset(), statement.end());
    }

    /** What a statement leaves in the catalog. */
    public Effect effect(Statement statement) {
        return Effect.of(statement, text(statement));
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
