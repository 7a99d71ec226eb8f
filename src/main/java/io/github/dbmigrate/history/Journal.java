package io.github.dbmigrate.history;

import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.migration.Unfinished;
import io.github.dbmigrate.migration.Unfinished.Phase;
import io.github.dbmigrate.postgres.ServerError;
import io.github.dbmigrate.script.Quoted;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of the table that keeps count of migrations that cannot be one transaction. A row is there from before a migration's
 * first statement until its history row is written, so that a row of the history always means "applied", for whoever reads it.
 *
 * <p>Every change names the server process that made the row its own, and changes nothing when another has taken it over.
 */
public final class Journal {
    private static final String NAME = "dbmigrate_run";
    private static final char BETWEEN_FIELDS = '\u001f';
    private static final char BETWEEN_ROWS = '\u001e';

    private final HistoryTable history;
    private final String table;

    Journal(HistoryTable history) {
        this.history = history;
        this.table = Quoted.identifier(history.schema()) + "." + Quoted.identifier(NAME);
    }

    /** {@code public.dbmigrate_run} */
    public String shown() {
        return history.schema() + "." + NAME;
    }

    public String create() {
        return """
                CREATE TABLE IF NOT EXISTS %s (
                  history text NOT NULL,
                  version text NOT NULL,
                  name text NOT NULL,
                  checksum text NOT NULL,
                  state text NOT NULL,
                  statements integer NOT NULL,
                  done integer NOT NULL DEFAULT 0,
                  done_checksum text NOT NULL,
                  doing boolean NOT NULL DEFAULT false,
                  doing_checksum text NOT NULL DEFAULT '',
                  invalid_before text NOT NULL DEFAULT '',
                  last_key text,
                  rows bigint NOT NULL DEFAULT 0,
                  started_at timestamp NOT NULL,
                  begun_at timestamp NOT NULL,
                  pid integer NOT NULL,
                  backend_start timestamptz,
                  host text,
                  sqlstate text,
                  message text,
                  PRIMARY KEY (history, version)
                )""".formatted(table);
    }

    /**
     * All rows as one value of the facts, null when there is no such table or it may not be read. A statement that names a table
     * that does not exist would fail as a whole; one that {@code query_to_xml} runs is looked at only when the table is there.
     */
    String rows() {
        String fields = String.join(
                ", ",
                "version",
                "CASE WHEN state = 'failed' THEN 'FAILED' WHEN EXISTS (SELECT FROM pg_catalog.pg_stat_activity a"
                        + " WHERE a.pid = j.pid AND coalesce(a.backend_start = j.backend_start, true))"
                        + " THEN 'RUNNING' ELSE 'INTERRUPTED' END",
                "statements::text",
                "done::text",
                "done_checksum",
                "doing::text",
                "doing_checksum",
                "pg_catalog.to_char(begun_at, 'YYYY-MM-DD\"T\"HH24:MI:SS.MS')",
                "pid::text",
                "host",
                "sqlstate",
                "message",
                "last_key",
                "rows::text");
        String query = "SELECT pg_catalog.encode(pg_catalog.convert_to(pg_catalog.string_agg("
                + "pg_catalog.array_to_string(ARRAY[" + fields + "], pg_catalog.chr(" + (int) BETWEEN_FIELDS + "), ''),"
                + " pg_catalog.chr(" + (int) BETWEEN_ROWS + ") ORDER BY version), 'UTF8'), 'hex') AS r FROM " + table
                + " j WHERE history = " + Quoted.literal(history.name());
        return "CASE WHEN pg_catalog.has_table_privilege(pg_catalog.to_regclass(" + Quoted.literal(table)
                + "), 'SELECT') THEN pg_catalog.\"substring\"(pg_catalog.query_to_xml(" + Quoted.literal(query)
                + ", false, false, '')::text, '<r>([0-9a-f]*)</r>') END";
    }

    /** Whether the table is there. */
    String exists() {
        return "pg_catalog.to_regclass(" + Quoted.literal(table) + ") IS NOT NULL";
    }

    static List<Unfinished> unfinished(@Nullable String rows) {
        List<Unfinished> unfinished = new ArrayList<>();
        if (rows == null || rows.isEmpty()) {
            return unfinished;
        }
        String text = new String(HexFormat.of().parseHex(rows), StandardCharsets.UTF_8);
        for (String row : text.split(String.valueOf(BETWEEN_ROWS), -1)) {
            String[] fields = row.split(String.valueOf(BETWEEN_FIELDS), -1);
            unfinished.add(new Unfinished(
                    fields[0],
                    Phase.valueOf(fields[1]),
                    Integer.parseInt(fields[2]),
                    Integer.parseInt(fields[3]),
                    fields[4],
                    fields[5].equals("true"),
                    fields[6],
                    LocalDateTime.parse(fields[7]),
                    Integer.parseInt(fields[8]),
                    orNull(fields[9]),
                    orNull(fields[10]),
                    orNull(fields[11]),
                    orNull(fields[12]),
                    Long.parseLong(fields[13])));
        }
        return unfinished;
    }

    private static @Nullable String orNull(String field) {
        return field.isEmpty() ? null : field;
    }

    /** The row of a migration that begins: fails with 23505 when another run has begun it. */
    public String begin(Migration migration, int statements) {
        return "INSERT INTO " + table + " (history, version, name, checksum, state, statements, done_checksum,"
                + " started_at, begun_at, pid, backend_start, host)\nSELECT "
                + String.join(
                        ", ",
                        Quoted.literal(history.name()),
                        Quoted.literal(migration.version()),
                        Quoted.literal(migration.readableName()),
                        Quoted.literal(migration.checksum().hex()),
                        "'running'",
                        String.valueOf(statements),
                        Quoted.literal(
                                Unfinished.doneChecksums(migration.script()).get(0)),
                        now(),
                        now(),
                        "a.pid",
                        "a.backend_start",
                        "pg_catalog.host(a.client_addr)")
                + ownActivity();
    }

    /** Makes the row of an earlier run our own; changes nothing when yet another run was faster. */
    public String takeOver(Unfinished before, Migration migration, int statements) {
        return "UPDATE " + table + " j SET state = 'running', checksum = "
                + Quoted.literal(migration.checksum().hex()) + ", statements = " + statements
                + ", begun_at = " + now() + ", pid = a.pid, backend_start = a.backend_start,"
                + " host = pg_catalog.host(a.client_addr), sqlstate = NULL, message = NULL"
                + ownActivity()
                + " AND j.history = " + Quoted.literal(history.name()) + " AND j.version = "
                + Quoted.literal(before.version()) + " AND j.pid = " + before.pid() + " AND j.done = " + before.done()
                + " AND j.begun_at = " + Quoted.literal(before.begunAt().toString());
    }

    private static String ownActivity() {
        return "\nFROM pg_catalog.pg_stat_get_activity(pg_catalog.pg_backend_pid()) a WHERE true";
    }

    /** So many statements are finished. */
    public String done(Migration migration, int done, String checksum) {
        return "UPDATE " + table + " SET " + finished(done, checksum) + ", doing = false" + own(migration);
    }

    /** So many statements are finished, and the next is about to be sent; after that only the catalog may know its fate. */
    public String doing(Migration migration, int done, String checksum) {
        return "UPDATE " + table + " SET " + finished(done, checksum) + ", doing = true, doing_checksum = "
                + Quoted.literal(Unfinished.checksum(migration.script(), done))
                + ", invalid_before = coalesce((SELECT pg_catalog.string_agg(i.indexrelid::text, ',')"
                + " FROM pg_catalog.pg_index i WHERE NOT i.indisvalid), '')" + own(migration);
    }

    private static String finished(int done, String checksum) {
        return "state = 'running', sqlstate = NULL, message = NULL, done = " + done + ", done_checksum = "
                + Quoted.literal(checksum);
    }

    /** So many statements are finished, and the server has refused the next. */
    public String failed(Migration migration, int done, String checksum, ServerError error) {
        return "UPDATE " + table + " SET state = 'failed', done = " + done
                + ", done_checksum = " + Quoted.literal(checksum) + ", doing = false, sqlstate = "
                + Quoted.literal(error.sqlState()) + ", message = "
                + Quoted.literal(error.message()) + own(migration);
    }

    /** Takes the row out, because the history has the migration now or nothing of it remains. */
    public String delete(Migration migration) {
        return "DELETE FROM " + table + own(migration);
    }

    /** Takes out the row of a migration of which the database holds nothing. */
    public String forget(Unfinished before) {
        return "DELETE FROM " + table + " WHERE history = " + Quoted.literal(history.name()) + " AND version = "
                + Quoted.literal(before.version()) + " AND begun_at = "
                + Quoted.literal(before.begunAt().toString()) + " AND pid = " + before.pid();
    }

    /** When the run that owns the row began: a moment, for {@code execution_time_ms}. */
    public String begunAt(Migration migration) {
        return "(SELECT pg_catalog.timezone('UTC', j.begun_at) FROM " + table + " j" + own(migration) + ")";
    }

    /** The indexes that were invalid before the statement that was begun: oids with commas between. */
    public String invalidBefore(Migration migration) {
        return "(SELECT j.invalid_before FROM " + table + " j WHERE j.history = " + Quoted.literal(history.name())
                + " AND j.version = " + Quoted.literal(migration.version()) + ")";
    }

    /** The row, if it is still ours. */
    public String own(Migration migration) {
        return " WHERE " + isOwn(migration);
    }

    /** Whether a row is ours. */
    public String isOwn(Migration migration) {
        return "history = " + Quoted.literal(history.name()) + " AND version = " + Quoted.literal(migration.version())
                + " AND pid = pg_catalog.pg_backend_pid()";
    }

    /**
     * What is cut into batches, and by which key, so that the next run knows whether it may go on.
     *
     * @param restart whether it begins again at the first row
     */
    public String batches(Migration migration, String what, boolean restart) {
        return "UPDATE " + table + " SET doing_checksum = " + Quoted.literal(what)
                + (restart ? ", last_key = NULL, rows = 0, done = 0" : "") + own(migration);
    }

    /** The table's name, quoted: for who changes a row in a statement of his own. */
    public String quoted() {
        return table;
    }

    private static String now() {
        return "pg_catalog.date_trunc('milliseconds', pg_catalog.timezone('UTC', pg_catalog.clock_timestamp()))";
    }
}
