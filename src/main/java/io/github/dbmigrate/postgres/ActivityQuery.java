package io.github.dbmigrate.postgres;

import io.github.dbmigrate.postgres.Reply.Row;
import io.github.dbmigrate.report.Activity;
import io.github.dbmigrate.report.Activity.Blocker;
import io.github.dbmigrate.report.Activity.LockedObject;
import io.github.dbmigrate.report.Activity.Wait;
import io.github.dbmigrate.report.Activity.Work;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The two statements, sent as one Query, that show what a session does and who is in its way.
 *
 * <p>{@code pg_blocking_pids} stops the lock manager for a moment (PostgreSQL documentation, "Session Information Functions"), so
 * it is asked only for a session that waits, and for the few that wait for what ours has locked.
 */
final class ActivityQuery {
    private static final int COPY_PROGRESS = 140000;
    private static final int WAIT_START = 140000;
    private static final int INDEXES_OF_VACUUM = 170000;
    private static final int SHOWN_QUERY = 400;

    /** Two rows of {@code pg_locks} on the same thing. */
    private static final String SAME = """
            (l.locktype, l.database, l.relation, l.page, l.tuple, l.virtualxid, l.transactionid, l.classid, l.objid, l.objsubid)
             IS NOT DISTINCT FROM
             (w.locktype, w.database, w.relation, w.page, w.tuple, w.virtualxid, w.transactionid, w.classid, w.objid, w.objsubid)""";

    private final String sql;

    ActivityQuery(int backendPid, int serverVersion) {
        this.sql = own(backendPid, serverVersion) + ";\n" + blockers(backendPid);
    }

    String sql() {
        return sql;
    }

    /**
     * One row: ours. User and database are compared because a second connection to an address with several hosts may end on
     * another server, where our process id is somebody else's.
     */
    private static String own(int pid, int version) {
        String waited = version >= WAIT_START
                ? "extract(epoch FROM pg_catalog.clock_timestamp() - w.waitstart) * 1000"
                : "NULL::numeric";
        return """
                WITH l AS MATERIALIZED (SELECT * FROM pg_catalog.pg_locks)
                SELECT a.wait_event = 'SyncRep', p.command, p.phase, p.done, p.total, p.rows, p.bytes,
                 w.locktype, w.mode, w.name, pg_catalog.round(w.waited),
                 (SELECT count(*) FROM (SELECT DISTINCT w.pid FROM l w WHERE NOT w.granted AND w.pid <> %1$d
                    AND EXISTS (SELECT FROM l WHERE l.pid = %1$d AND %2$s) LIMIT 100) q
                  WHERE %1$d = ANY (pg_catalog.pg_blocking_pids(q.pid)))
                FROM pg_catalog.pg_stat_activity a
                LEFT JOIN (
                %3$s) p ON true
                LEFT JOIN LATERAL (SELECT w.locktype, w.mode,
                   pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) AS name, %4$s AS waited
                  FROM l w LEFT JOIN pg_catalog.pg_class c ON c.oid = coalesce(w.relation,
                    (SELECT t.relation FROM l t WHERE t.pid = %1$d AND t.locktype = 'tuple' LIMIT 1))
                   LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                  WHERE w.pid = %1$d AND NOT w.granted LIMIT 1) w ON true
                WHERE a.pid = %1$d AND a.usename = session_user AND a.datname = pg_catalog.current_database()
                LIMIT 1""".formatted(pid, SAME, progress(pid, version), waited);
    }

    /** A session has a row in one of the views at most: each command's progress takes the place of the last one's. */
    private static String progress(int pid, int version) {
        String copy = version < COPY_PROGRESS ? "" : """
                 UNION ALL SELECT command, '', bytes_processed, bytes_total, tuples_processed, bytes_processed
                  FROM pg_catalog.pg_stat_progress_copy WHERE pid = %1$d
                """;
        String indexes = version < INDEXES_OF_VACUUM ? "" : """
                 WHEN 'vacuuming indexes' THEN indexes_processed WHEN 'cleaning up indexes' THEN indexes_processed""";
        String allIndexes = indexes.replace("indexes_processed", "indexes_total");
        return """
                 SELECT command, phase, CASE WHEN phase LIKE 'waiting%%' THEN 0 WHEN phase LIKE '%%tuples%%' THEN tuples_done ELSE blocks_done END AS done,
                   CASE WHEN phase LIKE 'waiting%%' THEN 0 WHEN phase LIKE '%%tuples%%' THEN tuples_total ELSE blocks_total END AS total,
                   0::bigint AS rows, 0::bigint AS bytes
                  FROM pg_catalog.pg_stat_progress_create_index WHERE pid = %1$d
                """.formatted(pid) + copy.formatted(pid) + """
                 UNION ALL SELECT command, phase, heap_blks_scanned, CASE phase WHEN 'seq scanning heap' THEN heap_blks_total ELSE 0 END,
                   CASE phase WHEN 'seq scanning heap' THEN 0 WHEN 'writing new heap' THEN heap_tuples_written ELSE heap_tuples_scanned END, 0
                  FROM pg_catalog.pg_stat_progress_cluster WHERE pid = %1$d
                 UNION ALL SELECT 'VACUUM', phase,
                   CASE phase WHEN 'scanning heap' THEN heap_blks_scanned WHEN 'vacuuming heap' THEN heap_blks_vacuumed %2$s ELSE 0 END,
                   CASE phase WHEN 'scanning heap' THEN heap_blks_total WHEN 'vacuuming heap' THEN heap_blks_total %3$s ELSE 0 END, 0, 0
                  FROM pg_catalog.pg_stat_progress_vacuum WHERE pid = %1$d
                 UNION ALL SELECT 'ANALYZE', phase, sample_blks_scanned,
                   CASE phase WHEN 'acquiring sample rows' THEN sample_blks_total ELSE 0 END, 0, 0
                  FROM pg_catalog.pg_stat_progress_analyze WHERE pid = %1$d
                """.formatted(pid, indexes, allIndexes);
    }

    /** One row for each session that is in the way; process id 0 stands for a prepared transaction. */
    private static String blockers(int pid) {
        return """
                WITH l AS MATERIALIZED (SELECT * FROM pg_catalog.pg_locks),
                 w AS (SELECT * FROM l WHERE l.pid = %1$d AND NOT l.granted LIMIT 1),
                 b AS (SELECT DISTINCT u.pid FROM pg_catalog.unnest((SELECT pg_catalog.pg_blocking_pids(a.pid)
                    FROM pg_catalog.pg_stat_activity a WHERE a.pid = %1$d AND a.wait_event_type = 'Lock'
                     AND a.usename = session_user AND a.datname = pg_catalog.current_database())) u(pid))
                SELECT b.pid,
                 EXISTS (SELECT FROM l, w WHERE l.granted AND l.pid IS NOT DISTINCT FROM nullif(b.pid, 0) AND %2$s) AS holds,
                 coalesce(x.gid, nullif(a.application_name, ''), nullif(a.backend_type, 'client backend')),
                 coalesce(x.owner, a.usename), a.client_addr, CASE WHEN x.gid IS NULL THEN a.state ELSE 'prepared' END,
                 pg_catalog.round((extract(epoch FROM pg_catalog.clock_timestamp() - coalesce(x.prepared, a.xact_start)) * 1000)::numeric) AS age,
                 pg_catalog.left(a.query, %3$d),
                 CASE WHEN a.wait_event_type = 'Lock' THEN pg_catalog.array_to_string(pg_catalog.pg_blocking_pids(b.pid), ', ') END
                FROM b LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = b.pid
                LEFT JOIN LATERAL (SELECT p.gid, p.owner, p.prepared FROM w JOIN l ON l.granted AND l.pid IS NULL AND %2$s
                  JOIN l x ON x.virtualtransaction = l.virtualtransaction AND x.pid IS NULL AND x.locktype = 'transactionid'
                  JOIN pg_catalog.pg_prepared_xacts p ON p.transaction = x.transactionid LIMIT 1) x ON b.pid = 0
                ORDER BY holds DESC, age DESC NULLS LAST, b.pid""".formatted(pid, SAME, SHOWN_QUERY);
    }

    /** What the server has answered; in front of it there may be completions of settings. */
    Activity activity(Reply reply) {
        int last = reply.completions().size() - 1;
        List<Row> own = reply.rows(last - 1);
        if (own.isEmpty()) {
            return Activity.UNSEEN;
        }
        Row row = own.get(0);
        return new Activity(work(row), wait(row, reply.rows(last)), row.isTrue(0), Integer.parseInt(row.text(11)));
    }

    private static @Nullable Work work(Row row) {
        String command = row.get(1);
        return command == null
                ? null
                : new Work(command, row.text(2), number(row, 3), number(row, 4), number(row, 5), number(row, 6));
    }

    private static @Nullable Wait wait(Row row, List<Row> blockers) {
        String type = row.get(7);
        if (type == null) {
            return null;
        }
        String name = text(row, 9);
        Duration waited = row.get(10) == null ? null : Duration.ofMillis(number(row, 10));
        LockedObject object = object(type, name);
        return new Wait(
                object,
                text(row, 8),
                object == LockedObject.OTHER && name.isEmpty() ? type : name,
                waited,
                blockers.stream().map(ActivityQuery::blocker).toList());
    }

    /**
     * Who waits for a row waits for the transaction that has changed it, and meanwhile holds a lock on the row's place (PostgreSQL
     * source, {@code heap_acquire_tuplock}); without it, the wait is for a key that another transaction has inserted.
     */
    private static LockedObject object(String type, String name) {
        return switch (type) {
            case "relation" -> LockedObject.TABLE;
            case "tuple", "transactionid" -> name.isEmpty() ? LockedObject.TRANSACTION : LockedObject.ROW;
            case "virtualxid" -> LockedObject.TRANSACTION;
            case "advisory" -> LockedObject.ADVISORY;
            default -> LockedObject.OTHER;
        };
    }

    private static Blocker blocker(Row row) {
        return new Blocker(
                Integer.parseInt(row.text(0)),
                row.isTrue(1),
                text(row, 2),
                text(row, 3),
                text(row, 4),
                text(row, 5),
                row.get(6) == null ? null : Duration.ofMillis(Math.max(0, number(row, 6))),
                text(row, 7),
                text(row, 8));
    }

    private static String text(Row row, int column) {
        String text = row.get(column);
        return text == null ? "" : text;
    }

    private static long number(Row row, int column) {
        String number = row.get(column);
        return number == null ? 0 : Long.parseLong(number);
    }
}
