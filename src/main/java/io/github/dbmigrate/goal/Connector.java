package io.github.dbmigrate.goal;

import io.github.dbmigrate.diagnostic.DiagnosticException;

/** Opens the database that the user has named. */
@FunctionalInterface
public interface Connector {
    /**
     * Opens it.
     *
     * @throws DiagnosticException with where the address came from and what to do
     */
    Session open();
}
