package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.migration.Execution;
import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.RowsChanged;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.rule.Work;
import java.util.stream.Stream;

/** An UPDATE or DELETE that goes through all of a table in one transaction. */
final class UnbatchedDataChange extends Danger {

    UnbatchedDataChange() {
        super(
                "unbatched-data-change",
                Level.BLOCKING,
                "an UPDATE or DELETE goes through a whole table in one transaction",
                "Each row that it changes stays locked until the transaction ends, so that others who write it wait"
                        + " (PostgreSQL's documentation, Row-Level Locks). An UPDATE writes each row anew, and into all indexes: the"
                        + " table doubles until it is vacuumed, and replicas fall behind.",
                "Cut it into batches, each a transaction of its own: the directive batch does it. Leave rows out that have the"
                        + " value already.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        Observed statement = evidence.statement();
        if (statement.startsWith("insert")
                || statement.startsWith("copy")
                || statement.migration().execution() == Execution.BATCH) {
            return Stream.of();
        }
        return evidence.existing(RowsChanged.class, RowsChanged::relation).stream()
                .filter(RowsChanged::wholeTable)
                .map(changed ->
                        finding(evidence, changed, changed.relation()).weighedBy(changed.relation(), Work.UPDATE));
    }

    private static Finding finding(Evidence evidence, RowsChanged changed, Relation table) {
        Observed statement = evidence.statement();
        boolean plain = statement.startsWith("update") || statement.startsWith("delete");
        return Finding.of(
                changed,
                "rows of " + table + " that this changes stay locked until all of them are done",
                evidence.seen(table) + heldMeanwhile(statement),
                plain
                        ? "in batches, in a migration of its own:\n-- dbmigrate: batch\n" + statement.text() + ";"
                        : "in batches, in a migration of its own:\n-- dbmigrate: batch\nUPDATE " + table
                                + " SET <column> = <value> WHERE <condition>;");
    }

    /** What this statement makes last longer. */
    private static String heldMeanwhile(Observed statement) {
        return StatementWhileHoldingAccessExclusive.held(statement)
                .map(table -> "; meanwhile nobody can read " + table + ", locked by a statement before")
                .orElse("");
    }
}
