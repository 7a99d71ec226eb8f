package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.LockMode;
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
                "Add a new column, build its index concurrently, fill it in batches, and let it take the old one's place.");
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
                                "a new column with an index of its own, built concurrently, can take the old one's place:\n"
                                        + Sql.alter(rebuilt.table()) + "ADD COLUMN <new column> <type>;" + Sql.NEXT
                                        + Sql.OUTSIDE + "CREATE INDEX CONCURRENTLY <new index> ON " + rebuilt.table()
                                        + " (<new column>);")
                        .weighedBy(rebuilt.table(), Work.INDEX));
    }
}
