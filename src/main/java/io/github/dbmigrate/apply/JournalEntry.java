package io.github.dbmigrate.apply;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.history.History;
import io.github.dbmigrate.history.History.LastRow;
import io.github.dbmigrate.history.Journal;
import io.github.dbmigrate.history.Snapshot;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.migration.Unfinished;
import io.github.dbmigrate.plan.Applied;
import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.postgres.Reply;
import io.github.dbmigrate.postgres.ServerError;
import io.github.dbmigrate.script.Quoted;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a migration that is not one transaction comes into the journal, and how it leaves it for the history. */
final class JournalEntry {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final List<String> RESETS = List.of("RESET SESSION AUTHORIZATION", "RESET ROLE", "RESET ALL");

    private final Database database;
    private final History history;
    private final Journal journal;
    private final Snapshot snapshot;
    private final Migration migration;
    private final @Nullable LastRow last;
    private final Function<Diagnostic, Failure> failure;

    /**
     * Makes the entry, and writes nothing yet.
     *
     * @param last how the history must end for the migration to be applied
     * @param failure what has come of the migration when a problem stops it
     */
    JournalEntry(
            Database database,
            History history,
            Snapshot snapshot,
            Migration migration,
            @Nullable LastRow last,
            Function<Diagnostic, Failure> failure) {
        this.database = database;
        this.history = history;
        this.journal = history.journal();
        this.snapshot = snapshot;
        this.migration = migration;
        this.last = last;
        this.failure = failure;
    }

    /**
     * Enters the migration, so that every other run knows of it before anything of it is done.
     *
     * @param before what an earlier run has left
     * @param with what is done in the same transaction
     */
    Result begin(@Nullable Unfinished before, int statements, List<String> with) {
        List<String> sql = new ArrayList<>(RESETS);
        sql.add("SET application_name = " + Quoted.literal("dbmigrate " + migration.label()));
        sql.add("SET idle_in_transaction_session_timeout = 0");
        if (snapshot.facts().serverVersion() >= 170000) {
            sql.add("SET transaction_timeout = 0");
        }
        sql.add("BEGIN");
        int guard = sql.size();
        sql.addAll(Guard.against(history, last));
        int entry = sql.size();
        sql.add(
                before == null
                        ? journal.begin(migration, statements)
                        : journal.takeOver(before, migration, statements));
        sql.addAll(with);
        sql.add("COMMIT");
        Reply reply = database.run(String.join(";\n", sql), notice -> {});
        ServerError error = reply.error();
        if (error != null) {
            database.rollback();
            int at = reply.completions().size();
            boolean heldUp =
                    (at >= guard && Guard.said(error)) || error.sqlState().equals(UNIQUE_VIOLATION);
            return heldUp ? Result.heldUp(null) : unwritable(error);
        }
        boolean ours = reply.completions().get(entry).count() == 1;
        return ours ? Result.GOES_ON : Result.heldUp(null);
    }

    /** The history row comes and the journal's goes in one transaction. */
    Result finish(long rows, String appliedBy, Stopwatch watch) {
        List<String> sql = new ArrayList<>();
        sql.add("BEGIN");
        sql.addAll(Guard.against(history, last));
        if (migration.isRepeatable()) {
            sql.add(history.delete(migration));
        }
        sql.add(ServerReport.sql(
                history.insert(migration, journal.begunAt(migration), history.appliedBy(snapshot.facts(), appliedBy))));
        sql.add(journal.delete(migration));
        sql.add("COMMIT");
        Reply reply = database.run(String.join(";\n", sql), notice -> {});
        ServerError error = reply.error();
        if (error != null) {
            database.rollback();
            boolean heldUp = Guard.said(error) || error.sqlState().equals(UNIQUE_VIOLATION);
            return heldUp ? Result.heldUp(null) : unwritable(error);
        }
        ServerReport report = ServerReport.parse(database.applicationName());
        if (report == null) {
            report = new ServerReport(watch.millis(), LocalDateTime.now(ZoneOffset.UTC));
        }
        return Result.applied(new Applied(migration, report.appliedAt(), report.millis(), rows));
    }

    /** The server has refused an entry. */
    Result unwritable(ServerError error) {
        return Result.failed(failure.apply(Diagnostic.error(
                        "sql-error", "the journal " + journal.shown() + " cannot be written: " + error.message())
                .sqlState(error.sqlState())));
    }

    /** Gives the session back the settings and the role that it began with. */
    void reset() {
        database.run(String.join(";\n", RESETS), notice -> {});
    }
}
