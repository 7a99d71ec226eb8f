package io.github.dbmigrate.apply;

import io.github.dbmigrate.apply.Own.Part;
import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.history.History;
import io.github.dbmigrate.history.History.LastRow;
import io.github.dbmigrate.history.Snapshot;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.plan.Applied;
import io.github.dbmigrate.postgres.ConnectionLostException;
import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.postgres.Notice;
import io.github.dbmigrate.postgres.Reply;
import io.github.dbmigrate.postgres.Reply.Completion;
import io.github.dbmigrate.postgres.ServerError;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Applies a migration in one transaction, together with its history row. */
final class InTransaction {
    private static final Set<String> CHANGES_ROWS = Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "COPY");
    private static final String UNIQUE_VIOLATION = "23505";

    private final Database database;
    private final History history;
    private final Snapshot snapshot;
    private final ApplyOptions options;
    private final Progress progress;
    private final LockRetries retries;
    private final @Nullable Witness witness;

    InTransaction(Run run) {
        this.database = run.database();
        this.history = run.history();
        this.snapshot = run.snapshot();
        this.options = run.options();
        this.progress = run.progress();
        this.retries = run.retries();
        this.witness = run.witness();
    }

    /**
     * Applies.
     *
     * @param last how the history must end for the migration to be applied
     */
    Result apply(Migration migration, @Nullable LastRow last) {
        Block block = block(migration, last);
        return retries.run(migration, lockTimeout(migration), () -> once(block));
    }

    Block block(Migration migration, @Nullable LastRow last) {
        return block(migration, history, snapshot, last, options);
    }

    Duration lockTimeout(Migration migration) {
        return Block.lockTimeout(migration, snapshot.facts(), options);
    }

    static Block block(
            Migration migration, History history, Snapshot snapshot, @Nullable LastRow last, ApplyOptions options) {
        return Block.of(migration, history, snapshot.facts(), last, options);
    }

    private Result once(Block block) {
        Stopwatch watch = new Stopwatch();
        Migration migration = block.migration();
        Testimony testimony = new Testimony(witness, migration);
        long rows = 0;
        try (Messages messages = testimony.isWanted() ? block.singly() : block.messages()) {
            for (Message message = messages.next(); message != null; message = messages.next()) {
                testimony.before(message);
                Reply reply = send(database, message, notice -> progress.notice(migration, notice));
                ServerError error = reply.error();
                if (error != null) {
                    return stopped(block, message, reply.completions().size(), error, watch.millis());
                }
                testimony.after(message);
                for (int i = 0; i < reply.completions().size(); i++) {
                    rows += rows(message, i, reply.completions().get(i));
                }
            }
        } catch (ConnectionLostException e) {
            return Result.failed(Failure.lost(migration, e, watch.millis(), null, null));
        } catch (DiagnosticException e) {
            // The file: it was read while it was sent.
            rollback();
            return Result.failed(new Failure(migration, e.diagnostics().get(0), watch.millis()));
        }
        ServerReport report = ServerReport.parse(database.applicationName());
        return Result.applied(applied(migration, rows, report, watch));
    }

    static Reply send(Database database, Message message, Consumer<Notice> notices) {
        return message.copies()
                ? database.copy(message.sql(), message.data(), notices)
                : database.run(message.sql(), notices);
    }

    /** What an error comes to; nothing of the transaction remains. If it did not get its locks it is tried again. */
    Result settle(Block block, Message message, int completed, ServerError error, long millis) {
        Result first = stopped(block, message, completed, error, millis);
        return retries.goOn(block.migration(), lockTimeout(block.migration()), first, () -> once(block));
    }

    private Result stopped(Block block, Message message, int completed, ServerError error, long millis) {
        rollback();
        Part part = message.part(completed);
        if (Guard.said(error) && part == Part.GUARD) {
            return Result.heldUp(null);
        }
        boolean ended = Guard.said(error) && part == Part.MARKER;
        Diagnostic problem = ended
                ? EndedTransaction.in(block.migration())
                : new ErrorPlace(block, message, completed, error).diagnostic();
        Failure failure = new Failure(block.migration(), problem, millis);
        if (ended) {
            return Result.failed(failure);
        }
        return isRecorded(part, error) ? Result.heldUp(failure) : Result.failed(failure, error);
    }

    private void rollback() {
        try {
            database.rollback();
        } catch (ConnectionLostException e) {
            // The server rolls back by itself; what the user must hear is the error that came first.
            return;
        }
    }

    static Applied applied(Migration migration, long rows, @Nullable ServerReport told, Stopwatch watch) {
        ServerReport report = told == null ? new ServerReport(watch.millis(), LocalDateTime.now(ZoneOffset.UTC)) : told;
        return new Applied(migration, report.appliedAt(), report.millis(), rows);
    }

    /** The history has the version already: from somebody who does not ask for our lock, or from the file itself. */
    private static boolean isRecorded(Part part, ServerError error) {
        return part == Part.HISTORY && error.sqlState().equals(UNIQUE_VIOLATION);
    }

    /** How many rows a statement of the message has changed, if it is one of the file's; counted from 0. */
    static long rows(Message message, int index, Completion completion) {
        return message.part(index) == Part.FILE && changesRows(completion) ? completion.count() : 0;
    }

    static boolean changesRows(Completion completion) {
        return CHANGES_ROWS.contains(completion.tag());
    }
}
