package io.github.dbmigrate.goal;

import io.github.dbmigrate.apply.Failure;
import io.github.dbmigrate.apply.Progress;
import io.github.dbmigrate.batch.Pace;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.plan.Applied;
import io.github.dbmigrate.plan.Plan;
import io.github.dbmigrate.postgres.Notice;
import io.github.dbmigrate.postgres.ServerError;
import io.github.dbmigrate.report.Activity.Wait;
import io.github.dbmigrate.report.Console;
import io.github.dbmigrate.report.MigrationLines;
import io.github.dbmigrate.report.Running;
import io.github.dbmigrate.report.RunningLines;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells the console what the applier does. Synchronized, because what takes long is told by a thread of its own. */
final class ConsoleProgress implements Progress {
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final Console console;
    private final MigrationLines lines;
    private final RunningLines running;
    private @Nullable Wait wait;

    ConsoleProgress(Console console, Plan plan) {
        this.console = console;
        this.lines = new MigrationLines(plan.pending());
        this.running = new RunningLines(lines);
    }

    @Override
    public synchronized void applied(Applied applied) {
        wait = null;
        console.applied(lines, applied);
    }

    @Override
    public synchronized void failed(Failure failure) {
        wait = null;
        console.failed(lines, failure.migration(), failure.millis(), ending(failure));
    }

    private static String ending(Failure failure) {
        if (failure.connectionLost()) {
            return "connection lost";
        }
        if (failure.committedOnTheWay()) {
            return "not recorded";
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
    public synchronized void retrying(
            Migration migration, ServerError error, int attempt, int attempts, Duration pause) {
        Wait waited = error.sqlState().equals(LOCK_NOT_AVAILABLE) ? wait : null;
        wait = null;
        console.retrying(migration, error.message(), waited, attempt, attempts, pause);
    }

    @Override
    public synchronized void told(Migration migration, String what) {
        console.told(what);
    }

    @Override
    public synchronized void batches(Migration migration, Pace pace) {
        console.batches(lines, migration, pace);
    }

    public synchronized void running(Running now) {
        // The last look may come when the wait has just been given up.
        wait = now.activity().waitsFor() == null ? wait : now.activity().waitsFor();
        console.running(running, now);
    }

    @Override
    public synchronized void notice(Migration migration, Notice notice) {
        console.notice(migration, notice.isWarning(), notice.message());
    }
}
