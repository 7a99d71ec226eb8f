package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.PartitionCreated;
import java.util.stream.Stream;

/** CREATE TABLE ... PARTITION OF. It is short, so this is only good to know. */
final class PreferAttachPartition extends Danger {

    PreferAttachPartition() {
        super(
                "prefer-attach-partition",
                Level.ADVICE,
                "a partition is created where it could be attached",
                "CREATE TABLE ... PARTITION OF takes an ACCESS EXCLUSIVE lock on the partitioned table; ATTACH PARTITION takes"
                        + " only SHARE UPDATE EXCLUSIVE, which lets readers and writers go on (PostgreSQL's documentation, Table"
                        + " Partitioning, Partition Maintenance).",
                "Create the table by itself, then attach it: while it is empty, or with a CHECK that says its bounds.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.statement().all(PartitionCreated.class).stream()
                .filter(created -> !created.parent().isNew())
                .map(created -> Finding.of(
                        created,
                        created.parent() + " cannot be read or written for the moment that this takes",
                        evidence.seen(created.parent()),
                        "CREATE TABLE " + created.partition() + " (LIKE " + created.parent() + " INCLUDING ALL);\n"
                                + Sql.alter(created.parent()) + "ATTACH PARTITION " + created.partition() + " "
                                + bounds(evidence.statement().text()) + ";"));
    }

    private static String bounds(String sql) {
        int at = Sql.find(sql, "for values");
        return at < 0 ? "FOR VALUES ..." : sql.substring(at);
    }
}
