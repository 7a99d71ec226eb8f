package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.postgres.Database;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Ends what does not end by itself, such as a loop without an end. A file can take any {@code statement_timeout} away, so the
 * statement is cancelled from here, and when that does not help its session is cut off.
 */
final class TimeLimit implements AutoCloseable {
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);
    private static final int CANCELS = 6;

    private final Database database;
    private final Duration limit;
    private final Thread thread;
    private boolean closed;
    private boolean reached;

    private TimeLimit(Database database, Duration limit) {
        this.database = database;
        this.limit = limit;
        this.thread = new Thread(this::run, "dbmigrate-time-limit");
    }

    /** Begins to count; whatever runs on the connection when the time is up is ended, and what follows it until this is closed. */
    static TimeLimit on(Database database, Duration limit) {
        TimeLimit begun = new TimeLimit(database, limit);
        if (!limit.isZero()) {
            begun.thread.setDaemon(true);
            begun.thread.start();
        }
        return begun;
    }

    synchronized boolean isReached() {
        return reached;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            // A cancel that is on its way must not meet the statement after this one.
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        if (isClosedWithin(limit)) {
            return;
        }
        synchronized (this) {
            reached = true;
        }
        for (int i = 0; i < CANCELS; i++) {
            cancel();
            if (isClosedWithin(BETWEEN_ATTEMPTS)) {
                return;
            }
        }
        database.abort();
    }

    private void cancel() {
        try {
            database.cancel();
        } catch (SQLException e) {
            // The server takes no connection for it; cutting the session off is what is left.
            return;
        }
    }

    private synchronized boolean isClosedWithin(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        try {
            for (long left = time.toNanos(); !closed && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread but who wants it to end.
            return true;
        }
        return closed;
    }
}
