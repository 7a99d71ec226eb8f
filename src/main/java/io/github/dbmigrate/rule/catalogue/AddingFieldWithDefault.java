package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Column;
import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.ColumnAdded;
import io.github.dbmigrate.rule.Observation.Rewritten.Cause;
import io.github.dbmigrate.rule.Work;
import io.github.dbmigrate.script.Quoted;
import java.util.List;
import java.util.stream.Stream;

/** A column is added whose default must be computed for each row, or whose type checks each value. */
final class AddingFieldWithDefault extends Danger {

    AddingFieldWithDefault() {
        super(
                "adding-field-with-default",
                Level.BLOCKING,
                "a column is added with a default that differs from row to row",
                "A constant default, or now(), is kept in the catalog and costs nothing. One that is volatile, such as"
                        + " gen_random_uuid() or clock_timestamp(), and a domain with a constraint, make PostgreSQL write all rows"
                        + " anew under an ACCESS EXCLUSIVE lock (PostgreSQL's documentation, ALTER TABLE, Notes).",
                "Add the column without the default, then set the default for new rows, then fill the old ones in batches.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        List<ColumnAdded> added = evidence.existing(ColumnAdded.class, ColumnAdded::table).stream()
                .filter(column -> evidence.rewrote(column.table(), Cause.DEFAULT))
                .toList();
        return added.stream()
                .filter(column -> isCandidate(added, column))
                .map(column -> Finding.of(
                                column,
                                NewColumn.message(column),
                                evidence.seen(column.table()),
                                help(evidence, column))
                        .weighedBy(column.table(), Work.REWRITE));
    }

    /** Which of several columns it was is not seen: one with a default rather than one without; none if another rule knows. */
    private static boolean isCandidate(List<ColumnAdded> added, ColumnAdded column) {
        List<Column> ofTable = added.stream()
                .filter(other -> other.table().equals(column.table()))
                .map(ColumnAdded::column)
                .toList();
        boolean told = ofTable.stream()
                .anyMatch(other ->
                        other.identity() != Column.Identity.NO || other.generated() == Column.Generated.STORED);
        boolean defaults = ofTable.stream().anyMatch(Column::hasDefault);
        return !told && (column.column().hasDefault() || !defaults);
    }

    private static String help(Evidence evidence, ColumnAdded added) {
        String name = Quoted.shown(added.column().name());
        if (!added.column().hasDefault()) {
            return "a column of the domain's own base type, with the domain's CHECK added NOT VALID, needs no rewrite:\n"
                    + Sql.alter(added.table()) + "ADD COLUMN " + name + " <base type>;";
        }
        String value =
                DefaultText.of(evidence.statement().text(), added.column().name());
        return NewColumn.add(added) + ";\n" + Sql.alter(added.table()) + "ALTER COLUMN " + name + " SET DEFAULT "
                + value + ";" + NewColumn.fill(added, value)
                + (added.column().notNull()
                        ? Sql.NEXT
                                + AddingNotNullableField.demand(
                                        added.table(), added.column().name())
                        : "");
    }
}
