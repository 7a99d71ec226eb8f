package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.ColumnChanged;
import io.github.dbmigrate.rule.Observation.IndexRebuilt;
import io.github.dbmigrate.rule.Observation.Rewritten;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.script.Quoted;
import java.util.stream.Stream;

/** Clients remember the old type. */
final class WideningColumnType extends Danger {

    WideningColumnType() {
        super(
                "widening-column-type",
                Level.RISKY,
                "a column has another type, and its rows stay as they are",
                """
                The table is neither written anew nor read, but clients notice: a prepared statement that returns the column \
                fails with 0A000, cached plan must not change result type, in every session that prepared it before \
                (PREPARE); drivers and pools keep them for long. Code that has the length or the type in it cuts or refuses \
                the longer values.""",
                """
                Deploy readers that take the wider values first, and let the driver prepare again on 0A000 (pgjdbc: \
                autosave=conservative). Or add a column beside it.""");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        if (evidence.isRead()) {
            return Stream.empty();
        }
        return evidence.existing(ColumnChanged.class, ColumnChanged::table).stream()
                .filter(changed ->
                        !changed.before().type().equals(changed.after().type()))
                .filter(changed -> !LossyTypeChange.isLossy(changed) && !hasWork(evidence, changed.table()))
                .map(WideningColumnType::finding);
    }

    /** Then it does more than change a name in the catalog, and another rule says so. */
    private static boolean hasWork(Evidence evidence, Relation table) {
        return evidence.scanned(table)
                || evidence.rewrote(table, Rewritten.Cause.COLUMN_TYPE)
                || evidence.statement()
                        .first(IndexRebuilt.class, rebuilt -> rebuilt.table().equals(table))
                        .isPresent();
    }

    private static Finding finding(ColumnChanged changed) {
        String column = Quoted.shown(changed.after().name());
        return Finding.of(
                changed,
                "prepared statements that return %s.%s fail once in each session".formatted(changed.table(), column),
                "%s was %s, is %s; nothing was rewritten or scanned"
                        .formatted(
                                column, changed.before().type(), changed.after().type()),
                "let the driver prepare them again (pgjdbc: autosave=conservative), or add a column beside it:\n"
                        + "ALTER TABLE %s ADD COLUMN %s %s;"
                                .formatted(
                                        changed.table(),
                                        Quoted.shown(changed.after().name() + "_2"),
                                        changed.after().type()));
    }
}
