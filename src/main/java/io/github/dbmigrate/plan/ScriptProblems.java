package io.github.dbmigrate.plan;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Excerpt;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.script.Directive;
import io.github.dbmigrate.script.Durations;
import io.github.dbmigrate.script.Script;
import io.github.dbmigrate.script.Statement;
import java.util.ArrayList;
import java.util.List;

/** What a migration's text holds that cannot run inside the one transaction that also writes its history row. */
final class ScriptProblems {
    private static final String SUPPORT = "not supported yet";

    private final Migration migration;
    private final Script script;
    private final List<Diagnostic> problems = new ArrayList<>();

    private ScriptProblems(Migration migration) {
        this.migration = migration;
        this.script = migration.script();
    }

    static List<Diagnostic> of(Migration migration) {
        ScriptProblems found = new ScriptProblems(migration);
        migration.script().directives().forEach(found::look);
        migration.script().statements().forEach(found::look);
        return found.problems;
    }

    private void look(Directive directive) {
        String word = directive.word();
        switch (word) {
            case Directive.NO_TRANSACTION, Directive.BATCH ->
                problems.add(at(directive.offset(), "unsupported-directive", word + " is " + SUPPORT)
                        .help("take the line out; the migration then runs in one transaction"));
            case Directive.LOCK_TIMEOUT, Directive.STATEMENT_TIMEOUT -> {
                if (Durations.parse(directive.argument()).isEmpty()) {
                    problems.add(at(directive.offset(), "bad-directive", word + " is given no length of time")
                            .help("give " + Durations.FORMS));
                }
            }
            default -> {
                // allow speaks to checks, not to the run.
            }
        }
    }

    private void look(Statement statement) {
        String refused = statement.refusedInTransaction();
        if (refused != null) {
            problems.add(at(statement, "refused-in-transaction", refused + " cannot run inside a transaction")
                    .note("why", "a migration and its history row are one transaction: it is applied exactly once")
                    .help("run it by hand before or after the deployment;\nmigrations outside a transaction are "
                            + SUPPORT));
        } else if (statement.controlsTransaction()) {
            problems.add(at(statement, "transaction-control", "a migration cannot begin or end a transaction")
                    .note("why", "every migration is one transaction already, together with its history row")
                    .help("take " + script.text(statement)
                            + " out; only one BEGIN ... COMMIT around the whole file is taken over"));
        }
    }

    private Diagnostic at(Statement statement, String id, String message) {
        return at(statement.offset(), Math.min(statement.end(), lineEnd(statement.offset())), id, message);
    }

    private Diagnostic at(int offset, String id, String message) {
        return at(offset, lineEnd(offset), id, message);
    }

    private Diagnostic at(int offset, int end, String id, String message) {
        return Diagnostic.error(id, message)
                .at(Place.at(migration.file(), script.line(offset), script.column(offset)))
                .excerpt(Excerpt.of(script.text(), offset, end, offset));
    }

    private int lineEnd(int offset) {
        int end = script.text().indexOf('\n', offset);
        return end < 0 ? script.text().length() : end;
    }
}
