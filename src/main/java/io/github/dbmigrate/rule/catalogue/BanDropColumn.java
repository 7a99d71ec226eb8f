package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.DemandDropped;
import io.github.dbmigrate.rule.Observation.Dropped;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.rule.Work;
import io.github.dbmigrate.script.Quoted;
import java.util.stream.Stream;

/** DROP COLUMN. */
final class BanDropColumn extends Danger {

    BanDropColumn() {
        super(
                "ban-drop-column",
                Level.DESTRUCTIVE,
                "a column is dropped",
                "The values of a dropped column cannot be read again (PostgreSQL's documentation, ALTER TABLE, DROP COLUMN)."
                        + " An application that still names the column fails, and so do prepared SELECT * statements, whose"
                        + " result type must not change.",
                "A release that no longer uses the column comes first; until then only stop demanding it. Drop it a release"
                        + " later, with an allow line.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.dropped("table column").stream()
                .filter(column -> !evidence.isDropped(column.relation()))
                .map(column -> evidence.milderIfMissing(finding(evidence, column)));
    }

    private static Finding finding(Evidence evidence, Dropped column) {
        Relation table = column.relation();
        String name = table == null ? column.identity() : Sql.column(table, column.name());
        Finding finding =
                Finding.of(column, "column " + name + " and its values are gone for good", evidence.seen(column));
        return table == null
                ? finding
                : finding.help("first deploy what no longer uses it" + untilThen(evidence, table, column.name()))
                        .weighedBy(table, Work.LOCK);
    }

    private static String untilThen(Evidence evidence, Relation table, String column) {
        return evidence.statement().all(DemandDropped.class).stream()
                        .anyMatch(demand ->
                                demand.table().equals(table) && demand.column().equals(column))
                ? "; until then it need not be filled:\n" + Sql.alter(table) + "ALTER COLUMN " + Quoted.shown(column)
                        + " DROP NOT NULL;"
                : "";
    }
}
