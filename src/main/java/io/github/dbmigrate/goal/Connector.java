package io.github.dbmigrate.goal;

import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.postgres.embedded.Recipe;
import java.util.function.Supplier;

/** Opens the database that the user has named. */
@FunctionalInterface
public interface Connector {
    /**
     * Opens it.
     *
     * @throws DiagnosticException with where the address came from and what to do
     */
    Session open();

    /**
     * As {@link #open()}, for a goal that is about to apply migrations: a new embedded server may come with some of them.
     *
     * @param recipe what the goal would do to an empty database; asked for only where that matters
     */
    default Session open(Supplier<Recipe> recipe) {
        return open();
    }
}
