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

    public History(HistoryTable table) {
        this.table = table;
        this.refusals = new Refusals(table);
        this.journal = new Journal(table);
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
        Reply reply = database.read(factsSql(lock) + ";\n" + rowsSql());
        return snapshot(reply, 0);
    }

    private Snapshot snapshot(Reply reply, int first) {
        ServerError error = reply.error();
        if (reply.completions().size() <= first && error != null) {
            throw refusals.unreadable(
                    error, "GRANT USAGE ON SCHEMA " + Quoted.identifier(table.schema()) + " TO <role>;");
        }
        Row row = reply.rows(first).get(0);
        Facts facts = facts(row);
        refusals.check(facts);
        if (!facts.tableExists()) {
            return new Snapshot(facts, List.of(), List.of());
        }
        if (error != null) {
            throw refusals.unreadable(
                    error, "GRANT SELECT ON " + table.quoted() + " TO " + Quoted.identifier(facts.user()) + ";");
        }
        return new Snapshot(
                facts,
                reply.rows(first + 1).stream().map(History::appliedMigration).toList(),
                Journal.unfinished(row.get(18)));
    }

    private String factsSql(String lock) {
        String name = Quoted.literal(table.quoted());
        String schema = Quoted.literal(table.schema());
        return """
                SELECT pg_catalog.current_setting('server_version_num'),
                 pg_catalog.split_part(pg_catalog.current_setting('server_version'), ' ', 1),
                 pg_catalog.current_database(), current_user, pg_catalog.pg_is_in_recovery(),
                 pg_catalog.current_setting('transaction_read_only') = 'on', pg_catalog.pg_backend_pid(),
                 (SELECT s.ssl FROM pg_catalog.pg_stat_ssl s WHERE s.pid = pg_catalog.pg_backend_pid()),
                 (SELECT pg_catalog.string_agg(a.attname, ',' ORDER BY a.attnum) FROM pg_catalog.pg_attribute a
                   WHERE a.attrelid = pg_catalog.to_regclass(%1$s) AND a.attnum > 0 AND NOT a.attisdropped),
                 (SELECT pg_catalog.pg_has_role(c.relowner, 'MEMBER') FROM pg_catalog.pg_class c
                   WHERE c.oid = pg_catalog.to_regclass(%1$s)),
                 (SELECT pg_catalog.pg_get_userbyid(n.nspowner) FROM pg_catalog.pg_namespace n WHERE n.nspname = %2$s),
                 %4$s,
                 (SELECT pg_catalog.string_agg(pg_catalog.concat_ws(', ', 'pid ' || a.pid, nullif(a.application_name, ''),
                     a.client_addr, 'since ' || pg_catalog.round(extract(epoch FROM pg_catalog.clock_timestamp()
                     - a.backend_start)) || ' s'), '; ')
                   FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a USING (pid)
                   WHERE %5$s AND l.pid <> pg_catalog.pg_backend_pid()),
                 pg_catalog.round(extract(epoch FROM pg_catalog.current_setting('deadlock_timeout')::interval) * 1000),
                 pg_catalog.version() !~ 'mingw|Visual C',
                 pg_catalog.current_setting('standard_conforming_strings') = 'on',
                 (SELECT pg_catalog.string_agg(c.relname, ',') FROM pg_catalog.pg_class c
                   JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                   WHERE n.nspname = %2$s AND c.relkind = 'r' AND c.relname IN (%3$s)),
                 %6$s, %7$s,
                 pg_catalog.current_setting('idle_in_transaction_session_timeout') <> '0'
                   OR pg_catalog.current_setting('transaction_timeout', true) <> '0'""".formatted(
                        name, schema, OtherTool.tables(), lock, table.lockHeld(), journal.exists(), journal.rows());
    }

    /** The column of ours is read through JSON, so that the statement also works on a table that does not have it yet. */
    private String rowsSql() {
        return """
                SELECT h.id, h.version, h.name, pg_catalog.to_char(h.applied_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS'),
                 h.execution_time_ms, h.checksum, pg_catalog.to_jsonb(h) ->> 'applied_by'
                FROM %s h ORDER BY h.id""".formatted(table.quoted());
    }

    private static Facts facts(Row row) {
        int version = Integer.parseInt(row.text(0));
        return new Facts(
                version,
                row.text(1),
                row.text(2),
                row.text(3),
                row.isTrue(4),
                row.isTrue(5),
                Integer.parseInt(row.text(6)),
                row.isTrue(7),
                names(row.get(8)),
                row.isTrue(9),
                row.get(10),
                row.get(11) == null ? null : row.isTrue(11),
                row.get(12),
                Long.parseLong(row.text(13)),
                version >= 140000 && row.isTrue(14),
                row.isTrue(15),
                row.isTrue(19),
                row.isTrue(17),
                OtherTool.of(names(row.get(16))));
    }

    private static List<String> names(@Nullable String list) {
        return list == null ? List.of() : List.of(list.split(",", -1));
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
                + factsSql(lock) + ";\n" + rowsSql());
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
