package io.github.dbmigrate.apply;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.migration.Migration;

/** Says that a file was not one transaction, although it looked like one. */
final class EndedTransaction {
    /** What the diagnostic is called. */
    static final String ID = "transaction-ended";

    private EndedTransaction() {}

    static Diagnostic in(Migration migration) {
        return Diagnostic.error(ID, "the file ended its transaction")
                .at(Place.file(migration.file()))
                .note(
                        "why",
                        "a migration and its history row must be one transaction;\nthe marker that was set at its start is gone")
                .note("now", "what was committed stays; the rest was rolled back, and the history has no row of it")
                .help("look what of the file the database has, and take that out of the file, or undo it")
                .help("then take the COMMIT out, or put  -- dbmigrate: no-transaction  on a line of its own")
                .help(
                        "if it was a RESET ALL in a function or DO block, which forgets the marker:\nreset single settings");
    }
}
