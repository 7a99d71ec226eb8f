package io.github.dbmigrate.source;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.migration.FaultDiagnostic;
import io.github.dbmigrate.script.Fault;
import io.github.dbmigrate.script.Piece;
import java.util.List;

/** What the lexer has found, as it is told. */
final class Faults {
    private Faults() {}

    static void add(SqlFile file, Piece piece, List<Diagnostic> problems) {
        for (Fault fault : piece.script().faults()) {
            int floor = FaultDiagnostic.floor(fault, piece.script());
            problems.add(FaultDiagnostic.of(file.file(), piece, floor, fault));
        }
    }
}
