package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.LockMode;
import io.github.dbmigrate.rule.Observation.Dropped;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.rule.Work;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** DROP INDEX without CONCURRENTLY. */
final class RequireConcurrentIndexDeletion extends Danger {

    RequireConcurrentIndexDeletion() {
        super(
                "require-concurrent-index-deletion",
                Level.BLOCKING,
                "an index is dropped while nobody can read or write the table",
                "DROP INDEX takes an ACCESS EXCLUSIVE lock on the table: while it waits for the queries that are running, all"
                        + " later ones queue behind it, and in a migration until its transaction ends (PostgreSQL's documentation,"
                        + " DROP INDEX).",
                "DROP INDEX CONCURRENTLY, which cannot run in a transaction.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.dropped("index").stream()
                .filter(index -> !evidence.isDropped(index.relation()))
                .filter(index -> blocks(evidence, index.relation()))
                .map(index -> finding(evidence, index, index.relation()));
    }

    private static boolean blocks(Evidence evidence, @Nullable Relation table) {
        return evidence.isRead() || table == null
                ? !evidence.says("concurrently")
                : evidence.locks(table, LockMode.SHARE);
    }

    private static Finding finding(Evidence evidence, Dropped index, @Nullable Relation table) {
        String whose = table == null ? "the table of index " + index.identity() : table.toString();
        Finding finding = Finding.of(
                index,
                whose + " cannot be read or written while this waits for its lock and holds it",
                evidence.seen(index),
                Sql.OUTSIDE + "DROP INDEX CONCURRENTLY " + index.identity() + ";");
        return table == null ? finding : finding.weighedBy(table, Work.LOCK);
    }
}
