package io.github.dbmigrate.goal;

import io.github.dbmigrate.apply.Applier;
import io.github.dbmigrate.apply.ApplyOptions;
import io.github.dbmigrate.apply.Failure;
import io.github.dbmigrate.apply.Outcome;
import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.history.Facts;
import io.github.dbmigrate.history.Snapshot;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.plan.Applied;
import io.github.dbmigrate.plan.Plan;
import io.github.dbmigrate.plan.PlanOptions;
import io.github.dbmigrate.postgres.ConnectionErrors;
import io.github.dbmigrate.report.Connection;
import io.github.dbmigrate.report.Report;
import io.github.dbmigrate.script.Quoted;
import io.github.dbmigrate.source.FolderContents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Applies the pending migrations, each in a transaction of its own, and stops at the first that fails. */
public final class Migrate {
    private static final String GOAL = "migrate";
    /** How often the history may change under us before we stop: two runs that fight would go on for ever. */
    private static final int MOVES = 20;

    /**
     * What the user asked for.
     *
     * @param lockWait how long to wait for another run
     * @param dryRun null to apply; else where the SQL is written instead
     */
    public record Options(
            PlanOptions plan,
            ApplyOptions apply,
            Duration lockWait,
            @Nullable PendingSql dryRun) {}

    private final Project project;
    private final Connector connector;
    private final Options options;

    public Migrate(Project project, Connector connector, Options options) {
        this.project = project;
        this.connector = connector;
        this.options = options;
    }

    public Report run() {
        FolderContents files = project.folder().read();
        project.console().warnings(files.problems());
        if (files.hasErrors()) {
            return Reports.files(GOAL, project, files);
        }
        try (Session session = connector.open()) {
            return new Run(session, files).run();
        }
    }

    /** One run on an open connection. */
    private final class Run {
        private final Session session;
        private final FolderContents files;
        private final long started = System.nanoTime();
        private final List<Applied> applied = new ArrayList<>();

        Run(Session session, FolderContents files) {
            this.session = session;
            this.files = files;
        }

        /** The history is read before anything waits: most runs have nothing to apply, and need no lock for that. */
        Report run() {
            Snapshot snapshot = read();
            Connection connection = session.introduce(snapshot.facts(), project);
            for (int moves = 0; ; moves++) {
                Plan plan = plan(snapshot);
                if (moves == 0) {
                    project.console().warnings(plan.problems());
                }
                if (plan.isBlocked()) {
                    return Reports.blocked(GOAL, project, connection, plan, applied);
                }
                if (plan.pending().isEmpty()) {
                    return finished(connection, plan);
                }
                if (options.dryRun() != null) {
                    return planned(connection, plan, snapshot, options.dryRun());
                }
                checkWritable(snapshot.facts());
                checkStrings(snapshot.facts());
                if (Boolean.FALSE.equals(snapshot.facts().locked())) {
                    snapshot = waitForTheLock(snapshot);
                    continue;
                }
                snapshot = project.history().prepare(session.database(), snapshot);
                Outcome outcome = apply(plan, snapshot);
                applied.addAll(outcome.applied());
                if (outcome.failure() != null) {
                    return failed(connection, snapshot, outcome.failure());
                }
                if (!outcome.moved()) {
                    return finished(
                            connection,
                            plan.after(outcome.applied(), options.apply().appliedBy()));
                }
                if (moves == MOVES) {
                    throw new DiagnosticException("the history keeps changing", restless());
                }
                project.console().historyMoved();
                snapshot = read();
            }
        }

        private Snapshot read() {
            return options.dryRun() == null
                    ? project.history().readAndTryLock(session.database())
                    : project.history().read(session.database());
        }

        private Plan plan(Snapshot snapshot) {
            return Plan.of(files.migrations(), snapshot.history(), options.plan(), project::lastChange);
        }

        private Snapshot waitForTheLock(Snapshot first) {
            return new LockWait(project.history(), session.database(), project.console())
                    .until(
                            first,
                            options.lockWait(),
                            snapshot -> plan(snapshot).pending().isEmpty());
        }

        private Outcome apply(Plan plan, Snapshot snapshot) {
            project.console().begin(plan);
            ConsoleProgress progress = new ConsoleProgress(project.console(), plan);
            return new Applier(session.database(), project.history(), options.apply(), progress).apply(plan, snapshot);
        }

        private Report finished(Connection connection, Plan plan) {
            if (applied.isEmpty()) {
                project.console().upToDate(plan);
            } else {
                Duration took = Duration.ofNanos(System.nanoTime() - started);
                project.console().finished(applied.size(), took, connection.database(), plan.current());
            }
            Report.Outcome outcome = applied.isEmpty() ? Report.Outcome.UP_TO_DATE : Report.Outcome.APPLIED;
            return Reports.done(GOAL, outcome, project, connection, plan, applied, files);
        }

        private Report planned(Connection connection, Plan plan, Snapshot snapshot, PendingSql file) {
            file.write(plan, snapshot, project.history(), options.apply());
            project.console().planned(plan, file.shown());
            return Reports.done(GOAL, Report.Outcome.PLANNED, project, connection, plan, applied, files);
        }

        private Report failed(Connection connection, Snapshot snapshot, Failure failure) {
            Plan now = plan(snapshot).after(applied, options.apply().appliedBy());
            Migration migration = failure.migration();
            return new Report(
                    GOAL,
                    Report.Outcome.FAILED,
                    project.environment(),
                    connection,
                    now,
                    applied,
                    List.of(failure.diagnostic()),
                    migration.calledBy() + " failed",
                    AfterFailure.now(connection.database(), now, applied, failure),
                    AfterFailure.next(failure));
        }

        private void checkWritable(Facts facts) {
            if (facts.standby()) {
                throw new DiagnosticException(
                        "the database is read-only",
                        ConnectionErrors.replica(session.server(), null).help("nothing was changed"));
            }
            if (facts.readOnly()) {
                throw new DiagnosticException(
                        "the database is read-only",
                        Diagnostic.error(
                                        "read-only",
                                        "transactions of " + facts.user() + " on " + facts.database()
                                                + " are read-only")
                                .note(
                                        "why",
                                        "default_transaction_read_only is on for the role, the database or the server")
                                .help("use another role; nothing was changed"));
            }
        }

        /** The server reads a whole block by the setting the session begins with, and so did we. */
        private void checkStrings(Facts facts) {
            if (!facts.standardStrings()) {
                throw new DiagnosticException(
                        "strings would be misread",
                        Diagnostic.error(
                                        "string-syntax",
                                        "standard_conforming_strings is off for " + facts.user() + " on "
                                                + facts.database())
                                .help("ALTER ROLE " + Quoted.identifier(facts.user())
                                        + " SET standard_conforming_strings = on;  nothing was changed"));
            }
        }

        private Diagnostic restless() {
            return Diagnostic.error(
                            "history-moves",
                            "another run changed the history " + MOVES + " times while this one worked")
                    .help("let one deployment run at a time, then run the same command again");
        }
    }
}
