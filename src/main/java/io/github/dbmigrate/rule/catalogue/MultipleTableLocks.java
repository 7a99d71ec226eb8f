package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Constraint.Type;
import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.LockMode;
import io.github.dbmigrate.rule.Observation.ConstraintAdded;
import io.github.dbmigrate.rule.Observation.Dropped;
import io.github.dbmigrate.rule.Observation.Locked;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Relation;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A second table is locked while the first still is. The runner retries deadlocks, so this is only good to know. */
final class MultipleTableLocks extends Danger {

    MultipleTableLocks() {
        super(
                "multiple-table-locks",
                Level.ADVICE,
                "several tables are locked in one transaction",
                "Each waits locked while the transaction waits for the next, and whoever uses both in the other order deadlocks"
                        + " with it (PostgreSQL's documentation, Deadlocks). The migration gives up after its lock timeout and is"
                        + " tried again.",
                "One busy table in each migration.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        Observed statement = evidence.statement();
        List<Map.Entry<Relation, LockMode>> held = statement.heldBefore().entrySet().stream()
                .filter(lock -> lock.getValue().blocksWrites() && !lock.getKey().isNew())
                .filter(lock -> isTable(lock.getKey()))
                .toList();
        // Told once, at the second table; both tables of a foreign key are locked in any event.
        if (held.size() != 1 || concernsForeignKey(statement)) {
            return Stream.of();
        }
        Relation first = held.get(0).getKey();
        LockMode since = held.get(0).getValue();
        return evidence.existing(Locked.class, Locked::relation).stream()
                .filter(locked ->
                        locked.mode().blocksWrites() && !locked.relation().equals(first))
                .filter(locked -> isTable(locked.relation()))
                .limit(1)
                .map(locked -> Finding.of(
                        locked,
                        first + " stays locked while this waits for " + locked.relation(),
                        evidence.held(locked.mode(), locked.relation()) + ", " + since.catalogName() + " on " + first
                                + " held since a statement before",
                        "put the statements about " + locked.relation() + " into a migration of their own"));
    }

    private static boolean isTable(Relation relation) {
        return relation.kind() == Relation.Kind.TABLE || relation.kind() == Relation.Kind.PARTITIONED_TABLE;
    }

    private static boolean concernsForeignKey(Observed statement) {
        return statement.all(ConstraintAdded.class).stream()
                        .anyMatch(added -> added.constraint().type() == Type.FOREIGN_KEY)
                || statement.all(Dropped.class).stream()
                        .anyMatch(dropped -> dropped.type().equals("table constraint"));
    }
}
