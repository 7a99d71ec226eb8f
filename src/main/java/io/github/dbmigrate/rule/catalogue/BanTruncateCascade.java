package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.Emptied;
import io.github.dbmigrate.rule.Work;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** TRUNCATE with CASCADE. A text tells that it is there, and only a rehearsal which tables it empties. */
final class BanTruncateCascade extends Danger {

    BanTruncateCascade() {
        super(
                "ban-truncate-cascade",
                Level.DESTRUCTIVE,
                "tables are emptied with CASCADE",
                "TRUNCATE ... CASCADE also empties all tables with foreign keys to those it names, and those with foreign keys"
                        + " to these (PostgreSQL's documentation, TRUNCATE). Nobody who reads the file sees which.",
                "Name each table and leave CASCADE out: PostgreSQL then refuses to empty what an unnamed table refers to. Or"
                        + " delete in batches what must go.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        List<Emptied> emptied = evidence.existing(Emptied.class, Emptied::relation);
        if (emptied.isEmpty() || !isMeant(evidence)) {
            return Stream.of();
        }
        String named = names(emptied.stream().filter(table -> !table.byCascade()));
        String unnamed = names(emptied.stream().filter(Emptied::byCascade));
        Emptied first = emptied.stream().filter(Emptied::byCascade).findFirst().orElse(emptied.get(0));
        return Stream.of(Finding.of(
                        first,
                        message(named, unnamed),
                        evidence.seen(first.relation()),
                        "name what must go, and leave CASCADE out:\nTRUNCATE " + names(emptied.stream()) + ";")
                .weighedBy(first.relation(), Work.LOCK));
    }

    /** Whether a statement empties what it does not name, or would if there were something. */
    static boolean isMeant(Evidence evidence) {
        return evidence.statement().first(Emptied.class, Emptied::byCascade).isPresent()
                || (evidence.statement().startsWith("truncate")
                        && Sql.find(evidence.statement().text(), "cascade") >= 0);
    }

    private static String message(String named, String unnamed) {
        if (named.isEmpty()) {
            return "all rows of " + unnamed + ", which the statement does not name, are gone for good";
        }
        return "all rows of " + named + " are gone for good, and so are those of "
                + (unnamed.isEmpty()
                        ? "every table that refers to it"
                        : unnamed + ", which the statement does not name");
    }

    private static String names(Stream<Emptied> emptied) {
        return emptied.map(table -> table.relation().toString()).distinct().collect(Collectors.joining(", "));
    }
}
