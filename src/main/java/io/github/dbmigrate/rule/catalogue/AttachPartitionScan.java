package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation;
import io.github.dbmigrate.rule.Observation.PartitionAttached;
import io.github.dbmigrate.rule.Observation.PartitionCreated;
import io.github.dbmigrate.rule.Observation.Scanned;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.rule.Work;
import java.util.List;
import java.util.stream.Stream;

/** A table is attached as a partition, and PostgreSQL has to look whether its rows belong there. */
final class AttachPartitionScan extends Danger {

    AttachPartitionScan() {
        super(
                "attach-partition-scan",
                Level.BLOCKING,
                "a table is read whole to be attached as a partition",
                "ATTACH PARTITION reads all rows of the new partition under an ACCESS EXCLUSIVE lock on it, unless a valid CHECK"
                        + " proves that they are within its bounds; a default partition is read as well (PostgreSQL's documentation,"
                        + " ALTER TABLE, ATTACH PARTITION).",
                "Add a CHECK with the bounds that is NOT VALID, validate it in the next migration, then attach. Give a default"
                        + " partition a CHECK that excludes them.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        Stream<Observation> attached = Stream.concat(
                evidence.statement().all(PartitionAttached.class).stream()
                        .filter(partition -> !partition.parent().isNew()),
                evidence.statement().all(PartitionCreated.class).stream()
                        .filter(partition -> !partition.parent().isNew()));
        List<Relation> scanned = evidence.statement().all(Scanned.class).stream()
                .map(Scanned::relation)
                .filter(relation -> !relation.isNew())
                .distinct()
                .toList();
        return attached.limit(1)
                .flatMap(cause -> scanned.stream()
                        .map(table -> finding(evidence, cause, table).weighedBy(table, Work.SCAN)));
    }

    private static Finding finding(Evidence evidence, Observation cause, Relation table) {
        return Finding.of(
                cause,
                table + " cannot be read or written while all of it is read",
                evidence.seen(table),
                Sql.alter(table) + "ADD CONSTRAINT " + Sql.name(table, "bounds")
                        + " CHECK (<what the bounds say>) NOT VALID;" + Sql.NEXT + Sql.alter(table)
                        + "VALIDATE CONSTRAINT " + Sql.name(table, "bounds") + ";\n"
                        + evidence.statement().text() + ";");
    }
}
