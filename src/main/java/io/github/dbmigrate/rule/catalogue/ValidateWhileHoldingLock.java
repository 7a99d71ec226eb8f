package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.LockMode;
import io.github.dbmigrate.rule.Observation.ConstraintValidated;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.rule.Work;
import io.github.dbmigrate.script.Quoted;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** VALIDATE CONSTRAINT in a transaction that already keeps others out. */
final class ValidateWhileHoldingLock extends Danger {

    ValidateWhileHoldingLock() {
        super(
                "validate-while-holding-lock",
                Level.BLOCKING,
                "a constraint is validated while a strong lock is held",
                "VALIDATE CONSTRAINT lets readers and writers go on, but a lock that an earlier statement of the transaction has"
                        + " taken is held until its end (PostgreSQL's documentation, Explicit Locking): NOT VALID and VALIDATE in"
                        + " one migration gain nothing.",
                "VALIDATE in the next migration.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.existing(ConstraintValidated.class, ConstraintValidated::table).stream()
                .flatMap(validated -> strongest(evidence.statement(), validated.table())
                        .map(held -> finding(evidence, validated, held).weighedBy(validated.table(), Work.SCAN))
                        .stream());
    }

    /** The table that waits: the validated one itself if it is among those. */
    private static Optional<Relation> strongest(Observed statement, Relation validated) {
        List<Relation> held = statement.heldBefore().entrySet().stream()
                .filter(lock -> !lock.getKey().isNew() && lock.getValue().blocksWrites())
                .map(Map.Entry::getKey)
                .toList();
        return held.contains(validated) ? Optional.of(validated) : held.stream().findFirst();
    }

    private static Finding finding(Evidence evidence, ConstraintValidated validated, Relation held) {
        LockMode mode = Objects.requireNonNull(evidence.statement().heldBefore().get(held));
        return Finding.of(
                validated,
                held + " cannot be " + (mode.blocksReads() ? "read or " : "") + "written while all of "
                        + (held.equals(validated.table())
                                ? "it"
                                : validated.table().toString()) + " is checked",
                mode.catalogName() + " on " + held + " held since a statement before, full scan of "
                        + validated.table(),
                "move it into the next migration:\n" + Sql.alter(validated.table()) + "VALIDATE CONSTRAINT "
                        + Quoted.shown(validated.constraint().name()) + ";");
    }
}
