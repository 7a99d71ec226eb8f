package io.github.dbmigrate.plan;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Excerpt;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.migration.FaultDiagnostic;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.script.BatchFile;
import io.github.dbmigrate.script.Directive;
import io.github.dbmigrate.script.Durations;
import io.github.dbmigrate.script.Fault;
import io.github.dbmigrate.script.Piece;
import io.github.dbmigrate.script.Script;
import io.github.dbmigrate.script.Statement;
import java.util.ArrayList;
import java.util.List;

/** What a migration's text holds that cannot run in the way the migration runs. */
final class ScriptProblems {
    private static final String DIRECTIVE =
            "put  -- dbmigrate: no-transaction  on line 1: each statement is then on its"
                    + "\nown, and a failure leaves what came before it in place";

    private final Migration migration;
    private final Script script;
    private final List<Diagnostic> problems = new ArrayList<>();

    private ScriptProblems(Migration migration) {
        this.migration = migration;
        this.script = migration.script();
    }

    static List<Diagnostic> of(Migration migration) {
        if (migration.isLong()) {
            return LongFileProblems.of(migration);
        }
        ScriptProblems found = new ScriptProblems(migration);
        migration.script().directives().forEach(found::look);
        switch (migration.execution()) {
            case TRANSACTION -> migration.script().statements().forEach(found::lookInside);
            case OUTSIDE -> migration.script().statements().forEach(found::lookOutside);
            case BATCH -> found.lookAtBatches();
        }
        return found.problems;
    }

    private void look(Directive directive) {
        String word = directive.word();
        switch (word) {
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

    /** What the one transaction cannot hold. */
    private void lookInside(Statement statement) {
        String refused = statement.refusedInTransaction();
        if (refused != null) {
            problems.add(mixed(statement, refused));
        } else if (statement.controlsTransaction()) {
            problems.add(at(statement, "transaction-control", "a migration cannot begin or end a transaction")
                    .note("why", "every migration is one transaction already, together with its history row")
                    .help("take " + script.text(statement)
                            + " out; only one BEGIN ... COMMIT around the whole file is taken over")
                    .help("or " + DIRECTIVE));
        }
    }

    /** The file holds both what PostgreSQL refuses in a transaction and what should be in one. */
    private Diagnostic mixed(Statement statement, String refused) {
        Diagnostic problem = at(statement, "refused-in-transaction", refused + " cannot run inside a transaction")
                .note("why", "a migration and its history row are one transaction: it is applied exactly once");
        if (script.isFramed()) {
            return problem.help("take it out of BEGIN ... COMMIT, into a file of its own");
        }
        return problem.help("move it into a file of its own, which then runs outside a transaction by itself;\n"
                        + split(statement))
                .help("or " + DIRECTIVE);
    }

    private String split(Statement refused) {
        List<Statement> statements = script.statements();
        int at = statements.indexOf(refused);
        boolean last =
                statements.subList(at, statements.size()).stream().allMatch(s -> s.refusedInTransaction() != null);
        boolean first = statements.subList(0, at + 1).stream().allMatch(s -> s.refusedInTransaction() != null);
        if (last) {
            return "cut this one above line " + refused.line() + ", and give the new one a number above "
                    + migration.label();
        }
        return first
                ? "cut this one above line " + statements.get(at + 1).line() + ", and give the new one a number below "
                        + migration.label()
                : "what stands before it must be a file before, what stands behind it one after";
    }

    private void lookOutside(Statement statement) {
        boolean understood = !statement.controlsTransaction()
                || statement.beginsTransaction()
                || statement.commitsTransaction()
                || statement.rollsBackTransaction();
        if (!understood) {
            problems.add(at(statement, "transaction-control", "this end of a transaction is not understood here")
                    .note("why", "the journal must be written in the same transaction, just before its end")
                    .help("write COMMIT; and BEGIN; as statements of their own"));
        }
    }

    /** What the text alone tells of a statement that is to be cut. */
    private void lookAtBatches() {
        List<Fault> faults =
                BatchFile.of(script).fold(accepted -> List.<Fault>of(), refused -> List.of(refused.fault()));
        faults.forEach(fault -> problems.add(FaultDiagnostic.of(migration.file(), Piece.whole(script), fault)));
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
