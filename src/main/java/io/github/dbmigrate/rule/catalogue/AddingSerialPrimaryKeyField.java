package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Constraint.Type;
import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.ColumnChanged;
import io.github.dbmigrate.rule.Observation.ConstraintAdded;
import io.github.dbmigrate.rule.Work;
import io.github.dbmigrate.script.Quoted;
import java.util.stream.Stream;

/** A primary key that has to build its index. */
final class AddingSerialPrimaryKeyField extends Danger {

    AddingSerialPrimaryKeyField() {
        super(
                "adding-serial-primary-key-field",
                Level.BLOCKING,
                "a primary key is added, for which an index is built",
                "ADD PRIMARY KEY builds a unique index under an ACCESS EXCLUSIVE lock, reads all rows for NOT NULL, and fails if"
                        + " two rows are alike or one has no value (PostgreSQL's documentation, ALTER TABLE, ADD"
                        + " table_constraint_using_index).",
                "Build the unique index concurrently, prove NOT NULL with a CHECK, then ADD PRIMARY KEY USING INDEX.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return BuiltIndex.of(evidence, Type.PRIMARY_KEY)
                .map(added -> finding(evidence, added).weighedBy(added.table(), Work.INDEX));
    }

    private static Finding finding(Evidence evidence, ConstraintAdded added) {
        Finding finding = Finding.of(
                added,
                added.table() + " cannot be read or written while the index of its primary key is built",
                evidence.seen(added.table()));
        for (ColumnChanged changed : evidence.existing(ColumnChanged.class, ColumnChanged::table)) {
            boolean wasNullable = !changed.before().notNull() && changed.after().notNull();
            if (wasNullable && changed.table().equals(added.table())) {
                String column = changed.after().name();
                finding = finding.help("first prove that every row has " + Quoted.shown(column) + ":\n"
                        + AddingNotNullableField.proof(changed.table(), column).stripTrailing());
            }
        }
        return finding.help(BuiltIndex.help(evidence, added, "PRIMARY KEY")).help(BuiltIndex.duplicates(added));
    }
}
