package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.ColumnChanged;
import io.github.dbmigrate.rule.Observation.IndexRebuilt;
import io.github.dbmigrate.rule.Observation.Rewritten;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.rule.Work;
import io.github.dbmigrate.script.Quoted;
import java.util.stream.Stream;

/** Clients remember the old type. */
final class WideningColumnType extends Danger {

    WideningColumnType() {
        super(
                "widening-column-type",
                Level.ADVICE,
                "a column has another type, and its rows stay as they are",
                """
                The table is neither written anew nor read, but clients notice: a prepared statement that returns the column \
                fails with 0A000, cached plan must not change result type, in every session that prepared it before \
                (PREPARE); drivers and pools keep them for long. Code that has the length or the type in it cuts or refuses \
                the longer values. What a timestamp becomes with a time zone is decided by the TimeZone of the session that \
                migrates: with UTC nothing is written anew, with another one every row is.""",
                """
                Deploy readers that take the wider values first, and let the driver prepare again on 0A000 (pgjdbc: \
                autosave=conservative). Say AT TIME ZONE where a timestamp gets one.""");
    }

    @Override
    public boolean isToldOnce() {
        return true;
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
                .map(changed -> finding(changed).weighedBy(changed.table(), Work.LOCK));
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
        String seen = "%s was %s, is %s; nothing was rewritten or scanned"
                .formatted(column, changed.before().type(), changed.after().type());
        if (changed.before().type().endsWith("without time zone")
                && changed.after().type().endsWith("with time zone")) {
            return Finding.of(
                    changed,
                    "the TimeZone of the session that migrates decides which moments %s.%s is taken for"
                            .formatted(changed.table(), column),
                    seen,
                    "say which one is meant; drivers return another type from then on:\n"
                            + "ALTER TABLE %s ALTER COLUMN %s TYPE %s USING %s AT TIME ZONE 'UTC';"
                                    .formatted(
                                            changed.table(),
                                            column,
                                            changed.after().type(),
                                            column));
        }
        return Finding.of(
                changed,
                "prepared statements that return %s.%s fail once in each session".formatted(changed.table(), column),
                seen,
                "let the driver prepare them again (pgjdbc: autosave=conservative)");
    }
}
