package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.TriggerAdded;
import io.github.dbmigrate.script.Quoted;
import java.util.stream.Stream;

/** CREATE TRIGGER. It is short and meant, so this is only good to know. */
final class AddingTrigger extends Danger {

    AddingTrigger() {
        super(
                "adding-trigger",
                Level.ADVICE,
                "a trigger is added",
                "CREATE TRIGGER takes a SHARE ROW EXCLUSIVE lock, so that writers wait for a moment, and every later write does"
                        + " the trigger's work as well (PostgreSQL's documentation, CREATE TRIGGER).",
                "Use a default where one will do. Else know what it costs for each row, and that versions of the application that do its work themselves do it twice.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.existing(TriggerAdded.class, TriggerAdded::table).stream()
                .map(added -> Finding.of(
                        added,
                        "each write of " + added.table() + " also runs trigger " + Quoted.shown(added.name())
                                + " from now on",
                        evidence.seen(added.table())));
    }
}
