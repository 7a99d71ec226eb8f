package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Constraint.Type;
import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.ColumnChanged;
import io.github.dbmigrate.rule.Observation.ConstraintAdded;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.rule.Work;
import io.github.dbmigrate.script.Quoted;
import java.util.stream.Stream;

/** SET NOT NULL that has to look at all rows. */
final class AddingNotNullableField extends Danger {

    AddingNotNullableField() {
        super(
                "adding-not-nullable-field",
                Level.BLOCKING,
                "a column is set NOT NULL, for which all rows are read",
                "SET NOT NULL reads the whole table under an ACCESS EXCLUSIVE lock, and fails if a row has no value. A valid CHECK"
                        + " that the column is not null proves it without reading (PostgreSQL's documentation, ALTER TABLE, SET NOT"
                        + " NULL).",
                "Add such a CHECK as NOT VALID, validate it in the next migration, which lets readers and writers go on, then SET"
                        + " NOT NULL and drop the CHECK. From PostgreSQL 18 on, ADD CONSTRAINT ... NOT NULL ... NOT VALID.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.existing(ColumnChanged.class, ColumnChanged::table).stream()
                .filter(changed ->
                        !changed.before().notNull() && changed.after().notNull())
                .filter(changed -> evidence.scanned(changed.table()) && !isOfPrimaryKey(evidence, changed))
                .map(changed -> finding(evidence, changed).weighedBy(changed.table(), Work.SCAN));
    }

    /** A primary key that builds its index has a rule of its own. */
    private static boolean isOfPrimaryKey(Evidence evidence, ColumnChanged changed) {
        return evidence.statement().all(ConstraintAdded.class).stream()
                .anyMatch(added -> added.table().equals(changed.table())
                        && added.constraint().type() == Type.PRIMARY_KEY
                        && !added.constraint().usesExistingIndex()
                        && added.constraint().columns().contains(changed.after().name()));
    }

    private static Finding finding(Evidence evidence, ColumnChanged changed) {
        Relation table = changed.table();
        String column = Quoted.shown(changed.after().name());
        return Finding.of(
                        changed,
                        table + " cannot be read or written while all of it is searched for rows without " + column,
                        evidence.seen(table),
                        demand(table, changed.after().name()))
                .help("rows that would make it fail:  SELECT count(*) FROM " + table + " WHERE " + column
                        + " IS NULL;");
    }

    /** The first two steps: a CHECK that proves it. */
    static String proof(Relation table, String column) {
        String name = Sql.name(table, column, "filled");
        return Sql.alter(table) + "ADD CONSTRAINT " + name + " CHECK (" + Quoted.shown(column)
                + " IS NOT NULL) NOT VALID;" + Sql.NEXT + Sql.alter(table) + "VALIDATE CONSTRAINT " + name + ";\n";
    }

    /** All steps: prove it, demand it, and drop what has proved it. */
    static String demand(Relation table, String column) {
        return proof(table, column) + Sql.alter(table) + "ALTER COLUMN " + Quoted.shown(column) + " SET NOT NULL;\n"
                + Sql.alter(table) + "DROP CONSTRAINT " + Sql.name(table, column, "filled") + ";";
    }
}
