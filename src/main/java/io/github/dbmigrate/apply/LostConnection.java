package io.github.dbmigrate.apply;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.postgres.ConnectionLostException;

/** The connection ended while a migration was under way. */
final class LostConnection {
    private LostConnection() {}

    static Diagnostic during(Block block, ConnectionLostException e) {
        String label = block.migration().label();
        Diagnostic problem =
                e.because(Diagnostic.error("connection-lost", "the connection was lost while " + label + " was running")
                        .at(Place.file(block.migration().file())));
        return problem.note(
                "why",
                "the migration and its history row commit together or not at all,\nso the history says whether " + label
                        + " was applied");
    }
}
