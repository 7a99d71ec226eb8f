package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.postgres.ConnectionLostException;
import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.postgres.Reply;
import io.github.dbmigrate.postgres.Reply.Row;
import io.github.dbmigrate.rule.LockMode;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Sees the locks of a statement that runs outside a transaction, and lets go of them before anybody could ask. One session writes,
 * so to speak, to all tables: it holds the lock of a writer on each. What conflicts with writers, or waits for old transactions as
 * CREATE INDEX CONCURRENTLY does, has to stop until it is seen; what does not stop is no danger to them.
 */
final class ConcurrentWatch implements AutoCloseable {
    private static final long BETWEEN_LOOKS_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Database writer;
    private final Database onlooker;
    private final int backend;
    private final Map<Long, LockMode> seen = new TreeMap<>();
    private final Thread thread;
    private volatile boolean closed;

    private ConcurrentWatch(Database writer, Database onlooker, int backend) {
        this.writer = writer;
        this.onlooker = onlooker;
        this.backend = backend;
        this.thread = new Thread(this::look, "dbmigrate-lock-watch");
    }

    /**
     * Begins to watch a session.
     *
     * @param tables by their quoted names, that a writer might be in
     */
    static ConcurrentWatch on(Database watched, List<String> tables) throws SQLException {
        Database writer = watched.another();
        try {
            Database onlooker = watched.another();
            if (!tables.isEmpty()) {
                writer.run(
                        "BEGIN; LOCK TABLE ONLY " + String.join(", ONLY ", tables) + " IN ROW EXCLUSIVE MODE",
                        notice -> {});
            }
            ConcurrentWatch watch = new ConcurrentWatch(writer, onlooker, watched.keyPid());
            watch.thread.setDaemon(true);
            watch.thread.start();
            return watch;
        } catch (SQLException | RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    /** Ends, and tells the strongest lock on each relation, by its oid. */
    Map<Long, LockMode> stop() {
        close();
        return seen;
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        onlooker.close();
        writer.close();
    }

    private void look() {
        boolean writes = true;
        try {
            while (!closed) {
                boolean waits = locks();
                if (waits && writes) {
                    // It may have taken the lock that it waits with just after we looked for locks.
                    locks();
                    writer.rollback();
                    writes = false;
                }
                TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS_NANOS);
            }
        } catch (ConnectionLostException e) {
            // A migration that ends sessions has ended ours; the statement has nobody to wait for then.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            release(writes);
        }
    }

    private void release(boolean writes) {
        if (writes) {
            try {
                writer.rollback();
            } catch (ConnectionLostException e) {
                // Then it holds nothing.
                return;
            }
        }
    }

    /** Whether the session waits for a lock. */
    private boolean locks() {
        Reply reply =
                onlooker.read("SELECT l.relation::int8, l.mode FROM pg_catalog.pg_locks l WHERE l.pid = " + backend
                        + " AND l.locktype = 'relation' AND l.relation >= 16384 AND l.mode <> 'SIReadLock';\n"
                        + "SELECT FROM pg_catalog.pg_locks l WHERE l.pid = " + backend + " AND NOT l.granted");
        if (reply.error() != null) {
            return true;
        }
        for (Row row : reply.rows(0)) {
            seen.merge(
                    Long.parseLong(row.text(0)),
                    LockMode.of(row.text(1)),
                    (one, other) -> one.compareTo(other) >= 0 ? one : other);
        }
        return !reply.rows(1).isEmpty();
    }
}
