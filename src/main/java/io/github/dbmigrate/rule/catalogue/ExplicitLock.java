package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.LockedExplicitly;
import java.util.stream.Stream;

/** LOCK TABLE. Whoever writes it means it, and how long it is held is not its own doing. */
final class ExplicitLock extends Danger {

    ExplicitLock() {
        super(
                "explicit-lock",
                Level.RISKY,
                "LOCK TABLE keeps others out",
                "The lock is held until the transaction ends (PostgreSQL's documentation, LOCK): whatever follows it is time in"
                        + " which others wait.",
                "Most statements take the lock that they need. Where one is needed, the weakest that will do, as the last thing"
                        + " of a short migration.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.existing(LockedExplicitly.class, LockedExplicitly::relation).stream()
                .filter(locked -> locked.mode().blocksWrites())
                .map(locked -> Finding.of(
                        locked,
                        locked.relation() + " cannot be " + (locked.mode().blocksReads() ? "read or " : "")
                                + "written until this transaction ends",
                        evidence.isRead() ? evidence.text() : evidence.held(locked.mode(), locked.relation()),
                        "SHARE UPDATE EXCLUSIVE keeps out other changes of the table, but no readers or writers:\nLOCK TABLE "
                                + locked.relation() + " IN SHARE UPDATE EXCLUSIVE MODE;"));
    }
}
