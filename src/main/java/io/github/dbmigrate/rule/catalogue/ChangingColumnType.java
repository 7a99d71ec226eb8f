package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.ColumnAdded;
import io.github.dbmigrate.rule.Observation.ColumnChanged;
import io.github.dbmigrate.rule.Observation.ConstraintAdded;
import io.github.dbmigrate.rule.Observation.IndexRebuilt;
import io.github.dbmigrate.rule.Observation.Rewritten.Cause;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.rule.Work;
import io.github.dbmigrate.script.Quoted;
import java.util.Optional;
import java.util.stream.Stream;

/** A column's type is changed, and PostgreSQL has to write all rows anew. */
final class ChangingColumnType extends Danger {

    ChangingColumnType() {
        super(
                "changing-column-type",
                Level.BLOCKING,
                "a column's type is changed, for which all rows are written or read",
                "Unless the old and the new type are stored alike, ALTER COLUMN TYPE copies the table and builds all its indexes"
                        + " anew under an ACCESS EXCLUSIVE lock: nobody can read or write it meanwhile (PostgreSQL's documentation,"
                        + " ALTER TABLE, Notes).",
                "Add a column of the new type, let the application write both, fill the rest in batches, and let the new column"
                        + " take the old one's place.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.existing(ColumnChanged.class, ColumnChanged::table).stream()
                .filter(changed ->
                        !changed.before().type().equals(changed.after().type()))
                .filter(changed -> !LossyTypeChange.isLossy(changed))
                .flatMap(changed -> finding(evidence, changed).stream());
    }

    private static Optional<Finding> finding(Evidence evidence, ColumnChanged changed) {
        Relation table = changed.table();
        boolean writes = evidence.rewrote(table, Cause.COLUMN_TYPE);
        if (!writes && !reads(evidence, changed)) {
            return Optional.empty();
        }
        Finding finding = Finding.of(
                changed,
                table + " cannot be read or written while all of it is "
                        + (writes ? "written anew" : "read") + " for column "
                        + Quoted.shown(changed.after().name()),
                changed.before().type() + " became " + changed.after().type() + ", " + evidence.seen(table),
                newColumn(evidence, changed));
        return Optional.of(finding.weighedBy(table, writes ? Work.REWRITE : Work.SCAN));
    }

    /** Whether its rows had to be checked, as far as nothing else in the statement is known to have done that. */
    private static boolean reads(Evidence evidence, ColumnChanged changed) {
        Observed statement = evidence.statement();
        return evidence.scanned(changed.table())
                && changed.before().notNull() == changed.after().notNull()
                && statement.all(IndexRebuilt.class).isEmpty()
                && statement.all(ConstraintAdded.class).isEmpty()
                && statement.all(ColumnAdded.class).isEmpty();
    }

    /** How a new column takes the place of the old one. */
    static String newColumn(Evidence evidence, ColumnChanged changed) {
        Relation table = changed.table();
        String old = Quoted.shown(changed.after().name());
        String added = Quoted.shown(changed.after().name() + "_new");
        String type = changed.after().type();
        String using =
                DefaultText.using(evidence.statement().text(), changed.after().name());
        return Sql.alter(table) + "ADD COLUMN " + added + " " + type + ";" + Sql.IN_BATCHES + "UPDATE " + table
                + " SET " + added + " = " + (using.isEmpty() ? old + "::" + type : using)
                + ";\n-- when the application uses " + added
                + " alone, drop " + old;
    }
}
