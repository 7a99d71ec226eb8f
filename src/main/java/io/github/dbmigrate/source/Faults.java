package io.github.dbmigrate.source;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Excerpt;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.script.Fault;
import io.github.dbmigrate.script.Piece;
import io.github.dbmigrate.script.Script;
import io.github.dbmigrate.script.Statement;
import java.util.List;

/** What the lexer has found, as it is told. */
final class Faults {
    private Faults() {}

    static void add(SqlFile file, Piece piece, List<Diagnostic> problems) {
        for (Fault fault : piece.script().faults()) {
            problems.add(diagnostic(file.file(), piece, floor(fault, piece.script()), fault));
        }
    }

    /** Where the statement before it ends. */
    private static int floor(Fault fault, Script script) {
        int floor = 0;
        for (Statement statement : script.statements()) {
            if (statement.end() <= fault.offset()) {
                floor = statement.end();
            }
        }
        return floor;
    }

    static Diagnostic diagnostic(String file, Piece piece, int floor, Fault fault) {
        Script script = piece.script();
        int width = script.text().codePointCount(fault.offset(), fault.end());
        int column = piece.fileColumn(fault.line(), fault.column());
        return Diagnostic.error(fault.id(), fault.message())
                .at(new Place(file, piece.fileLine(fault.line()), column, column + width, ""))
                .excerpt(piece.numbered(Excerpt.of(script.text(), fault.offset(), fault.end(), floor)))
                .help(fault.help());
    }
}
