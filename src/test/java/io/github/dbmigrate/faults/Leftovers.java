package io.github.dbmigrate.faults;

import io.github.dbmigrate.testing.TestPostgres.Db;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/** What a run may leave on the server when it is gone: sessions, and locks that keep the next run out. */
final class Leftovers {
    private static final String SQL = """
            SELECT coalesce(string_agg(what, '; '), '') FROM (
              SELECT 'lock of ' || coalesce(l.pid, 0) AS what FROM pg_locks l
               WHERE l.locktype = 'advisory' AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
              UNION ALL
              SELECT 'session ' || a.pid || ' ' || a.state || ' ' || left(a.query, 60) FROM pg_stat_activity a
               WHERE a.datname = current_database() AND a.application_name LIKE 'dbmigrate%%' AND %s) found""";

    private Leftovers() {}

    /** Fails unless all is gone soon: a server ends the session of a client that went away only a moment later. */
    static void none(Db db) throws SQLException {
        await(db, "true");
    }

    /** The same behind a pooler, whose idle sessions stay; ours must not be in a transaction. */
    static void noneButIdle(Db db) throws SQLException {
        await(db, "a.state <> 'idle'");
    }

    private static void await(Db db, String counts) throws SQLException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        String left = db.ask(SQL.formatted(counts));
        while (!left.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("left behind: " + left);
            }
            db.ask("SELECT pg_sleep(0.02)");
            left = db.ask(SQL.formatted(counts));
        }
    }
}
