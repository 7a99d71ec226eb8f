package io.github.dbmigrate.postgres;

import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.target.Target;
import java.sql.SQLException;

/**
 * Tells a pooler by the wire. It gives every client a process id of its own in the key data, so that
 * {@code pg_backend_pid()} contradicts it; that is evidence. Two open connections served by one backend are proof of
 * transaction pooling, where a session lock or a SET belongs to nobody.
 */
public final class PoolerProbe {
    private final Database database;
    private final Target.Server server;

    public PoolerProbe(Database database, Target.Server server) {
        this.database = database;
        this.server = server;
    }

    /**
     * {@code direct}, or {@code pooled} when that is allowed or was not proved to do harm.
     *
     * @param backendPid what {@code pg_backend_pid()} said on this connection
     * @throws DiagnosticException when transaction pooling is proved and was not allowed
     */
    public String kind(int backendPid) {
        if (backendPid == database.keyPid() || server.isOneToOneProxy()) {
            return "direct";
        }
        if (!server.poolerAllowed() && sharesBackend(backendPid)) {
            throw new DiagnosticException(
                    "this address is a pooler",
                    ConnectionErrors.pooler(server, "one server process serves two connections"));
        }
        return "pooled";
    }

    private boolean sharesBackend(int backendPid) {
        try (Database second = database.another()) {
            Reply reply = second.read("SELECT pg_catalog.pg_backend_pid()");
            return reply.error() == null
                    && Integer.parseInt(reply.rows(0).get(0).text(0)) == backendPid;
        } catch (SQLException | ConnectionLostException e) {
            // No second connection, no proof; the guard in every block keeps the run correct all the same.
            return false;
        }
    }
}
