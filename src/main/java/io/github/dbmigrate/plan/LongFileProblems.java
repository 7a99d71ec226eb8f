package io.github.dbmigrate.plan;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.script.Directive;
import io.github.dbmigrate.script.Durations;
import io.github.dbmigrate.script.LongText;
import io.github.dbmigrate.script.Outline;
import io.github.dbmigrate.script.Outline.Notable;
import io.github.dbmigrate.script.Outline.Order;
import io.github.dbmigrate.script.Outline.Seen;
import java.util.ArrayList;
import java.util.List;

/** As {@link ScriptProblems}, of a file that is too long to be held: it is one transaction, or it is not run. */
final class LongFileProblems {
    private static final String WHY = "a file of more than " + LongText.BYTES / 1024 / 1024
            + " MB is never held whole, and is always one transaction";

    private final Migration migration;
    private final List<Diagnostic> problems = new ArrayList<>();

    private LongFileProblems(Migration migration) {
        this.migration = migration;
    }

    static List<Diagnostic> of(Migration migration) {
        LongFileProblems found = new LongFileProblems(migration);
        Outline outline = migration.outline();
        if (migration.outsideMarker() != null) {
            found.problems.add(Diagnostic.error("long-file", "the file is too long for " + migration.outsideMarker())
                    .at(Place.file(migration.file()))
                    .note("why", WHY)
                    .help("split it"));
        }
        outline.orders().forEach(found::look);
        outline.notables().forEach(found::look);
        return found.problems;
    }

    private void look(Order order) {
        String word = order.directive().word();
        switch (word) {
            case Directive.NO_TRANSACTION, Directive.BATCH ->
                problems.add(at(order.seen(), "long-file", "the file is too long for " + word)
                        .note("why", WHY)
                        .help("split it"));
            case Directive.LOCK_TIMEOUT, Directive.STATEMENT_TIMEOUT -> {
                if (Durations.parse(order.directive().argument()).isEmpty()) {
                    problems.add(at(order.seen(), "bad-directive", word + " is given no length of time")
                            .help("give " + Durations.FORMS));
                }
            }
            default -> {
                // allow speaks to checks, not to the run.
            }
        }
    }

    private void look(Notable notable) {
        String refused = notable.statement().refusedInTransaction();
        problems.add(
                refused == null
                        ? at(notable.seen(), "transaction-control", "a migration cannot begin or end a transaction")
                                .note("why", WHY)
                                .help("take " + notable.text()
                                        + " out; only one BEGIN ... COMMIT around the whole file is taken over")
                        : at(notable.seen(), "refused-in-transaction", refused + " cannot run inside a transaction")
                                .note("why", WHY)
                                .help(
                                        "move it into a file of its own, which then runs outside a transaction by itself"));
    }

    private Diagnostic at(Seen seen, String id, String message) {
        return Diagnostic.error(id, message)
                .at(Place.at(migration.file(), seen.line(), seen.column()))
                .excerpt(seen.excerpt());
    }
}
