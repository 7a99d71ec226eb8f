package io.github.dbmigrate.migration;

import io.github.dbmigrate.script.Directive;
import io.github.dbmigrate.script.Script;
import org.jspecify.annotations.Nullable;

/** How the statements of a migration are brought together with its history row. */
public enum Execution {
    /** One transaction for all of them and the history row. */
    TRANSACTION,
    /** Each on its own, because PostgreSQL refuses them in a transaction, or the file asks for it; a journal keeps count. */
    OUTSIDE,
    /** Its one statement, in many transactions of some rows each; a journal keeps the place. */
    BATCH;

    /**
     * A file whose author has put one BEGIN ... COMMIT around all of it is a transaction, whatever a comment in it says. One that
     * holds nothing but statements that PostgreSQL refuses in a transaction, and settings for them, needs no directive.
     */
    static Execution of(Script script, @Nullable String outsideMarker) {
        if (script.has(Directive.BATCH)) {
            return BATCH;
        }
        if (script.isFramed()) {
            return TRANSACTION;
        }
        if (script.has(Directive.NO_TRANSACTION) || outsideMarker != null) {
            return OUTSIDE;
        }
        boolean refused = script.statements().stream().anyMatch(s -> s.refusedInTransaction() != null);
        boolean alike = script.statements().stream().allMatch(s -> s.refusedInTransaction() != null || s.setsSession());
        return refused && alike ? OUTSIDE : TRANSACTION;
    }
}
