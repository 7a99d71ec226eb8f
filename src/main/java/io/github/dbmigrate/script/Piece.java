package io.github.dbmigrate.script;

import io.github.dbmigrate.diagnostic.Excerpt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some whole statements of a migration: all of a short one, or as much of a long one as is held at a time.
 *
 * @param script the statements, with offsets and lines of their own
 * @param line of the file on which the piece begins, 1-based
 * @param column in which it begins, 1-based, counted in code points
 * @param statements how many come before it
 * @param standardStrings how plain strings are read where it begins
 * @param last whether nothing follows
 * @param data the rows of the last statement, a COPY, if they are not in the script's text
 */
public record Piece(
        Script script,
        int line,
        int column,
        int statements,
        boolean standardStrings,
        boolean last,
        @Nullable CopyData data) {

    /** A script that is held whole. */
    public static Piece whole(Script script) {
        return new Piece(script, 1, 1, 0, true, true, null);
    }

    /** The line of the file that a line of the script is. */
    public int fileLine(int scriptLine) {
        return line + scriptLine - 1;
    }

    /** The column in the file of a column of the script: only its first line may begin further to the right. */
    public int fileColumn(int scriptLine, int scriptColumn) {
        return scriptLine == 1 ? column + scriptColumn - 1 : scriptColumn;
    }

    /** Rows that were cut out of the script, with the numbers that they have in the file. */
    public Excerpt numbered(Excerpt excerpt) {
        List<Excerpt.Row> rows = excerpt.rows().stream()
                .map(row -> row.number() == 0 ? row : new Excerpt.Row(fileLine(row.number()), row.text()))
                .toList();
        return new Excerpt(rows, excerpt.from(), excerpt.to());
    }

    /** The script that another text in its place is. */
    public Script replaced(String text) {
        return new Lexer(text, new Before(line, column, statements, standardStrings), Direction.UP).read();
    }
}
