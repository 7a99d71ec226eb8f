package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.LockMode;
import io.github.dbmigrate.rule.Observation.Locked;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Relation;
import java.util.stream.Stream;

/** A strong lock is waited for without a limit. We set one, so the file has turned it off. */
final class RequireLockTimeout extends Danger {

    RequireLockTimeout() {
        super(
                "require-lock-timeout",
                Level.BLOCKING,
                "a strong lock is waited for without a limit",
                "While a statement waits for a lock, everybody who comes later queues behind it, readers too; one forgotten"
                        + " transaction then stops the table for as long as it stays open (PostgreSQL's documentation,"
                        + " lock_timeout). A migration has a lock timeout unless its file turns it off.",
                "Leave lock_timeout alone, or give the file a longer one with the directive lock-timeout.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        if (!evidence.statement().lockTimeoutOff()) {
            return Stream.of();
        }
        return evidence.existing(Locked.class, Locked::relation).stream()
                .filter(locked -> locked.mode().blocksWrites())
                .filter(locked -> !isHeld(evidence.statement(), locked.relation()))
                .limit(1)
                .map(locked -> Finding.of(
                        locked,
                        "whoever uses " + locked.relation()
                                + " waits for as long as this waits for its lock, without a limit",
                        "lock_timeout is 0, " + evidence.held(locked.mode(), locked.relation()),
                        "take SET lock_timeout = 0 out; a file that needs more patience says so:\n"
                                + "-- dbmigrate: lock-timeout 10s"));
    }

    private static boolean isHeld(Observed statement, Relation table) {
        LockMode held = statement.heldBefore().get(table);
        return held != null && held.blocksWrites();
    }
}
