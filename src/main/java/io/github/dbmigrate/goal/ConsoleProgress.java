package io.github.dbmigrate.goal;

import io.github.dbmigrate.apply.Failure;
import io.github.dbmigrate.apply.Progress;
import io.github.dbmigrate.batch.Pace;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.plan.Applied;
import io.github.dbmigrate.plan.Plan;
import io.github.dbmigrate.postgres.Notice;
import io.github.dbmigrate.postgres.ServerError;
import io.github.dbmigrate.report.Console;
import io.github.dbmigrate.report.MigrationLines;
import java.time.Duration;

/** Tells the console what the applier does. */
final class ConsoleProgress implements Progress {
    private final Console console;
    private final MigrationLines lines;

    ConsoleProgress(Console console, Plan plan) {
        this.console = console;
        this.lines = new MigrationLines(plan.pending());
    }

    @Override
    public void applied(Applied applied) {
        console.applied(lines, applied);
    }

    @Override
    public void failed(Failure failure) {
        console.failed(lines, failure.migration(), failure.millis(), ending(failure));
    }

    private static String ending(Failure failure) {
        if (failure.connectionLost()) {
            return "connection lost";
        }
        Failure.Left left = failure.left();
        if (left == null) {
            return "rolled back";
        }
        return left.rows() == null
                ? left.done() + " of " + left.statements() + " statements done"
                : AfterFailure.rows(left.rows()) + " changed";
    }

    @Override
    public void retrying(Migration migration, ServerError error, int attempt, int attempts, Duration pause) {
        console.retrying(migration, error.message(), attempt, attempts, pause);
    }

    @Override
    public void told(Migration migration, String what) {
        console.told(what);
    }

    @Override
    public void batches(Migration migration, Pace pace) {
        console.batches(lines, migration, pace);
    }

    @Override
    public void notice(Migration migration, Notice notice) {
        console.notice(migration, notice.isWarning(), notice.message());
    }
}
