package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Constraint.Type;
import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.ConstraintAdded;
import io.github.dbmigrate.rule.Work;
import java.util.stream.Stream;

/** An EXCLUDE constraint. */
final class AddingExclusionConstraint extends Danger {

    AddingExclusionConstraint() {
        super(
                "adding-exclusion-constraint",
                Level.BLOCKING,
                "an exclusion constraint is added",
                "Its index is built under an ACCESS EXCLUSIVE lock, and it fails if two rows are at odds. There is no NOT VALID"
                        + " and no USING INDEX for it (PostgreSQL's documentation, ALTER TABLE).",
                "Make a new table that has the constraint, fill it in batches, and let it take the old one's place; or run it"
                        + " when nobody uses the table, and say so in an allow line.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return BuiltIndex.of(evidence, Type.EXCLUSION)
                .map(added -> Finding.of(
                                added,
                                added.table() + " cannot be read or written while the index of "
                                        + Sql.shown(added.constraint().name()) + " is built",
                                evidence.seen(added.table()),
                                "there is no way to add it beside readers and writers; a new table can have it:\nCREATE TABLE "
                                        + Sql.qualified(added.table(), "new") + " (LIKE " + added.table()
                                        + " INCLUDING ALL, CONSTRAINT "
                                        + Sql.shown(added.constraint().name()) + " "
                                        + definition(added) + ");")
                        .weighedBy(added.table(), Work.INDEX));
    }

    private static String definition(ConstraintAdded added) {
        String definition = added.constraint().definition();
        return definition.isEmpty() ? "EXCLUDE ..." : definition;
    }
}
