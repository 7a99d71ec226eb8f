package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.LockMode;
import io.github.dbmigrate.rule.Observation.ColumnChanged;
import io.github.dbmigrate.rule.Observation.ConstraintAdded;
import io.github.dbmigrate.rule.Observation.ConstraintValidated;
import io.github.dbmigrate.rule.Observation.IndexAdded;
import io.github.dbmigrate.rule.Observation.Rewritten;
import io.github.dbmigrate.rule.Observation.RowsChanged;
import io.github.dbmigrate.rule.Observation.Scanned;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.rule.Work;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A statement that would bother nobody by itself reads a whole table while an earlier one keeps writers out of another. A
 * statement that takes a strong lock itself has a rule of its own.
 */
final class StatementWhileHoldingAccessExclusive extends Danger {

    StatementWhileHoldingAccessExclusive() {
        super(
                "statement-while-holding-access-exclusive",
                Level.BLOCKING,
                "something that takes long runs while a lock keeps others out",
                "A lock is held until the transaction ends (PostgreSQL's documentation, Explicit Locking): nobody can write the"
                        + " locked table while the later statements run, whatever they do, and nobody can read it if the lock is"
                        + " ACCESS EXCLUSIVE.",
                "Put what takes long into a migration of its own: before the one with the strong lock, or behind it where it"
                        + " needs what that one makes.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        Observed statement = evidence.statement();
        boolean told = !statement.all(ConstraintValidated.class).isEmpty()
                || statement.all(RowsChanged.class).stream().anyMatch(RowsChanged::mayBeMany)
                || statement.locked(LockMode.SHARE_UPDATE_EXCLUSIVE).stream().anyMatch(table -> !table.isNew())
                || statement.startsWith("alter")
                || statement.startsWith("drop")
                || statement.startsWith("truncate")
                || !evidence.existing(IndexAdded.class, IndexAdded::table).isEmpty()
                || !evidence.existing(ColumnChanged.class, ColumnChanged::table).isEmpty()
                || !evidence.existing(ConstraintAdded.class, ConstraintAdded::table)
                        .isEmpty()
                || !evidence.existing(Rewritten.class, Rewritten::relation).isEmpty();
        if (told) {
            return Stream.of();
        }
        return held(statement).stream()
                .flatMap(table -> statement.all(Scanned.class).stream()
                        .filter(scanned -> !scanned.relation().isNew())
                        .limit(1)
                        .map(scanned -> finding(scanned, table, mode(statement, table))
                                .weighedBy(scanned.relation(), Work.SCAN)));
    }

    /** The table that statements before have locked against writers, or even against readers. */
    static Optional<Relation> held(Observed statement) {
        return statement.heldBefore().entrySet().stream()
                .filter(lock -> lock.getValue().blocksWrites() && !lock.getKey().isNew())
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
    }

    /** With what. */
    static LockMode mode(Observed statement, Relation held) {
        return statement.heldBefore().getOrDefault(held, LockMode.ACCESS_EXCLUSIVE);
    }

    private static Finding finding(Scanned scanned, Relation held, LockMode mode) {
        return Finding.of(
                scanned,
                held + " cannot be " + (mode.blocksReads() ? "read or " : "") + "written while all of "
                        + scanned.relation() + " is read",
                mode.catalogName() + " on " + held + " held since a statement before, full scan of "
                        + scanned.relation(),
                "put it into a migration of its own, before the one that locks " + held
                        + ", or behind it if it needs what that one makes");
    }
}
