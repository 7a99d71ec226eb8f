package io.github.dbmigrate.goal;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.history.Facts;
import io.github.dbmigrate.postgres.ConnectionErrors;
import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.postgres.PoolerProbe;
import io.github.dbmigrate.report.Connection;
import io.github.dbmigrate.target.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * An open connection to the target.
 *
 * @param isEmbedded whether the server was started for this goal
 * @param stop stops such a server; else does nothing
 */
public record Session(Database database, Target.Server server, boolean isEmbedded, Runnable stop)
        implements AutoCloseable {

    public static Session to(Target.Server server) {
        return new Session(Connecting.to(server), server, false, () -> {});
    }

    /** To a server that was started for this goal, and is stopped when the session is closed. */
    public static Session to(Target.Server embedded, Runnable stop) {
        return new Session(Connecting.to(embedded), embedded, true, stop);
    }

    /**
     * Says which database this is, and what its user should change about the address.
     *
     * @throws io.github.dbmigrate.diagnostic.DiagnosticException when the address is a transaction pooler's that was not allowed
     */
    Connection introduce(Facts facts, Project project) {
        Connection connection = connection(facts, project.environment());
        project.console().connected(connection);
        List<Diagnostic> warnings = new ArrayList<>(server.warnings());
        ConnectionErrors.plainText(server, facts.tls()).ifPresent(warnings::add);
        project.console().warnings(warnings);
        project.console().ignored(server.source(), server.ignored());
        return connection;
    }

    private Connection connection(Facts facts, String environment) {
        String kind = isEmbedded ? "embedded" : new PoolerProbe(database, server).kind(facts.backendPid());
        return new Connection(
                facts.database(),
                server.hosts().isEmpty() ? "" : server.hosts().get(0).name(),
                server.hosts().isEmpty() ? 0 : server.hosts().get(0).port(),
                facts.user(),
                facts.shownVersion(),
                kind,
                facts.tls(),
                server.source(),
                server.remarks(),
                environment);
    }

    @Override
    public void close() {
        try {
            database.close();
        } finally {
            stop.run();
        }
    }
}
