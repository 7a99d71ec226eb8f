package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.ColumnChanged;
import io.github.dbmigrate.rule.Observation.Rewritten.Cause;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.rule.Work;
import io.github.dbmigrate.script.Quoted;
import java.util.stream.Stream;

/** A column's new type holds less than its old one. */
final class LossyTypeChange extends Danger {

    LossyTypeChange() {
        super(
                "lossy-type-change",
                Level.DESTRUCTIVE,
                "a column's new type holds less than its old one",
                "What the new type cannot hold is rounded or cut off for good, or makes the migration fail on the rows of"
                        + " production (PostgreSQL's documentation, ALTER TABLE, SET DATA TYPE). All rows are written anew under an"
                        + " ACCESS EXCLUSIVE lock on top of that.",
                "Add a column of the new type, fill it in batches, and drop the old one when nobody reads it. To forbid longer"
                        + " values from now on, a CHECK that is NOT VALID does it without a rewrite.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.existing(ColumnChanged.class, ColumnChanged::table).stream()
                .filter(LossyTypeChange::isLossy)
                .map(changed -> finding(evidence, changed).weighedBy(changed.table(), Work.REWRITE));
    }

    static boolean isLossy(ColumnChanged changed) {
        return Narrowing.is(changed.before().type(), changed.after().type());
    }

    private static Finding finding(Evidence evidence, ColumnChanged changed) {
        Relation table = changed.table();
        String column = Quoted.shown(changed.after().name());
        return Finding.of(
                        changed,
                        "values of " + Sql.column(table, changed.after().name()) + " that "
                                + changed.after().type() + " cannot hold are cut, or make this fail"
                                + (evidence.rewrote(table, Cause.COLUMN_TYPE)
                                        ? ", and all of it is written anew meanwhile"
                                        : ""),
                        changed.before().type() + " became " + changed.after().type() + ", " + evidence.seen(table),
                        ChangingColumnType.newColumn(evidence, changed))
                .help("whether production has such values:  SELECT count(*) FROM " + table + " WHERE " + column + "::"
                        + changed.after().type() + "::" + changed.before().type() + " IS DISTINCT FROM " + column
                        + ";");
    }
}
