package io.github.dbmigrate.history;

import io.github.dbmigrate.migration.Unfinished;
import io.github.dbmigrate.postgres.Reply.Row;
import io.github.dbmigrate.script.Quoted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one statement that asks for {@link Facts} and for what the journal holds, and the meaning of its columns. */
final class FactsQuery {
    private final HistoryTable table;
    private final Journal journal;

    FactsQuery(HistoryTable table, Journal journal) {
        this.table = table;
        this.journal = journal;
    }

    /**
     * The statement, which gives one row.
     *
     * @param lock an expression that says whether the advisory lock is held; null when it was not asked for
     */
    String sql(String lock) {
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

    static Facts facts(Row row) {
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

    static List<Unfinished> unfinished(Row row) {
        return Journal.unfinished(row.get(18));
    }

    private static List<String> names(@Nullable String list) {
        return list == null ? List.of() : List.of(list.split(",", -1));
    }
}
