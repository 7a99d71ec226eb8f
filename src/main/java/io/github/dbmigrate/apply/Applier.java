package io.github.dbmigrate.apply;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.history.History;
import io.github.dbmigrate.history.History.LastRow;
import io.github.dbmigrate.history.Snapshot;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.plan.Applied;
import io.github.dbmigrate.plan.Entry;
import io.github.dbmigrate.plan.Plan;
import io.github.dbmigrate.postgres.ConnectionLostException;
import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.postgres.Reply;
import io.github.dbmigrate.postgres.Reply.Completion;
import io.github.dbmigrate.postgres.ServerError;
import io.github.dbmigrate.report.Running.Patience;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Applies the pending migrations of a plan, one exchange each, and stops at the first that fails. */
public final class Applier {
    private static final Set<String> CHANGES_ROWS = Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "COPY");
    private static final String UNIQUE_VIOLATION = "23505";
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Database database;
    private final History history;
    private final ApplyOptions options;
    private final Progress progress;

    public Applier(Database database, History history, ApplyOptions options, Progress progress) {
        this.database = database;
        this.history = history;
        this.options = options;
        this.progress = progress;
    }

    /**
     * Applies.
     *
     * @param snapshot what the plan was made from
     */
    public Outcome apply(Plan plan, Snapshot snapshot) {
        List<Applied> applied = new ArrayList<>();
        LastRow last = LastRow.of(snapshot.history());
        Thread cancel = cancelWhenTheBuildIsStopped();
        try (Watcher watcher = new Watcher(database, snapshot.facts(), progress)) {
            for (Entry entry : plan.pending()) {
                Migration migration = entry.file();
                Block block = block(migration, history, snapshot, last, options);
                Result result = untilItGetsItsLocks(block, watcher);
                if (result.moved()) {
                    return new Outcome(applied, result.failure(), true);
                }
                Applied done = result.applied();
                if (done == null) {
                    Failure failure = Objects.requireNonNull(result.failure());
                    progress.failed(failure);
                    return new Outcome(applied, failure, false);
                }
                applied.add(done);
                progress.applied(done);
                last = LastRow.of(migration);
            }
            return new Outcome(applied, null, false);
        } finally {
            forget(cancel);
        }
    }

    /** The block that would be sent for a migration: what a dry run writes down. */
    public static String sql(
            Migration migration, History history, Snapshot snapshot, @Nullable LastRow last, ApplyOptions options) {
        return block(migration, history, snapshot, last, options).sql();
    }

    private static Block block(
            Migration migration, History history, Snapshot snapshot, @Nullable LastRow last, ApplyOptions options) {
        Text text = Text.of(migration, options.placeholders());
        return Block.of(migration, text, history, snapshot.facts(), last, options);
    }

    /**
     * What one block came to: applied, failed, or held up.
     *
     * @param moved whether another run is at work, or the history does not end as it was read
     */
    private record Result(
            @Nullable Applied applied,
            @Nullable Failure failure,
            @Nullable ServerError error,
            boolean moved) {}

    /**
     * A migration that times out waiting for a lock is rolled back whole, so that it holds nothing while it sleeps, and sent
     * again. The pause is random up to a bound that doubles, so that two runs do not meet again and again.
     */
    private Result untilItGetsItsLocks(Block block, Watcher watcher) {
        long started = System.nanoTime();
        Duration longest = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            Patience patience = new Patience(block.lockTimeout(), options.lockAttempts() - attempt);
            Result result = once(block, watcher, patience);
            ServerError error = result.error();
            Duration pause = Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest.toMillis()) + 1);
            boolean budgetLeft =
                    Duration.ofNanos(System.nanoTime() - started).plus(pause).compareTo(options.lockBudget()) < 0;
            if (error == null
                    || !Block.mayRetry(error.sqlState())
                    || attempt >= options.lockAttempts()
                    || !budgetLeft) {
                return result;
            }
            progress.retrying(block.migration(), error, attempt, options.lockAttempts(), pause);
            if (!Pause.sleep(pause)) {
                return result;
            }
            longest = longest.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? longest.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private Result once(Block block, Watcher watcher, Patience patience) {
        long started = System.nanoTime();
        Migration migration = block.migration();
        Reply reply;
        try {
            reply = watcher.watching(
                    migration, patience, () -> database.run(block.sql(), notice -> progress.notice(migration, notice)));
        } catch (ConnectionLostException e) {
            Failure failure = new Failure(migration, LostConnection.during(block, e), millisSince(started), true);
            return new Result(null, failure, null, false);
        }
        ServerError error = reply.error();
        if (error == null) {
            return new Result(applied(block, reply, started), null, null, false);
        }
        long millis = millisSince(started);
        rollback();
        int completed = reply.completions().size();
        if (isStoppedByTheGuard(block.part(completed), error)) {
            return new Result(null, null, null, true);
        }
        Diagnostic problem = watcher.explain(new ErrorPlace(block, completed, error).diagnostic());
        Failure failure = new Failure(migration, problem, millis, false);
        return new Result(null, failure, error, isRecorded(block.part(completed), error));
    }

    private void rollback() {
        try {
            database.rollback();
        } catch (ConnectionLostException e) {
            // The server rolls back by itself; what the user must hear is the error that came first.
            return;
        }
    }

    private Applied applied(Block block, Reply reply, long started) {
        ServerReport report = ServerReport.parse(database.applicationName());
        if (report == null) {
            report = new ServerReport(millisSince(started), LocalDateTime.now(ZoneOffset.UTC));
        }
        return new Applied(block.migration(), report.appliedAt(), report.millis(), rows(block, reply));
    }

    private static boolean isStoppedByTheGuard(Block.Part part, ServerError error) {
        return part == Block.Part.GUARD && error.sqlState().equals("22P02");
    }

    /** The history has the version already: from somebody who does not ask for our lock, or from the file itself. */
    private static boolean isRecorded(Block.Part part, ServerError error) {
        return part == Block.Part.HISTORY && error.sqlState().equals(UNIQUE_VIOLATION);
    }

    private static long rows(Block block, Reply reply) {
        List<Completion> completions = reply.completions();
        long rows = 0;
        for (int i = 0; i < completions.size(); i++) {
            if (block.part(i) == Block.Part.FILE
                    && CHANGES_ROWS.contains(completions.get(i).tag())) {
                rows += completions.get(i).count();
            }
        }
        return rows;
    }

    private static long millisSince(long started) {
        return Duration.ofNanos(System.nanoTime() - started).toMillis();
    }

    /** Without it the server would finish, and commit, what it is doing after the build is gone. */
    private Thread cancelWhenTheBuildIsStopped() {
        Thread hook = new Thread(this::cancel, "dbmigrate-cancel");
        Runtime.getRuntime().addShutdownHook(hook);
        return hook;
    }

    private void cancel() {
        try {
            database.cancel();
        } catch (SQLException e) {
            // The JVM is going down; a server that cannot be reached notices the closed connection by itself.
            return;
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is already going down, and the hook is doing its work.
            return;
        }
    }
}
