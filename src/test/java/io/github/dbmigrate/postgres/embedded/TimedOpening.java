package io.github.dbmigrate.postgres.embedded;

import io.github.dbmigrate.goal.Connector;
import io.github.dbmigrate.goal.Session;
import java.util.function.Supplier;

/**
 * Tells when the server is there and connected to.
 *
 * @param prepared whether it may come with migrations, and be kept for others
 */
record TimedOpening(OwnCache.Opening opening, boolean prepared, Runnable ready) implements Connector {

    @Override
    public Session open() {
        return open(() -> Recipe.EMPTY);
    }

    @Override
    public Session open(Supplier<Recipe> recipe) {
        Session session = opening.open(prepared ? recipe : () -> Recipe.EMPTY);
        ready.run();
        return session;
    }
}
