package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.Emptied;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.rule.Work;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** TRUNCATE without CASCADE. */
final class BanTruncate extends Danger {

    BanTruncate() {
        super(
                "ban-truncate",
                Level.DESTRUCTIVE,
                "a table is emptied",
                "TRUNCATE removes all rows at once, without looking at them and without firing DELETE triggers, under an ACCESS"
                        + " EXCLUSIVE lock (PostgreSQL's documentation, TRUNCATE).",
                "Delete the rows that must go, in batches, and say which they are.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        List<Emptied> emptied = evidence.existing(Emptied.class, Emptied::relation);
        if (BanTruncateCascade.isMeant(evidence)) {
            return Stream.of();
        }
        // A partitioned table holds no rows: its partitions are what is emptied, all by one word.
        boolean isOne = evidence.statement().startsWith("truncate") && !emptied.isEmpty();
        return isOne
                ? Stream.of(finding(evidence, emptied))
                : emptied.stream().map(table -> finding(evidence, List.of(table)));
    }

    private static Finding finding(Evidence evidence, List<Emptied> emptied) {
        Relation first = emptied.get(0).relation();
        String tables =
                emptied.stream().map(table -> table.relation().toString()).collect(Collectors.joining(", "));
        return Finding.of(
                        emptied.get(0),
                        "all rows of " + tables + " are gone for good",
                        evidence.seen(first),
                        "delete only what must go, in a migration of its own:\n-- dbmigrate: batch\nDELETE FROM "
                                + first + " WHERE <condition>;")
                .weighedBy(first, Work.LOCK);
    }
}
