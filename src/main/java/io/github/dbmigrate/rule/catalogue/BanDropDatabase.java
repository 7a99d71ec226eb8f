package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.Dropped;
import io.github.dbmigrate.script.Quoted;
import java.util.List;
import java.util.stream.Stream;

/** DROP DATABASE. */
final class BanDropDatabase extends Danger {

    BanDropDatabase() {
        super(
                "ban-drop-database",
                Level.DESTRUCTIVE,
                "a database is dropped",
                "DROP DATABASE removes the database with everything in it, and cannot be undone (PostgreSQL's documentation,"
                        + " DROP DATABASE). It also needs a connection to another database than the one that is migrated.",
                "Leave it to whoever runs the server. A migration changes the database that it is in.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        List<Dropped> dropped = evidence.dropped("database");
        if (!dropped.isEmpty() || !evidence.statement().startsWith("drop", "database")) {
            return dropped.stream().map(database -> finding(evidence, database));
        }
        List<String> words = evidence.statement().statement().words();
        int name = evidence.statement().startsWith("drop", "database", "if", "exists") ? 4 : 2;
        String database = name < words.size() ? Quoted.name(words.get(name)) : "";
        return Stream.of(finding(evidence, new Dropped("database", Quoted.shown(database), null, database, true)));
    }

    private static Finding finding(Evidence evidence, Dropped database) {
        return Finding.of(
                database,
                "database " + database.identity() + " and everything in it is gone for good",
                evidence.text(),
                "take it out: whoever runs the server drops a database, by hand");
    }
}
