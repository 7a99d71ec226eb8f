package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Constraint.Type;
import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.ConstraintAdded;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Relation;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A new table points to one that is in use, and the migration then goes on to something that takes its time. */
final class ForeignKeyLocksReferencedTable extends Danger {

    ForeignKeyLocksReferencedTable() {
        super(
                "foreign-key-locks-referenced-table",
                Level.ADVICE,
                "a new table's foreign key locks the table that it points to",
                "A foreign key takes a SHARE ROW EXCLUSIVE lock on the table that it points to, also from an empty table: its"
                        + " writers wait until the transaction ends (PostgreSQL's documentation, CREATE TABLE, REFERENCES).",
                "Let it be the last statement of a short migration. What only makes more tables, indexes or comments is over in a"
                        + " moment, and not reported.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        Observed statement = evidence.statement();
        if (evidence.isRead() || !statement.inTransaction() || !new Rest(statement).takesLong()) {
            return Stream.of();
        }
        return statement.all(ConstraintAdded.class).stream()
                .filter(added -> added.table().isNew() && added.constraint().type() == Type.FOREIGN_KEY)
                .filter(added -> isLocked(statement, added.constraint().references()))
                .map(added -> finding(evidence, added, added.constraint().references()));
    }

    /** Whether it is this statement that locks it. */
    private static boolean isLocked(Observed statement, @Nullable Relation table) {
        return table != null && !table.isNew() && statement.lock(table).isPresent();
    }

    private static Finding finding(Evidence evidence, ConstraintAdded added, @Nullable Relation referenced) {
        return Finding.of(
                added,
                "writers of " + referenced + " wait until all the rest of this migration is done",
                referenced == null ? evidence.text() : evidence.seen(referenced),
                "leave REFERENCES out of CREATE TABLE, and add the foreign key last:\n" + Sql.alter(added.table())
                        + "ADD CONSTRAINT "
                        + Sql.shown(added.constraint().name()) + " "
                        + added.constraint().definition() + ";");
    }
}
