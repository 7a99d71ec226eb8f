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
import org.jspecify.annotations.Nullable;

/** Applies the pending migrations of a plan, each in one exchange or several together, and stops at the first that fails. */
public final class Applier {
    private final Database database;
    private final History history;
    private final ApplyOptions options;
    private final Progress progress;
    private final @Nullable Witness witness;

    public Applier(Database database, History history, ApplyOptions options, Progress progress) {
        this(database, history, options, progress, null);
    }

    /** As {@link #Applier(Database, History, ApplyOptions, Progress)}, before a witness: nothing is pipelined then. */
    public Applier(
            Database database, History history, ApplyOptions options, Progress progress, @Nullable Witness witness) {
        this.database = database;
        this.history = history;
        this.options = options;
        this.progress = progress;
        this.witness = witness;
    }

    /**
     * Applies.
     *
     * @param snapshot what the plan was made from
     * @param pipelined whether transactions are sent before those ahead of them have been answered
     */
    public Outcome apply(Plan plan, Snapshot snapshot, boolean pipelined) {
        Thread cancel = cancelWhenTheBuildIsStopped();
        try (Watcher watcher = new Watcher(database, snapshot.facts(), progress)) {
            LockRetries retries = new LockRetries(options, progress, watcher);
            List<Migration> pending = plan.pending().stream().map(Entry::file).toList();
            return new Sequence(
                            new Run(database, history, snapshot, options, progress, retries, witness),
                            pending,
                            pipelined && witness == null)
                    .apply();
        } finally {
            forget(cancel);
        }
    }

    /** The migrations of a run, one behind the other. */
    private final class Sequence {
        private final List<Migration> pending;
        private final boolean pipelined;
        private final InTransaction transactions;
        private final Pipeline pipeline;
        private final Outside outside;
        private final Batched batched;
        private final List<Applied> applied = new ArrayList<>();
        private @Nullable LastRow last;

        Sequence(Run run, List<Migration> pending, boolean pipelined) {
            this.pending = pending;
            this.pipelined = pipelined;
            this.transactions = new InTransaction(run);
            this.pipeline = new Pipeline(run, transactions);
            this.outside = new Outside(run);
            this.batched = new Batched(run);
            this.last = LastRow.of(run.snapshot().history());
        }

        Outcome apply() {
            while (applied.size() < pending.size()) {
                Result result = next(pending.subList(applied.size(), pending.size()));
                if (result.moved()) {
                    return new Outcome(applied, result.failure(), true);
                }
                if (result.failure() != null) {
                    progress.failed(result.failure());
                    return new Outcome(applied, result.failure(), false);
                }
                if (result.applied() != null) {
                    done(result.applied());
                }
            }
            return new Outcome(applied, null, false);
        }

        private Result next(List<Migration> rest) {
            Migration migration = rest.get(0);
            return switch (migration.execution()) {
                case TRANSACTION -> {
                    Flight flight = pipelined ? Flight.of(rest, last, transactions::block) : Flight.NONE;
                    yield flight.isWorthwhile()
                            ? pipeline.apply(flight, this::done)
                            : transactions.apply(migration, last);
                }
                case OUTSIDE -> outside.apply(migration, last);
                case BATCH -> batched.apply(migration, last);
            };
        }

        private void done(Applied done) {
            applied.add(done);
            last = LastRow.of(done.migration());
            progress.applied(done);
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
