package io.github.dbmigrate.goal;

import io.github.dbmigrate.history.Facts;
import io.github.dbmigrate.history.History;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.rehearse.Stage;
import java.time.Duration;
import java.util.List;

/** A database that is made for the rehearsal on a server of the user's. Nothing is kept there for the next. */
final class ShadowServer implements RehearsalServer {
    private final Session session;
    private final Facts facts;
    private final Stage stage;

    ShadowServer(Connector connector, History history) {
        this.session = connector.open();
        try {
            this.facts = history.read(session.database()).facts();
            this.stage = Stage.onServerOf(session.database());
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    @Override
    public Stage stage() {
        return stage;
    }

    @Override
    public String shown() {
        return "a database of its own beside " + facts.database() + ", PostgreSQL " + facts.shownVersion();
    }

    @Override
    public void applied(List<Migration> applied, Duration took) {
        // Each rehearsal begins with an empty database.
    }

    @Override
    public void close() {
        try {
            stage.close();
        } finally {
            session.close();
        }
    }
}
