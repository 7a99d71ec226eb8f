package io.github.dbmigrate.goal;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.history.Facts;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.postgres.ConnectionErrors;
import io.github.dbmigrate.postgres.ConnectionLostException;
import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.postgres.PoolerProbe;
import io.github.dbmigrate.postgres.Reply;
import io.github.dbmigrate.postgres.embedded.EmbeddedPostgres;
import io.github.dbmigrate.report.Connection;
import io.github.dbmigrate.target.Target;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An open connection to the target.
 *
 * @param embedded the server, when it was started for this goal
 */
public record Session(
        Database database, Target.Server server, @Nullable EmbeddedPostgres embedded) implements AutoCloseable {
    /** Whoever has to wait no longer than this for his migrations does not notice, and keeping the result takes as long. */
    private static final Duration WORTH_KEEPING = Duration.ofMillis(100);

    /** Settings that the next session has from its beginning, while migrations have changed them in the midst of this one. */
    private static final String HAS_SETTINGS_OF_ITS_OWN = """
            SELECT EXISTS (SELECT FROM pg_catalog.pg_db_role_setting s
              WHERE s.setdatabase IN (0, (SELECT d.oid FROM pg_catalog.pg_database d
                 WHERE d.datname = pg_catalog.current_database()))
               AND s.setrole IN (0, (SELECT r.oid FROM pg_catalog.pg_roles r WHERE r.rolname = current_user)))""";

    public static Session to(Target.Server server) {
        return new Session(Connecting.to(server), server, null);
    }

    /** To a server that was started for this goal, and is stopped when the session is closed. */
    public static Session to(Target.Server server, EmbeddedPostgres embedded) {
        return new Session(Connecting.to(server), server, embedded);
    }

    boolean isEmbedded() {
        return embedded != null;
    }

    /**
     * Told what was applied when nothing is left to do. The cluster of an embedded server is kept for other builds then,
     * provided that the next one can begin where this one ends.
     *
     * @param took how long the others are spared
     */
    void finished(List<Migration> applied, Duration took) {
        keeps(applied, took);
    }

    /** As {@link #finished}; tells whether the cluster is kept when the session is closed. */
    boolean keeps(List<Migration> applied, Duration took) {
        if (embedded == null
                || took.compareTo(WORTH_KEEPING) < 0
                || !embedded.isCompletedBy(applied)
                || !nextIsLikeThis()) {
            return false;
        }
        embedded.keepForOthers();
        return true;
    }

    /** Whether another session gets in, which a new password prevents, and finds what this one found. */
    private boolean nextIsLikeThis() {
        try (Database next = database.another()) {
            Reply reply = next.read(HAS_SETTINGS_OF_ITS_OWN);
            return reply.error() == null && reply.rows(0).get(0).text(0).equals("f");
        } catch (SQLException | ConnectionLostException e) {
            // Nor would the next build get in.
            return false;
        }
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
        String kind = isEmbedded() ? "embedded" : new PoolerProbe(database, server).kind(facts.backendPid());
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
            if (embedded != null) {
                embedded.close();
            }
        }
    }
}
