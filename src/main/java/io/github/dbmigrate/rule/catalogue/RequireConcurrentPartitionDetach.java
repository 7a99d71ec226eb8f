package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.PartitionDetached;
import io.github.dbmigrate.rule.Work;
import java.util.stream.Stream;

/** DETACH PARTITION without CONCURRENTLY. */
final class RequireConcurrentPartitionDetach extends Danger {

    RequireConcurrentPartitionDetach() {
        super(
                "require-concurrent-partition-detach",
                Level.BLOCKING,
                "a partition is detached while nobody can use any partition",
                "DETACH PARTITION takes an ACCESS EXCLUSIVE lock on the partitioned table: all queries of all its partitions"
                        + " queue behind it (PostgreSQL's documentation, ALTER TABLE, DETACH PARTITION).",
                "DETACH PARTITION ... CONCURRENTLY, which cannot run in a transaction, and not where there is a default"
                        + " partition.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.statement().all(PartitionDetached.class).stream()
                .filter(detached -> !detached.parent().isNew() && !detached.concurrently())
                .map(detached -> Finding.of(
                                detached,
                                detached.parent()
                                        + " cannot be read or written while this waits for its lock and holds it",
                                evidence.seen(detached.parent()),
                                Sql.OUTSIDE + Sql.alter(detached.parent()) + "DETACH PARTITION " + detached.partition()
                                        + " CONCURRENTLY;")
                        .weighedBy(detached.parent(), Work.LOCK));
    }
}
