package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Constraint.Type;
import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Work;
import java.util.stream.Stream;

/** A unique constraint that has to build its index. */
final class DisallowedUniqueConstraint extends Danger {

    DisallowedUniqueConstraint() {
        super(
                "disallowed-unique-constraint",
                Level.BLOCKING,
                "a unique constraint is added, for which an index is built",
                "ADD UNIQUE builds the index under an ACCESS EXCLUSIVE lock, so that nobody can even read the table, and fails if"
                        + " two rows are alike (PostgreSQL's documentation, ALTER TABLE, ADD table_constraint_using_index).",
                "Build the unique index concurrently, then ADD CONSTRAINT ... UNIQUE USING INDEX, which takes no time.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return BuiltIndex.of(evidence, Type.UNIQUE)
                .map(added -> Finding.of(
                                added,
                                added.table() + " cannot be read or written while the index of "
                                        + Sql.shown(added.constraint().name()) + " is built",
                                evidence.seen(added.table()),
                                BuiltIndex.help(evidence, added, "UNIQUE"))
                        .help(BuiltIndex.duplicates(added))
                        .weighedBy(added.table(), Work.INDEX));
    }
}
