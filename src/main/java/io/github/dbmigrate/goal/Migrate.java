package io.github.dbmigrate.goal;

import io.github.dbmigrate.apply.Applier;
import io.github.dbmigrate.apply.ApplyOptions;
import io.github.dbmigrate.apply.Failure;
import io.github.dbmigrate.apply.Outcome;
import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.diagnostic.Severity;
import io.github.dbmigrate.history.History.LastRow;
import io.github.dbmigrate.history.Snapshot;
import io.github.dbmigrate.migration.AppliedMigration;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.plan.Applied;
import io.github.dbmigrate.plan.Entry;
import io.github.dbmigrate.plan.Plan;
import io.github.dbmigrate.plan.PlanOptions;
import io.github.dbmigrate.postgres.embedded.Recipe;
import io.github.dbmigrate.report.Connection;
import io.github.dbmigrate.report.Report;
import io.github.dbmigrate.source.FolderContents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Applies the pending migrations, each in a transaction of its own, and stops at the first that fails. */
public final class Migrate {
    private static final String GOAL = "migrate";
    /**
     * How often the history may change under us beyond once for each file, which two runs that take turns behind a pooler make
     * it do: two runs that fight would go on for ever.
     */
    private static final int MOVES = 20;

    /**
     * What the user asked for.
     *
     * @param lockWait how long to wait for another run
     * @param dryRun null to apply; else where the SQL is written instead
     * @param destruction what may not be thrown away unsaid
     */
    public record Options(
            PlanOptions plan,
            ApplyOptions apply,
            Pipelining pipelining,
            Duration lockWait,
            @Nullable PendingSql dryRun,
            Destruction destruction) {}

    /** Whether migrations are sent before those ahead of them have been answered. */
    public enum Pipelining {
        /** Where nobody minds that the server goes on for a moment when the build is killed. */
        AUTO,
        ALWAYS,
        NEVER
    }

    private final Project project;
    private final Connector connector;
    private final Options options;

    public Migrate(Project project, Connector connector, Options options) {
        this.project = project;
        this.connector = connector;
        this.options = options;
    }

    public Report run() {
        FolderContents files = project.read();
        try (Session session = connector.open(() -> recipe(files))) {
            return new Run(session, files).run();
        }
    }

    /** What this run does to an empty database; nothing when it would not begin. */
    private Recipe recipe(FolderContents files) {
        Plan plan = Plan.of(files.migrations(), List.of(), options.plan(), project::lastChange);
        if (plan.isBlocked()) {
            return Recipe.EMPTY;
        }
        return project.recipe(plan.pending().stream().map(Entry::file).toList(), options.apply());
    }

    /** One run on an open connection. */
    private final class Run {
        private final Session session;
        private final FolderContents files;
        private final long started = System.nanoTime();
        private final List<Applied> applied = new ArrayList<>();
        private Snapshot snapshot;
        private @Nullable LockWait heldUp;
        private int moves;
        private boolean isReviewed;

        Run(Session session, FolderContents files) {
            this.session = session;
            this.files = files;
            this.snapshot = read();
        }

        /** The history is read before anything waits: most runs have nothing to apply, and need no lock for that. */
        Report run() {
            Connection connection = session.introduce(snapshot.facts(), project);
            Plan plan = plan(snapshot);
            project.console().warnings(plan.problems());
            for (; ; plan = plan(snapshot)) {
                if (plan.isBlocked()) {
                    return Reports.blocked(GOAL, project, connection, plan, applied);
                }
                if (plan.pending().isEmpty()) {
                    return finished(connection, plan);
                }
                if (options.dryRun() != null) {
                    return planned(connection, plan, snapshot, options.dryRun());
                }
                Unfit.check(
                        snapshot.facts(), session.server(), project.history().table());
                Unfit.check(plan, snapshot.facts());
                review(plan);
                if (!isReady(plan)) {
                    continue;
                }
                Outcome outcome = apply(plan);
                if (outcome.moved() && isAgainWorthTrying(plan, outcome)) {
                    continue;
                }
                Failure failure = outcome.failure();
                return failure == null
                        ? finished(
                                connection,
                                plan.after(outcome.applied(), options.apply().appliedBy()))
                        : failed(connection, snapshot, failure);
            }
        }

        private void review(Plan plan) {
            if (!isReviewed) {
                options.destruction().check(losing(plan), session.database());
            }
            isReviewed = true;
        }

        /** What is pending, unless nothing can be lost: a cluster that this build has made is empty. */
        private List<Migration> losing(Plan plan) {
            return session.isEmbedded() && snapshot.history().isEmpty()
                    ? List.of()
                    : plan.pending().stream().map(Entry::file).toList();
        }

        /** Takes the lock and makes our tables. False when the history may have changed meanwhile. */
        private boolean isReady(Plan plan) {
            if (Boolean.FALSE.equals(snapshot.facts().locked())) {
                snapshot = lockWait().until(snapshot, now -> plan(now).pending().isEmpty());
                return false;
            }
            List<AppliedMigration> planned = snapshot.history();
            snapshot = project.history().prepare(session.database(), snapshot);
            if (plan.needsJournal()) {
                snapshot = project.history().prepareJournal(session.database(), snapshot);
            }
            // Behind a pooler there is no lock to keep others from being faster.
            return snapshot.history().equals(planned);
        }

        /** Whether another run was in the way, and not the migration itself, which may write history rows of its own. */
        private boolean isAgainWorthTrying(Plan plan, Outcome outcome) {
            LastRow end = outcome.end(snapshot);
            snapshot = read();
            boolean unchanged = Objects.equals(end, LastRow.of(snapshot.history()));
            if (unchanged && outcome.failure() != null) {
                new ConsoleProgress(project.console(), plan).failed(outcome.failure());
                return false;
            }
            if (unchanged) {
                heldUp = heldUp == null ? lockWait() : heldUp;
                heldUp.pause(snapshot);
                return true;
            }
            heldUp = null;
            moves++;
            if (moves > files.migrations().size() + MOVES) {
                throw new DiagnosticException(
                        "the history keeps changing",
                        Diagnostic.error(
                                        "history-moves",
                                        "another run changed the history " + moves + " times meanwhile")
                                .help("let one deployment run at a time, then run the same command again"));
            }
            project.console().historyMoved();
            return true;
        }

        private Snapshot read() {
            return options.dryRun() == null
                    ? project.history().readAndTryLock(session.database())
                    : project.history().read(session.database());
        }

        private Plan plan(Snapshot snapshot) {
            return Plan.of(
                    files.migrations(), snapshot.history(), snapshot.unfinished(), options.plan(), project::lastChange);
        }

        private LockWait lockWait() {
            return new LockWait(project.history(), session.database(), project.console(), options.lockWait());
        }

        private Outcome apply(Plan plan) {
            if (heldUp == null) {
                project.console().begin(plan);
                plan.pending().forEach(entry -> project.console().passedOver(entry.file()));
            }
            ConsoleProgress progress = new ConsoleProgress(project.console(), plan);
            Outcome outcome = new Applier(session.database(), project.history(), options.apply(), progress)
                    .apply(plan, snapshot, isPipelined());
            applied.addAll(outcome.applied());
            return outcome;
        }

        /**
         * Never through a pooler: when a client is gone whose Queries are on their way, PgBouncer 1.18 gives its server connection to
         * the next one, which then reads the answers that were not for it.
         */
        private boolean isPipelined() {
            return snapshot.facts().holdsLock()
                    && switch (options.pipelining()) {
                        case AUTO -> session.isEmbedded() || snapshot.history().isEmpty();
                        case ALWAYS -> true;
                        case NEVER -> false;
                    };
        }

        private Report finished(Connection connection, Plan plan) {
            if (applied.isEmpty()) {
                project.console().upToDate(plan);
            } else {
                Duration took = Duration.ofNanos(System.nanoTime() - started);
                session.finished(applied.stream().map(Applied::migration).toList(), took);
                project.console().finished(applied.size(), took, connection.database(), plan.current());
            }
            Report.Outcome outcome = applied.isEmpty() ? Report.Outcome.UP_TO_DATE : Report.Outcome.APPLIED;
            return Reports.done(GOAL, outcome, project, connection, plan, applied, files);
        }

        private Report planned(Connection connection, Plan plan, Snapshot snapshot, PendingSql file) {
            file.write(plan, snapshot, project.history(), options.apply());
            project.console().planned(plan, file.shown());
            // A run would refuse them.
            project.console()
                    .warnings(options.destruction().problems(losing(plan), session.database()).stream()
                            .map(problem -> problem.as(Severity.WARNING))
                            .toList());
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
    }
}
