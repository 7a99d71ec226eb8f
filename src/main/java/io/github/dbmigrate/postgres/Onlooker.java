package io.github.dbmigrate.postgres;

import io.github.dbmigrate.report.Activity;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Looks at our session from a second connection, which is opened with the first look. It holds no transaction between two looks,
 * so that no CREATE INDEX CONCURRENTLY waits for its snapshot. What goes wrong with it is no trouble of the migration: then
 * there is nothing to see, and it is not tried again, so that a full server is not asked once a second.
 */
public final class Onlooker implements AutoCloseable {
    /** It must not itself wait for a lock, such as one that a migration has on a catalog. */
    private static final String SETTINGS = """
            SET application_name = 'dbmigrate watcher';
            SET default_transaction_isolation = 'read committed';
            SET lock_timeout = '500ms';
            SET statement_timeout = '5s';
            """;

    private final Database watched;
    private final ActivityQuery query;
    private volatile @Nullable Database own;
    private volatile boolean off;

    /**
     * Opens nothing yet.
     *
     * @param backendPid of the watched session
     * @param serverVersion as {@code server_version_num}
     */
    public Onlooker(Database watched, int backendPid, int serverVersion) {
        this.watched = watched;
        this.query = new ActivityQuery(backendPid, serverVersion);
    }

    /** What the session is doing now. */
    public Activity look() {
        if (off) {
            return Activity.UNSEEN;
        }
        try {
            Database open = own;
            Reply reply = open == null ? firstLook() : open.read(query.sql());
            if (reply.error() == null) {
                return query.activity(reply);
            }
        } catch (SQLException | ConnectionLostException e) {
            // No second connection, nothing to see; the first one has trouble of its own to tell if there is any.
            off = true;
        }
        close();
        return Activity.UNSEEN;
    }

    private Reply firstLook() throws SQLException {
        Database open = watched.another();
        own = open;
        if (off) {
            // Closed while it was connecting.
            open.close();
        }
        return open.read(SETTINGS + query.sql());
    }

    /** May be called by another thread while this one looks. */
    @Override
    public void close() {
        off = true;
        Database open = own;
        if (open != null) {
            open.close();
        }
    }
}
