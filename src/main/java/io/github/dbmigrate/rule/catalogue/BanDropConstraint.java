package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.ColumnChanged;
import io.github.dbmigrate.rule.Observation.ConstraintAdded;
import io.github.dbmigrate.rule.Observation.ConstraintReplaced;
import io.github.dbmigrate.rule.Observation.Dropped;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.script.Quoted;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** DROP CONSTRAINT, unless another takes its place or NOT NULL does. */
final class BanDropConstraint extends Danger {

    BanDropConstraint() {
        super(
                "ban-drop-constraint",
                Level.RISKY,
                "a constraint is dropped",
                "Nothing keeps bad rows out from then on, and to have the constraint again all rows must be checked and mended"
                        + " first. To drop a foreign key locks both its tables ACCESS EXCLUSIVE (PostgreSQL's documentation, ALTER"
                        + " TABLE).",
                "Where another constraint takes its place, add that one in the same statement. Else say in an allow line why"
                        + " it may go.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.dropped("table constraint").stream()
                .filter(constraint -> constraint.relation() != null && !isExplained(evidence, constraint))
                .map(constraint -> finding(evidence, constraint, constraint.relation()));
    }

    private static Finding finding(Evidence evidence, Dropped constraint, @Nullable Relation table) {
        String name = Quoted.shown(constraint.name());
        String drop = "ALTER TABLE " + table + " DROP CONSTRAINT " + name + ", ADD CONSTRAINT " + name;
        return Finding.of(
                        constraint,
                        "constraint " + name + " of " + table + " no longer keeps bad rows out",
                        evidence.seen(constraint),
                        "to change a CHECK or a foreign key, add the new one in the same statement:\n" + drop
                                + " <definition> NOT VALID;")
                .help("to change what has an index, build the new one first:\n" + Sql.OUTSIDE
                        + "CREATE UNIQUE INDEX CONCURRENTLY " + Quoted.shown(constraint.name() + "_new") + " ON "
                        + table
                        + " (<columns>);" + Sql.NEXT + drop
                        + (constraint.name().endsWith("_pkey") ? " PRIMARY KEY" : " UNIQUE") + " USING INDEX "
                        + Quoted.shown(constraint.name() + "_new") + ";");
    }

    private static boolean isExplained(Evidence evidence, Dropped constraint) {
        Relation table = constraint.relation();
        Observed statement = evidence.statement();
        boolean ofColumn = statement.all(Dropped.class).stream()
                .anyMatch(other -> other.type().equals("table column") && Objects.equals(other.relation(), table));
        boolean replaced = statement.all(ConstraintAdded.class).stream()
                .anyMatch(added ->
                        added.table().equals(table) && added.constraint().name().equals(constraint.name()));
        // What NOT NULL now demands a CHECK has proved before; and in PostgreSQL 18 a NOT NULL is a constraint itself.
        boolean ofNotNull = statement.all(ColumnChanged.class).stream()
                .anyMatch(changed -> changed.table().equals(table)
                        && changed.before().notNull() != changed.after().notNull());
        boolean byAnother = statement.all(ConstraintReplaced.class).stream()
                .anyMatch(other -> other.table().equals(table) && other.name().equals(constraint.name()));
        Neighbours others = Neighbours.of(statement);
        return evidence.isDropped(table)
                || ofColumn
                || replaced
                || byAnother
                || ofNotNull
                || others.addConstraint(constraint.name())
                || (table != null && others.setNotNull(table));
    }
}
