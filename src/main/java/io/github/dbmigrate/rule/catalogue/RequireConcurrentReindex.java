package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.LockMode;
import io.github.dbmigrate.rule.Observation.IndexRebuilt;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.rule.Work;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** REINDEX without CONCURRENTLY. */
final class RequireConcurrentReindex extends Danger {

    RequireConcurrentReindex() {
        super(
                "require-concurrent-reindex",
                Level.BLOCKING,
                "indexes are built anew while nobody can write the table",
                "REINDEX holds a SHARE lock on the table, and an ACCESS EXCLUSIVE lock on the index: writers wait, and so do"
                        + " readers that would use the index (PostgreSQL's documentation, REINDEX, Rebuilding Indexes"
                        + " Concurrently).",
                "REINDEX ... CONCURRENTLY, which cannot run in a transaction.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.existing(IndexRebuilt.class, IndexRebuilt::table).stream()
                .filter(rebuilt -> isReindex(evidence, rebuilt.table()))
                .collect(Collectors.toMap(IndexRebuilt::table, rebuilt -> rebuilt, (a, b) -> a, LinkedHashMap::new))
                .values()
                .stream()
                .map(rebuilt -> finding(evidence, rebuilt).weighedBy(rebuilt.table(), Work.INDEX));
    }

    /** ALTER TABLE builds them anew under a stronger lock. */
    static boolean isReindex(Evidence evidence, Relation table) {
        return evidence.statement().startsWith("reindex")
                ? !evidence.says("concurrently") && (evidence.isRead() || evidence.locks(table, LockMode.SHARE))
                : evidence.lock(table).filter(mode -> mode == LockMode.SHARE).isPresent();
    }

    private static Finding finding(Evidence evidence, IndexRebuilt rebuilt) {
        return Finding.of(
                rebuilt,
                rebuilt.table() + " cannot be written while its indexes are built anew",
                evidence.seen(rebuilt.table()),
                Sql.OUTSIDE + "REINDEX TABLE CONCURRENTLY " + rebuilt.table() + ";");
    }
}
