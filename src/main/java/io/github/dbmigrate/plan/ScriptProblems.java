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
import io.github.dbmigrate.script.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a migration's text holds that cannot run inside the one transaction that also writes its history row. */
final class ScriptProblems {
    private static final Set<String> TAKES_IT_APART = Set.of(Directive.NO_TRANSACTION, Directive.BATCH);
    private static final String SUPPORT = "not supported yet";

    private final Migration migration;
    private final List<Diagnostic> problems = new ArrayList<>();

    private ScriptProblems(Migration migration) {
        this.migration = migration;
    }

    static List<Diagnostic> of(Migration migration) {
        ScriptProblems found = new ScriptProblems(migration);
        Outline outline = migration.outline();
        outline.orders().forEach(found::look);
        outline.notables().forEach(found::look);
        return found.problems;
    }

    private void look(Order order) {
        Directive directive = order.directive();
        String word = directive.word();
        if (migration.isLong() && TAKES_IT_APART.contains(word)) {
            problems.add(at(order.seen(), "long-file", "the file is too long for " + word)
                    .note("why", "a file of more than " + LongText.BYTES / 1024 / 1024 + " MB is never held whole")
                    .help("split it"));
            return;
        }
        switch (word) {
            case Directive.NO_TRANSACTION, Directive.BATCH ->
                problems.add(at(order.seen(), "unsupported-directive", word + " is " + SUPPORT)
                        .help("take the line out; the migration then runs in one transaction"));
            case Directive.LOCK_TIMEOUT, Directive.STATEMENT_TIMEOUT -> {
                if (Durations.parse(directive.argument()).isEmpty()) {
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
        Statement statement = notable.statement();
        String refused = statement.refusedInTransaction();
        if (refused != null) {
            problems.add(at(notable.seen(), "refused-in-transaction", refused + " cannot run inside a transaction")
                    .note("why", "a migration and its history row are one transaction: it is applied exactly once")
                    .help("run it by hand before or after the deployment;\nmigrations outside a transaction are "
                            + SUPPORT));
        } else if (statement.controlsTransaction()) {
            problems.add(at(notable.seen(), "transaction-control", "a migration cannot begin or end a transaction")
                    .note("why", "every migration is one transaction already, together with its history row")
                    .help("take " + notable.text()
                            + " out; only one BEGIN ... COMMIT around the whole file is taken over"));
        }
    }

    private Diagnostic at(Seen seen, String id, String message) {
        return Diagnostic.error(id, message)
                .at(Place.at(migration.file(), seen.line(), seen.column()))
                .excerpt(seen.excerpt());
    }
}
