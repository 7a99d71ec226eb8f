package io.github.dbmigrate.apply;

import io.github.dbmigrate.migration.Migration;
import org.jspecify.annotations.Nullable;

/** Tells the witness, where there is one, of an attempt at a migration in one transaction. */
final class Testimony {
    private final @Nullable Witness witness;
    private final Migration migration;
    private boolean begun;

    Testimony(@Nullable Witness witness, Migration migration) {
        // There is no script of a long file to point into.
        this.witness = migration.isLong() ? null : witness;
        this.migration = migration;
    }

    boolean isWanted() {
        return witness != null;
    }

    void before(Message message) {
        if (witness == null || !isTold(message)) {
            return;
        }
        if (!begun) {
            witness.begin(migration);
            begun = true;
        }
        witness.before(migration, message.statement(), false);
    }

    void after(Message message) {
        if (witness != null && isTold(message)) {
            witness.after(migration, message.statement(), false);
        }
    }

    /** Nothing may be asked before a SET TRANSACTION. */
    private static boolean isTold(Message message) {
        return message.statements() > 0 && !message.setsTransaction();
    }
}
