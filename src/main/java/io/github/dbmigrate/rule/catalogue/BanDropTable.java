package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.Dropped;
import io.github.dbmigrate.rule.Work;
import io.github.dbmigrate.script.Quoted;
import java.util.stream.Stream;

/** DROP TABLE. */
final class BanDropTable extends Danger {

    BanDropTable() {
        super(
                "ban-drop-table",
                Level.DESTRUCTIVE,
                "a table is dropped",
                "DROP TABLE removes the table with its rows and indexes, and no later migration brings them back (PostgreSQL's"
                        + " documentation, DROP TABLE). An application that still runs gets an error for each query of it. To drop"
                        + " a partition also locks its parent ACCESS EXCLUSIVE.",
                "Stop using it in one release. Rename it in the next, so that a forgotten user shows while nothing is lost."
                        + " Drop it later, with an allow line. Detach a partition with DETACH PARTITION ... CONCURRENTLY first.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.dropped("table").stream()
                .filter(table -> !evidence.wasMissing(table)
                        || !Neighbours.of(evidence.statement()).makeAgain("table", table.name()))
                .map(table -> Finding.of(
                        table,
                        "table " + table.identity() + " and its rows are gone for good",
                        evidence.seen(table),
                        "rename it now, and drop it when a release has passed and nobody has missed it:\nALTER TABLE "
                                + table.identity() + " RENAME TO " + Quoted.shown(table.name() + "_unused") + ";"))
                .map(BanDropTable::withSize)
                .map(evidence::milderIfMissing);
    }

    /** How many rows go is worth knowing. */
    private static Finding withSize(Finding finding) {
        return finding.observation() instanceof Dropped table && table.relation() != null
                ? finding.weighedBy(table.relation(), Work.LOCK)
                : finding;
    }
}
