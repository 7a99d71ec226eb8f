package io.github.dbmigrate.apply;

import io.github.dbmigrate.batch.Batch;
import io.github.dbmigrate.batch.BatchSize;
import io.github.dbmigrate.batch.Key;
import io.github.dbmigrate.batch.Pace;
import io.github.dbmigrate.batch.ProgressRow;
import io.github.dbmigrate.batch.Remaining;
import io.github.dbmigrate.batch.Step;
import io.github.dbmigrate.batch.TableFacts;
import io.github.dbmigrate.batch.TableQuestion;
import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.history.History;
import io.github.dbmigrate.history.History.LastRow;
import io.github.dbmigrate.history.Journal;
import io.github.dbmigrate.history.Snapshot;
import io.github.dbmigrate.migration.FaultDiagnostic;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.migration.Unfinished;
import io.github.dbmigrate.postgres.ConnectionLostException;
import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.postgres.Reply;
import io.github.dbmigrate.postgres.ServerError;
import io.github.dbmigrate.script.BatchFile;
import io.github.dbmigrate.script.BatchFile.Accepted;
import io.github.dbmigrate.script.Directive;
import io.github.dbmigrate.script.Fault;
import io.github.dbmigrate.script.Piece;
import io.github.dbmigrate.script.Script;
import io.github.dbmigrate.script.Statement;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Applies a migration in batches: one statement that goes through a table by its key, each batch a transaction of its own that
 * writes how far it came. The journal's row is there before the first batch and goes when the history row comes, so that the next
 * run goes on behind the last row that is done, whatever stops this one.
 */
final class Batched {
    private final Database database;
    private final History history;
    private final Journal journal;
    private final Snapshot snapshot;
    private final ApplyOptions options;
    private final Progress progress;
    private final LockRetries retries;

    Batched(Run run) {
        this.database = run.database();
        this.history = run.history();
        this.journal = run.history().journal();
        this.snapshot = run.snapshot();
        this.options = run.options();
        this.progress = run.progress();
        this.retries = run.retries();
    }

    /**
     * Applies.
     *
     * @param last how the history must end for the migration to be applied
     */
    Result apply(Migration migration, @Nullable LastRow last) {
        Text text = Text.of(Piece.whole(migration.script()), options.placeholders());
        Unfinished before = snapshot.unfinished(migration.version());
        if (before != null && before.phase() == Unfinished.Phase.RUNNING) {
            return Result.heldUp(null);
        }
        Stopwatch watch = new Stopwatch();
        try {
            return BatchFile.of(text.sent())
                    .fold(
                            file -> prepared(migration, text, file, before, last, watch),
                            refused -> Result.failed(unbegun(migration, text, refused.fault(), before, watch)));
        } catch (ConnectionLostException e) {
            long rows = before == null ? 0 : before.rows();
            return Result.failed(lost(migration, e, rows, watch));
        }
    }

    /** Asks the catalog for the key, and runs. */
    private Result prepared(
            Migration migration,
            Text text,
            Accepted file,
            @Nullable Unfinished before,
            @Nullable LastRow last,
            Stopwatch watch) {
        Reply answer = database.read(TableQuestion.sql(file.shape()));
        ServerError error = answer.error();
        if (error != null) {
            Diagnostic problem = Diagnostic.error("sql-error", "the catalog cannot be read: " + error.message())
                    .sqlState(error.sqlState())
                    .at(Place.file(migration.file()));
            return Result.failed(new Failure(migration, problem, watch.millis(), left(before)));
        }
        TableFacts facts =
                TableFacts.of(answer.rows(0).stream().map(Reply.Row::values).toList());
        return facts.key(text.sent(), file.shape(), file.wish())
                .fold(
                        key -> {
                            Course course = new Course(migration, text, file, key, last, before, watch);
                            try {
                                return course.run();
                            } catch (ConnectionLostException e) {
                                return Result.failed(lost(migration, e, course.rows, watch));
                            }
                        },
                        fault -> Result.failed(unbegun(migration, text, fault, before, watch)));
    }

    private static Failure unbegun(
            Migration migration, Text text, Fault fault, @Nullable Unfinished before, Stopwatch watch) {
        Script file = text.file();
        int offset = text.fileOffset(fault.offset());
        int end = Math.max(offset, text.fileOffset(fault.end()));
        Fault inFile = new Fault(
                fault.id(), fault.message(), fault.help(), offset, end, file.line(offset), file.column(offset));
        return new Failure(
                migration, FaultDiagnostic.of(migration.file(), text.piece(), inFile), watch.millis(), left(before));
    }

    private static Failure lost(Migration migration, ConnectionLostException e, long rows, Stopwatch watch) {
        return Failure.lost(migration, e, watch.millis(), Failure.Left.ofBatches(rows), null);
    }

    /** What an earlier run has left, when this one does nothing. */
    private static Failure.@Nullable Left left(@Nullable Unfinished before) {
        return before == null || before.lastKey() == null ? null : Failure.Left.ofBatches(before.rows());
    }

    /** One migration on its way. */
    private final class Course {
        private final Migration migration;
        private final Text text;
        private final Accepted file;
        private final Key key;
        private final @Nullable Unfinished before;
        private final Stopwatch watch;
        private final JournalEntry entry;
        private final ProgressRow row;
        private final Moments moments = new Moments();

        private BatchSize size;
        private @Nullable String lastKey;
        private long rows;
        private long passed;
        private Duration took = Duration.ZERO;
        private boolean finished;

        Course(
                Migration migration,
                Text text,
                Accepted file,
                Key key,
                @Nullable LastRow last,
                @Nullable Unfinished before,
                Stopwatch watch) {
            this.migration = migration;
            this.text = text;
            this.file = file;
            this.key = key;
            this.before = before;
            this.watch = watch;
            this.entry = new JournalEntry(database, history, snapshot, migration, last, this::failure);
            this.row = new ProgressRow(journal.quoted(), journal.isOwn(migration));
            this.size = BatchSize.startingWith(file.wish().rows());
        }

        Result run() {
            EarlierBatches earlier =
                    before == null ? null : new EarlierBatches(migration, before, key, options.resume());
            boolean restarts = earlier != null && earlier.restarts();
            if (earlier != null && before != null && !restarts) {
                rows = before.rows();
                lastKey = before.lastKey();
                finished = earlier.isFinished();
                if (!earlier.goesOn()) {
                    return Result.failed(failure(earlier.changed()));
                }
            }
            String signature = EarlierBatches.signature(migration, key);
            Result result = entry.begin(before, 1, List.of(journal.batches(migration, signature, restarts)));
            if (!result.goesOn()) {
                return result;
            }
            if (earlier != null) {
                progress.told(migration, earlier.start());
            }
            result = finished ? Result.GOES_ON : batches();
            return result.goesOn() ? finish() : result;
        }

        private Result batches() {
            settings();
            OptionalLong expected = expected();
            Stopwatch since = new Stopwatch();
            while (!finished) {
                Result result = retries.run(migration, lockTimeout(), this::next);
                if (result.error() != null) {
                    enter(result.error());
                }
                if (!result.goesOn()) {
                    return result;
                }
                Duration pause = file.wish().pause();
                if (!finished && !Pause.sleep(pause == null ? BatchSize.pauseAfter(took) : pause)) {
                    return Result.failed(failure(stopped()));
                }
                if (!finished && moments.come(since.elapsed())) {
                    progress.batches(migration, new Pace(rows, passed, since.elapsed(), expected));
                }
            }
            return Result.GOES_ON;
        }

        private void settings() {
            long statementTimeout = Block.directed(migration, Directive.STATEMENT_TIMEOUT, options.statementTimeout())
                    .toMillis();
            String sql =
                    "SET lock_timeout = " + lockTimeout().toMillis() + ";\nSET statement_timeout = " + statementTimeout;
            database.run(
                    snapshot.facts().checksConnection() ? sql + ";\nSET client_connection_check_interval = '2s'" : sql,
                    notice -> {});
        }

        private Duration lockTimeout() {
            return Block.lockTimeout(migration, snapshot.facts(), options);
        }

        /** A planner that cannot say it is no reason not to run. */
        private OptionalLong expected() {
            Reply plan = database.read(Remaining.sql(file.shape().paged(), key, lastKey));
            return plan.error() == null && !plan.rows(0).isEmpty()
                    ? Remaining.rows(plan.rows(0).get(0).text(0))
                    : OptionalLong.empty();
        }

        /** One attempt at the next batch. */
        private Result next() {
            Stopwatch one = new Stopwatch();
            Batch batch = Batch.of(text.sent(), file.shape(), key, row, size.rows(), lastKey);
            Reply reply = database.read(batch.sql(), notice -> progress.notice(migration, notice));
            ServerError error = reply.error();
            if (error != null) {
                size = size.afterLockTimeout();
                return Result.failed(failure(placed(batch, error)), error);
            }
            if (reply.rows(0).isEmpty()) {
                return Result.heldUp(null);
            }
            Step step = Step.of(reply.rows(0).get(0).values());
            lastKey = step.lastKey();
            rows = step.total();
            passed += step.passed();
            finished = step.finished();
            took = one.elapsed();
            size = size.after(took, step.passed());
            return Result.GOES_ON;
        }

        /** The error in the user's own statement, of which the batch is made. */
        private Diagnostic placed(Batch batch, ServerError error) {
            Statement statement = text.sent().statements().get(0);
            Message whole = new Message(text, statement.offset(), statement.end(), 0, 1, Own.NONE, Own.NONE, false);
            int offset = error.position() > 0 ? batch.offsetInScript(error.position()) : -1;
            int position = offset < 0 ? 0 : text.sent().text().codePointCount(statement.offset(), offset) + 1;
            return new ErrorPlace(Block.none(migration, options), whole, 0, error.at(position)).diagnostic();
        }

        /** Enters that the server has refused a batch, for good. */
        private void enter(ServerError error) {
            String none = Unfinished.doneChecksums(migration.script()).get(0);
            database.run(journal.failed(migration, 0, none, error), notice -> {});
        }

        private Diagnostic stopped() {
            return Diagnostic.error("interrupted", migration.calledBy() + " was stopped between two batches")
                    .at(Place.file(migration.file()));
        }

        private Result finish() {
            entry.reset();
            return entry.finish(rows, options.appliedBy(), watch);
        }

        private Failure failure(Diagnostic problem) {
            return new Failure(migration, problem, watch.millis(), Failure.Left.ofBatches(rows));
        }
    }
}
