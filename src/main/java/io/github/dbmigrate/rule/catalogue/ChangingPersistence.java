package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.PersistenceChanged;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.rule.Work;
import java.util.stream.Stream;

/** SET LOGGED or SET UNLOGGED. */
final class ChangingPersistence extends Danger {

    ChangingPersistence() {
        super(
                "changing-persistence",
                Level.BLOCKING,
                "a table is made LOGGED or UNLOGGED",
                "All rows are written anew under an ACCESS EXCLUSIVE lock. An UNLOGGED table is emptied after a crash of the"
                        + " server, and is empty on replicas (PostgreSQL's documentation, CREATE TABLE, UNLOGGED).",
                "Make a new table of the other kind, fill it in batches, and let it take the old one's place.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.existing(PersistenceChanged.class, PersistenceChanged::table).stream()
                .filter(changed -> changed.table().kind() != Relation.Kind.SEQUENCE)
                .map(changed -> finding(evidence, changed).weighedBy(changed.table(), Work.REWRITE));
    }

    private static Finding finding(Evidence evidence, PersistenceChanged changed) {
        return Finding.of(
                changed,
                changed.table() + " cannot be read or written while all of it is written anew"
                        + (changed.unlogged() ? ", and a crash of the server empties it from then on" : ""),
                evidence.seen(changed.table()),
                "a new table can take its place:\nCREATE " + (changed.unlogged() ? "UNLOGGED " : "") + "TABLE "
                        + Sql.qualified(changed.table(), "new") + " (LIKE " + changed.table() + " INCLUDING ALL);");
    }
}
