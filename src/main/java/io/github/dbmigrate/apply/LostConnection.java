package io.github.dbmigrate.apply;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.migration.Execution;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.postgres.ConnectionLostException;

/** The connection ended while a migration was under way. */
final class LostConnection {
    private LostConnection() {}

    static Diagnostic during(Migration migration, ConnectionLostException e) {
        String label = migration.calledBy();
        Diagnostic problem =
                e.because(Diagnostic.error("connection-lost", "the connection was lost while " + label + " was running")
                        .at(Place.file(migration.file())));
        if (migration.execution() != Execution.TRANSACTION) {
            return problem.note("why", "its journal says how far it had come, and the next run goes on from there");
        }
        return problem.note(
                "why",
                "the migration and its history row commit together or not at all,\nso the history says whether " + label
                        + " was applied");
    }
}
