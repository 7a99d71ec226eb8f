package io.github.dbmigrate.apply;

import io.github.dbmigrate.history.History;
import io.github.dbmigrate.history.History.LastRow;
import io.github.dbmigrate.history.Snapshot;
import io.github.dbmigrate.migration.Execution;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.plan.Applied;
import io.github.dbmigrate.plan.Entry;
import io.github.dbmigrate.plan.Plan;
import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.script.CopyData;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Applies the pending migrations of a plan, one exchange each, and stops at the first that fails. */
public final class Applier {
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
            LockRetries retries = new LockRetries(options, progress, watcher);
            Run run = new Run(database, history, snapshot, options, progress, retries);
            InTransaction inTransaction = new InTransaction(run);
            Outside outside = new Outside(run);
            Batched batched = new Batched(run);
            for (Entry entry : plan.pending()) {
                Migration migration = entry.file();
                Result result = switch (migration.execution()) {
                    case TRANSACTION -> inTransaction.apply(migration, last);
                    case OUTSIDE -> outside.apply(migration, last);
                    case BATCH -> batched.apply(migration, last);
                };
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

    /** Writes down what would be sent for a migration, as psql can run it: data of a COPY ends with {@code \\.} there. */
    public static void write(
            Migration migration,
            History history,
            Snapshot snapshot,
            @Nullable LastRow last,
            ApplyOptions options,
            Appendable out)
            throws IOException {
        if (migration.execution() == Execution.OUTSIDE) {
            out.append(Outside.sql(migration, history, snapshot, last, options));
            return;
        }
        if (migration.execution() == Execution.BATCH) {
            out.append("-- a run cuts this into batches; here it is one statement\n");
        }
        try (Messages messages =
                InTransaction.block(migration, history, snapshot, last, options).messages()) {
            for (Message message = messages.next(); message != null; message = messages.next()) {
                out.append(message.sql());
                if (message.copies()) {
                    writeData(message.data(), out);
                }
            }
        }
    }

    private static void writeData(CopyData data, Appendable out) throws IOException {
        out.append(";\n");
        char last = '\n';
        for (String piece = data.next(); piece != null; piece = data.next()) {
            out.append(piece);
            last = piece.charAt(piece.length() - 1);
        }
        out.append(last == '\n' ? "\\.\n" : "\n\\.\n");
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
