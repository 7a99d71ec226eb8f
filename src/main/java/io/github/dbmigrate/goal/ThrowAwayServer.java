package io.github.dbmigrate.goal;

import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.postgres.embedded.EmbeddedPostgres;
import io.github.dbmigrate.postgres.embedded.Recipe;
import io.github.dbmigrate.rehearse.Stage;
import java.time.Duration;
import java.util.List;

/** An embedded server that lives as long as the rehearsal. Its cluster, with the earlier migrations in it, is kept for the next. */
final class ThrowAwayServer implements RehearsalServer {
    private final RehearsalServers servers;
    private final String version;
    private Session session;
    private Stage stage;

    ThrowAwayServer(RehearsalServers servers, String version, Recipe recipe) {
        this.servers = servers;
        this.version = version;
        this.session = servers.start(version, true, () -> recipe);
        this.stage = stage(session);
    }

    private static Stage stage(Session session) {
        try {
            return Stage.onThrowAwayServer(session.database());
        } catch (RuntimeException e) {
            discard(session);
            throw e;
        }
    }

    @Override
    public Stage stage() {
        return stage;
    }

    @Override
    public String shown() {
        EmbeddedPostgres server = session.embedded();
        return "a throw-away PostgreSQL" + (server == null ? "" : " " + server.version());
    }

    /** A cluster can only be copied while its server is stopped, so it is started a second time. */
    @Override
    public void applied(List<Migration> applied, Duration took) {
        if (!session.keeps(applied, took)) {
            return;
        }
        stage.close();
        session.close();
        session = servers.start(version, false, () -> Recipe.EMPTY);
        stage = stage(session);
    }

    @Override
    public void close() {
        stage.close();
        discard(session);
    }

    private static void discard(Session session) {
        session.database().close();
        if (session.embedded() != null) {
            session.embedded().discard();
        }
    }
}
