package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Index;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.LockMode;
import io.github.dbmigrate.rule.Observation.ColumnChanged;
import io.github.dbmigrate.rule.Observation.IndexRebuilt;
import io.github.dbmigrate.rule.Work;
import io.github.dbmigrate.script.Quoted;
import java.util.stream.Stream;

/** A change of a column makes PostgreSQL build indexes anew, though not the table. */
final class IndexRebuild extends Danger {

    IndexRebuild() {
        super(
                "index-rebuild",
                Level.BLOCKING,
                "a changed column's indexes are built anew",
                "Another collation, or a type that sorts otherwise, leaves the rows as they are, but ALTER TABLE builds each index"
                        + " of the column anew under an ACCESS EXCLUSIVE lock (PostgreSQL's documentation, ALTER TABLE, Notes).",
                "Drop the index concurrently, change the column, and build the index again concurrently. Where it keeps rows unique,"
                        + " add a new column, fill it in batches, build its index concurrently, and let it take the old one's place.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.existing(IndexRebuilt.class, IndexRebuilt::table).stream()
                .filter(rebuilt -> !evidence.statement().startsWith("reindex")
                        && evidence.locks(rebuilt.table(), LockMode.SHARE_ROW_EXCLUSIVE))
                .map(rebuilt -> Finding.of(
                                rebuilt,
                                rebuilt.table() + " cannot be read or written while its index "
                                        + Quoted.shown(rebuilt.index().name()) + " is built anew",
                                evidence.seen(rebuilt.table()),
                                help(evidence, rebuilt))
                        .weighedBy(rebuilt.table(), Work.INDEX));
    }

    /** Without the index there is nothing to build; one that keeps rows unique must not be missing meanwhile. */
    private static String help(Evidence evidence, IndexRebuilt rebuilt) {
        Index index = rebuilt.index();
        if (!index.unique() && !index.definition().isEmpty()) {
            String schema = index.schema().isEmpty() ? "" : Quoted.shown(index.schema()) + ".";
            return "do without the index meanwhile:\n" + Sql.OUTSIDE + "DROP INDEX CONCURRENTLY " + schema
                    + Quoted.shown(index.name()) + ";" + Sql.NEXT
                    + evidence.statement().text() + ";" + Sql.NEXT
                    + Sql.OUTSIDE + Sql.insertBehind(index.definition(), "index", "CONCURRENTLY") + ";";
        }
        return "a new column with an index of its own, built concurrently, can take the old one's place"
                + evidence.existing(ColumnChanged.class, ColumnChanged::table).stream()
                        .filter(changed -> changed.table().equals(rebuilt.table()))
                        .findFirst()
                        .map(changed -> ":\n" + ChangingColumnType.newColumn(evidence, changed))
                        .orElse("");
    }
}
