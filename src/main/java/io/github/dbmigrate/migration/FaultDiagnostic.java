package io.github.dbmigrate.migration;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Excerpt;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.script.Fault;
import io.github.dbmigrate.script.Piece;
import io.github.dbmigrate.script.Script;
import io.github.dbmigrate.script.Statement;

/** A fault of a script, told with its file and the text around it. */
public final class FaultDiagnostic {
    private FaultDiagnostic() {}

    /**
     * Tells it.
     *
     * @param file as the user would type it
     * @param piece whose text the fault points into
     */
    public static Diagnostic of(String file, Piece piece, Fault fault) {
        return of(file, piece, floor(fault, piece.script()), fault);
    }

    /** Where the statement before it ends. */
    public static int floor(Fault fault, Script script) {
        int floor = 0;
        for (Statement statement : script.statements()) {
            if (statement.end() <= fault.offset()) {
                floor = statement.end();
            }
        }
        return floor;
    }

    /**
     * Tells it.
     *
     * @param floor nothing before this offset is shown
     */
    public static Diagnostic of(String file, Piece piece, int floor, Fault fault) {
        Script script = piece.script();
        int width = script.text().codePointCount(fault.offset(), fault.end());
        int column = piece.fileColumn(fault.line(), fault.column());
        return Diagnostic.error(fault.id(), fault.message())
                .at(new Place(file, piece.fileLine(fault.line()), column, column + width, ""))
                .excerpt(piece.numbered(Excerpt.of(script.text(), fault.offset(), fault.end(), floor)))
                .help(fault.help());
    }
}
