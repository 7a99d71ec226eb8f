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
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
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

    InTransaction(Run run) {
        this.database = run.database();
        this.history = run.history();
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
        Block block = block(migration, history, snapshot, last, options);
        return retries.run(migration, Block.lockTimeout(migration, snapshot.facts(), options), () -> once(block));
    }

    static Block block(
            Migration migration, History history, Snapshot snapshot, @Nullable LastRow last, ApplyOptions options) {
        return Block.of(migration, history, snapshot.facts(), last, options);
    }

    private Result once(Block block) {
        Stopwatch watch = new Stopwatch();
        Migration migration = block.migration();
        long rows = 0;
        try (Messages messages = block.messages()) {
            for (Message message = messages.next(); message != null; message = messages.next()) {
                Reply reply = send(database, message, notice -> progress.notice(migration, notice));
                ServerError error = reply.error();
                if (error != null) {
                    return stopped(block, message, reply.completions().size(), error, watch.millis());
                }
                rows += rows(message, reply);
            }
        } catch (ConnectionLostException e) {
            return Result.failed(new Failure(migration, LostConnection.during(migration, e), watch.millis(), true));
        } catch (DiagnosticException e) {
            // The file: it was read while it was sent.
            rollback();
            return Result.failed(new Failure(migration, e.diagnostics().get(0), watch.millis(), false));
        }
        return Result.applied(applied(migration, rows, watch));
    }

    static Reply send(Database database, Message message, Consumer<Notice> notices) {
        return message.copies()
                ? database.copy(message.sql(), message.data(), notices)
                : database.run(message.sql(), notices);
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
        Failure failure = new Failure(block.migration(), problem, millis, false);
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

    private Applied applied(Migration migration, long rows, Stopwatch watch) {
        ServerReport report = ServerReport.parse(database.applicationName());
        if (report == null) {
            report = new ServerReport(watch.millis(), LocalDateTime.now(ZoneOffset.UTC));
        }
        return new Applied(migration, report.appliedAt(), report.millis(), rows);
    }

    /** The history has the version already: from somebody who does not ask for our lock, or from the file itself. */
    private static boolean isRecorded(Part part, ServerError error) {
        return part == Part.HISTORY && error.sqlState().equals(UNIQUE_VIOLATION);
    }

    private static long rows(Message message, Reply reply) {
        List<Completion> completions = reply.completions();
        long rows = 0;
        for (int i = 0; i < completions.size(); i++) {
            if (message.part(i) == Part.FILE && changesRows(completions.get(i))) {
                rows += completions.get(i).count();
            }
        }
        return rows;
    }

    static boolean changesRows(Completion completion) {
        return CHANGES_ROWS.contains(completion.tag());
    }
}
