package io.github.dbmigrate.plan;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.migration.Execution;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.migration.Unfinished;
import java.util.List;

/** What files and journal can be at odds about. */
final class UnfinishedProblems {
    private UnfinishedProblems() {}

    /** A migration whose run has left something in the database must go on as it has begun. */
    static List<Diagnostic> of(Migration migration, Unfinished run) {
        if (migration.execution() == Execution.TRANSACTION) {
            return List.of(problem(
                    migration,
                    run,
                    migration.calledBy() + " has begun outside a transaction",
                    "put back what made it run outside a transaction"));
        }
        if (migration.execution() == Execution.BATCH) {
            // Whether it may go on depends on its key, which only the database knows.
            return List.of();
        }
        if (run.lastKey() != null) {
            return List.of(problem(
                    migration,
                    run,
                    migration.calledBy() + " has begun in batches",
                    "put back  -- dbmigrate: batch  as it was"));
        }
        return run.doneMatches(migration.script())
                ? List.of()
                : List.of(problem(
                        migration,
                        run,
                        "what " + migration.calledBy() + " has already run was changed in its file",
                        "put back what is done as it was; the rest may change"));
    }

    private static Diagnostic problem(Migration migration, Unfinished run, String message, String help) {
        return with(Diagnostic.error("changed-unfinished", message).at(Place.file(migration.file())), run, help);
    }

    static Diagnostic withoutFile(Unfinished run) {
        return with(
                Diagnostic.error("missing-unfinished", run.version() + " is not finished, but its file is gone"),
                run,
                "bring the file back:  git log --diff-filter=D -- '*" + run.version() + "*'  finds it");
    }

    private static Diagnostic with(Diagnostic problem, Unfinished run, String help) {
        return problem.note("seen", seen(run))
                .help(help)
                .help("or undo by hand what it did, then  DELETE FROM dbmigrate_run WHERE version = '"
                        + run.version().replace("'", "''") + "';");
    }

    private static String seen(Unfinished run) {
        if (run.lastKey() != null) {
            return "its batches have changed " + run.rows() + (run.rows() == 1 ? " row" : " rows");
        }
        return run.done() + " of its " + run.statements() + " statements " + (run.done() == 1 ? "is" : "are") + " done";
    }
}
