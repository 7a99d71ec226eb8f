package io.github.dbmigrate.history;

import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.migration.AppliedMigration;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.postgres.Reply;
import io.github.dbmigrate.postgres.Reply.Row;
import io.github.dbmigrate.postgres.ServerError;
import io.github.dbmigrate.script.Quoted;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads and writes the history table. Every name is qualified, because a migration may have emptied the search path. */
public final class History {
    private static final String APPLIED_BY = "applied_by";

    /**
     * IF NOT EXISTS does not see a table that another session is making. It depends on the moment whether it then fails on the
     * table's name, on its row type's, or on the catalog's unique index.
     */
    private static final Set<String> MADE_BY_ANOTHER = Set.of("42P07", "42710", "23505");

    private final HistoryTable table;
    private final Refusals refusals;
    private final Journal journal;
    private final FactsQuery factsQuery;

    public History(HistoryTable table) {
        this.table = table;
        this.refusals = new Refusals(table);
        this.journal = new Journal(table);
        this.factsQuery = new FactsQuery(table, journal);
    }

    public HistoryTable table() {
        return table;
    }

    public Journal journal() {
        return journal;
    }

    /**
     * Reads the facts and the history in one exchange, without writing.
     *
     * @throws DiagnosticException when the server is too old, the table is another tool's, or it may not be read
     */
    public Snapshot read(Database database) {
        return read(database, "NULL::boolean");
    }

    /**
     * As {@link #read}, and tries to take the session's advisory lock first. Never waits for it: a session that waits inside
     * {@code pg_advisory_lock} holds a snapshot, which makes a CREATE INDEX CONCURRENTLY of the other run fail with a deadlock.
     * Behind a pooler, where the lock would belong to somebody else's session, and on a standby it is not asked for.
     */
    public Snapshot readAndTryLock(Database database) {
        return read(
                database,
                "CASE WHEN pg_catalog.pg_backend_pid() = " + database.keyPid()
                        + " AND NOT pg_catalog.pg_is_in_recovery() THEN pg_catalog.pg_try_advisory_lock("
                        + table.lockKey() + ") END");
    }

    private Snapshot read(Database database, String lock) {
        Reply reply = database.read(factsQuery.sql(lock) + ";\n" + rowsSql());
        return snapshot(reply, 0);
    }

    private Snapshot snapshot(Reply reply, int first) {
        ServerError error = reply.error();
        if (reply.completions().size() <= first && error != null) {
            throw refusals.unreadable(
                    error, "GRANT USAGE ON SCHEMA " + Quoted.identifier(table.schema()) + " TO <role>;");
        }
        Row row = reply.rows(first).get(0);
        Facts found = FactsQuery.facts(row);
        refusals.check(found);
        if (!found.tableExists()) {
            return new Snapshot(found, List.of(), List.of());
        }
        if (error != null) {
            throw refusals.unreadable(
                    error, "GRANT SELECT ON " + table.quoted() + " TO " + Quoted.identifier(found.user()) + ";");
        }
        return new Snapshot(
                found,
                reply.rows(first + 1).stream().map(History::appliedMigration).toList(),
                FactsQuery.unfinished(row));
    }

    /** The column of ours is read through JSON, so that the statement also works on a table that does not have it yet. */
    private String rowsSql() {
        return """
                SELECT h.id, h.version, h.name, pg_catalog.to_char(h.applied_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS'),
                 h.execution_time_ms, h.checksum, pg_catalog.to_jsonb(h) ->> 'applied_by'
                FROM %s h ORDER BY h.id""".formatted(table.quoted());
    }

    private static AppliedMigration appliedMigration(Row row) {
        String appliedAt = row.get(3);
        String millis = row.get(4);
        return new AppliedMigration(
                Long.parseLong(row.text(0)),
                row.text(1),
                row.text(2),
                appliedAt == null ? null : LocalDateTime.parse(appliedAt),
                millis == null ? null : Integer.valueOf(millis),
                row.get(5),
                row.get(6));
    }

    /** What a role needs to write history rows into a table that is there; DELETE is for repeatable migrations. */
    public List<String> grants(Facts facts) {
        String role = " TO " + Quoted.identifier(facts.user()) + ";";
        String sequence = Quoted.identifier(table.schema()) + "." + Quoted.identifier(table.name() + "_id_seq");
        return List.of(
                "GRANT SELECT, INSERT, DELETE ON " + table.quoted() + role,
                "GRANT USAGE ON SEQUENCE " + sequence + role);
    }

    /**
     * Makes the history table, or adds the column of ours to one of the origin system, and reads again, in one exchange. The
     * lock that is held stays held. Does nothing when nothing is missing.
     *
     * @throws DiagnosticException when the role may not create the table
     */
    public Snapshot prepare(Database database, Snapshot snapshot) {
        String preparation = preparation(snapshot.facts());
        if (preparation == null) {
            return snapshot;
        }
        String lock = snapshot.facts().locked() == null
                ? "NULL::boolean"
                : snapshot.facts().locked().toString();
        Reply reply = database.read("BEGIN;\nSET LOCAL lock_timeout = '5s';\n" + preparation + ";\nCOMMIT;\n"
                + factsQuery.sql(lock) + ";\n" + rowsSql());
        ServerError error = reply.error();
        int prepared = 4;
        if (error == null || reply.completions().size() >= prepared) {
            return snapshot(reply, prepared);
        }
        database.rollback();
        if (snapshot.facts().tableExists()) {
            // The column is a convenience; a busy table is no reason to stop a deployment.
            return snapshot;
        }
        if (MADE_BY_ANOTHER.contains(error.sqlState())) {
            Snapshot now = read(database, lock);
            if (now.facts().tableExists()) {
                return now;
            }
        }
        throw new DiagnosticException(
                "the history table cannot be made", refusals.uncreatable(error, snapshot.facts()));
    }

    /**
     * Makes the journal, if it is not there.
     *
     * @throws DiagnosticException when the role may not create the table
     */
    public Snapshot prepareJournal(Database database, Snapshot snapshot) {
        if (snapshot.facts().journalExists()) {
            return snapshot;
        }
        Reply reply = database.read("BEGIN;\nSET LOCAL lock_timeout = '5s';\n" + journal.create() + ";\nCOMMIT");
        ServerError error = reply.error();
        if (error != null) {
            database.rollback();
            if (!MADE_BY_ANOTHER.contains(error.sqlState())) {
                throw new DiagnosticException(
                        "the journal cannot be made", refusals.uncreatable(journal, error, snapshot.facts()));
            }
        }
        return snapshot;
    }

    /**
     * The statement that makes the history table, or adds the column of ours. Null when there is nothing to do, and when the
     * table belongs to a role that we are not: then our column is left out.
     */
    public @Nullable String preparation(Facts facts) {
        if (!facts.tableExists()) {
            return """
                    CREATE TABLE IF NOT EXISTS %s (
                      id serial PRIMARY KEY,
                      version varchar(255) UNIQUE NOT NULL,
                      name varchar(255) NOT NULL,
                      applied_at timestamp DEFAULT now(),
                      execution_time_ms integer,
                      checksum varchar(64),
                      applied_by text
                    )""".formatted(table.quoted());
        }
        if (!facts.hasColumn(APPLIED_BY) && facts.ownsTable()) {
            return "ALTER TABLE " + table.quoted() + " ADD COLUMN IF NOT EXISTS applied_by text";
        }
        return null;
    }

    /** What would be read if the {@link #preparation} had been run. */
    public Snapshot prepared(Snapshot snapshot) {
        return preparation(snapshot.facts()) == null
                ? snapshot
                : new Snapshot(snapshot.facts().withColumn(APPLIED_BY), snapshot.history(), snapshot.unfinished());
    }

    /**
     * A condition that holds only while the history ends as we have read it. A repeatable migration gets a new row when it runs
     * again, so version and checksum of the last row tell any two states apart.
     */
    public String unmoved(@Nullable LastRow last) {
        return "(SELECT pg_catalog.concat(h.version, ' ', h.checksum) FROM " + table.quoted()
                + " h ORDER BY h.id DESC LIMIT 1) IS NOT DISTINCT FROM "
                + (last == null ? "NULL" : Quoted.literal(last.version() + " " + last.checksum()));
    }

    /**
     * The history row of a migration. Returns {@code execution_time_ms} and {@code applied_at}.
     *
     * @param begun the moment from which its time is taken, an expression
     * @param appliedBy who runs this; left out when the table has no such column
     */
    public String insert(Migration migration, String begun, @Nullable String appliedBy) {
        String column = appliedBy == null ? "" : ", " + APPLIED_BY;
        String value = appliedBy == null ? "" : ", " + Quoted.literal(appliedBy);
        return "INSERT INTO " + table.quoted() + " (version, name, applied_at, execution_time_ms, checksum" + column
                + ")\nVALUES (" + Quoted.literal(migration.version()) + ", "
                + Quoted.literal(migration.readableName())
                + ", pg_catalog.timezone('UTC', pg_catalog.clock_timestamp()),\n"
                + " least(2147483647, extract(epoch FROM pg_catalog.clock_timestamp() - " + begun
                + ") * 1000), "
                + Quoted.literal(migration.checksum().hex()) + value + ")\nRETURNING execution_time_ms, applied_at";
    }

    /** Who applied it, as it is written; null when the table has no column for it, and will not get one. */
    public @Nullable String appliedBy(Facts facts, String appliedBy) {
        return facts.tableExists() && !facts.hasColumn(APPLIED_BY) ? null : appliedBy;
    }

    /** Takes the row of a repeatable migration out, before it gets a new one at the end. */
    public String delete(Migration migration) {
        return "DELETE FROM " + table.quoted() + " WHERE version = " + Quoted.literal(migration.version());
    }

    /** Records a file's checksum for a migration that is applied. */
    public String accept(Migration migration, AppliedMigration applied) {
        return "UPDATE " + table.quoted() + " SET checksum = "
                + Quoted.literal(migration.checksum().hex()) + " WHERE id = " + applied.id() + " AND checksum = "
                + Quoted.literal(applied.checksum() == null ? "" : applied.checksum());
    }

    /** The end of the history. */
    public record LastRow(String version, String checksum) {

        public static @Nullable LastRow of(List<AppliedMigration> history) {
            if (history.isEmpty()) {
                return null;
            }
            AppliedMigration last = history.get(history.size() - 1);
            return new LastRow(last.version(), last.checksum() == null ? "" : last.checksum());
        }

        public static LastRow of(Migration migration) {
            return new LastRow(migration.version(), migration.checksum().hex());
        }
    }
}
