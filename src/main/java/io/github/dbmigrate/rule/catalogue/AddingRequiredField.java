package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Column;
import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.ColumnAdded;
import io.github.dbmigrate.script.Quoted;
import java.util.stream.Stream;

/** A column is added that is NOT NULL and has no value for the rows that are there. */
final class AddingRequiredField extends Danger {

    AddingRequiredField() {
        super(
                "adding-required-field",
                Level.BLOCKING,
                "a column is added that must have a value, without one for the rows that are there",
                "ADD COLUMN ... NOT NULL without a default fails as soon as the table has one row (SQLSTATE 23502): it works on"
                        + " every empty database, and not in production (PostgreSQL's documentation, ALTER TABLE, ADD COLUMN).",
                "Give it a constant default, which rewrites nothing, or add it nullable, fill it in batches, and demand it"
                        + " then.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.existing(ColumnAdded.class, ColumnAdded::table).stream()
                .filter(added -> isRequired(added.column()))
                // How big the table is makes no difference: one row is enough.
                .map(AddingRequiredField::finding);
    }

    private static boolean isRequired(Column column) {
        return column.notNull()
                && !column.hasDefault()
                && column.identity() == Column.Identity.NO
                && column.generated() == Column.Generated.NO;
    }

    private static Finding finding(ColumnAdded added) {
        String name = Quoted.shown(added.column().name());
        return Finding.of(
                        added,
                        "this fails as soon as " + added.table() + " has a row: column " + name
                                + " has no value for it",
                        "column " + Sql.column(added.table(), added.column().name())
                                + " is NOT NULL and has no default",
                        "with a constant default nothing is rewritten:\n" + NewColumn.add(added)
                                + " NOT NULL DEFAULT <value>;")
                .help("whether production has rows:  SELECT EXISTS (SELECT FROM " + added.table() + ");");
    }
}
