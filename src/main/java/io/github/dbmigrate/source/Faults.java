package io.github.dbmigrate.source;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.migration.FaultDiagnostic;
import io.github.dbmigrate.migration.FileName;
import io.github.dbmigrate.script.Fault;
import io.github.dbmigrate.script.Piece;
import java.util.List;

/** What the lexer has found, as it is told. */
final class Faults {
    private Faults() {}

    static void add(SqlFile file, Piece piece, List<Diagnostic> problems) {
        for (Fault fault : piece.script().faults()) {
            int floor = FaultDiagnostic.floor(fault, piece.script());
            if (!isRight(fault, floor, file)) {
                problems.add(FaultDiagnostic.of(file.file(), piece, floor, fault));
            }
        }
    }

    /** A comment that begins the part that undoes is in its place where nothing else stands above it. */
    private static boolean isRight(Fault fault, int floor, SqlFile file) {
        return fault.id().equals(Fault.DOWN_PART) && file.name().kind() == FileName.Kind.DOWN && floor == 0;
    }
}
