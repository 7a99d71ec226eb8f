package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.diagnostic.Severity;
import io.github.dbmigrate.migration.Execution;
import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.RowsChanged;
import io.github.dbmigrate.rule.Observation.RowsChanged.Extent;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.rule.Work;
import io.github.dbmigrate.script.Script;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An UPDATE or DELETE of rows that nobody can count. It is a warning where a condition with constants picks them, and an error where
 * there is none, where other tables tell which they are, or where others wait for a lock meanwhile.
 */
final class UnbatchedDataChange extends Danger {

    UnbatchedDataChange() {
        super(
                "unbatched-data-change",
                Level.BLOCKING,
                "an UPDATE or DELETE may change many rows in one transaction",
                "Each row that it changes stays locked until the transaction ends, so that others who write it wait"
                        + " (PostgreSQL's documentation, Row-Level Locks). An UPDATE writes each row anew, and into all indexes: the"
                        + " table doubles until it is vacuumed, and replicas fall behind.",
                "Cut it into batches, each a transaction of its own: the directive batch does it. Leave rows out that have the"
                        + " value already. Name the rows by a unique key where they are few.");
    }

    @Override
    public boolean isToldOnce() {
        return true;
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
                .filter(RowsChanged::mayBeMany)
                .map(changed ->
                        finding(evidence, changed, changed.relation()).weighedBy(changed.relation(), Work.UPDATE));
    }

    private static Finding finding(Evidence evidence, RowsChanged changed, Relation table) {
        Observed statement = evidence.statement();
        boolean some = changed.extent() == Extent.SOME;
        Optional<Relation> held = StatementWhileHoldingAccessExclusive.held(statement);
        Finding finding = Finding.of(
                changed,
                "rows of " + table + " that this changes stay locked until all of them are done",
                evidence.seen(table)
                        + (some ? ", and no unique key in the condition" : "")
                        + meanwhile(statement, held),
                help(statement, table, held.isPresent() ? "in the next migration" : "in a migration of its own"));
        return some && held.isEmpty() ? finding.atMost(Severity.WARNING) : finding;
    }

    private static String help(Observed statement, Relation table, String where) {
        String directive = ":\n-- dbmigrate: batch\n";
        String verb = verb(statement, table);
        boolean plain = statement.startsWith("update") || statement.startsWith("delete");
        if (plain && !isOneOfMany(statement, table)) {
            return "in batches, " + where + directive + statement.text() + ";";
        }
        if (verb.equals("delete")) {
            return "in batches, " + where + ", which takes one DELETE without WITH" + directive + "DELETE FROM " + table
                    + " WHERE <condition>;";
        }
        return plain
                ? "in batches, all of them as one, " + where + directive + "UPDATE " + table
                        + " SET <column> = CASE WHEN <condition> THEN <value> ... END WHERE <any of the conditions>;"
                : "in batches, " + where + ", which takes one UPDATE without WITH" + directive + "UPDATE " + table
                        + " SET <column> = <value> WHERE <condition>;";
    }

    /** Behind a WITH, or in the text of a block. */
    private static String verb(Observed statement, Relation table) {
        boolean deletes = Sql.find(statement.text(), "update") < 0 && Sql.find(statement.text(), "delete") >= 0;
        return Head.of(statement).changes(table).orElse(deletes ? "delete" : "update");
    }

    private static boolean isOneOfMany(Observed statement, Relation table) {
        if (statement.migration().isLong()) {
            return false;
        }
        Script script = statement.migration().script();
        return script.statements().stream()
                        .filter(other ->
                                other.startsWith(statement.statement().words().get(0)))
                        .filter(other -> Head.of(script, other).changes(table).isPresent())
                        .limit(2)
                        .count()
                > 1;
    }

    /** What this statement makes last longer. */
    private static String meanwhile(Observed statement, Optional<Relation> held) {
        return held.map(table -> "; meanwhile nobody can "
                        + (StatementWhileHoldingAccessExclusive.mode(statement, table)
                                        .blocksReads()
                                ? "read "
                                : "write ")
                        + table + ", locked by a statement before")
                .orElse("");
    }
}
