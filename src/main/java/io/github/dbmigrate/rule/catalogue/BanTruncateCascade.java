package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.Emptied;
import io.github.dbmigrate.rule.Work;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** TRUNCATE of what it does not name. */
final class BanTruncateCascade extends Danger {

    BanTruncateCascade() {
        super(
                "ban-truncate-cascade",
                Level.DESTRUCTIVE,
                "tables are emptied that the statement does not name",
                "TRUNCATE ... CASCADE also empties all tables with foreign keys to those it names, and those with foreign keys"
                        + " to these (PostgreSQL's documentation, TRUNCATE). Nobody who reads the file sees which.",
                "Name each table, or delete in batches what must go.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        List<Emptied> emptied = evidence.existing(Emptied.class, Emptied::relation);
        String all = emptied.stream()
                .map(table -> table.relation().toString())
                .distinct()
                .collect(Collectors.joining(", "));
        return emptied.stream()
                .filter(Emptied::byCascade)
                .map(table -> Finding.of(
                                table,
                                "all rows of " + table.relation()
                                        + ", which the statement does not name, are gone for good",
                                evidence.seen(table.relation()),
                                "name what must go:\nTRUNCATE " + all + ";")
                        .weighedBy(table.relation(), Work.LOCK));
    }
}
