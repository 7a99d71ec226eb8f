package io.github.dbmigrate.goal;

import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.rehearse.Stage;
import java.time.Duration;
import java.util.List;

/** A server on which migrations are rehearsed. */
interface RehearsalServer extends AutoCloseable {

    /** Where they are run. Another one after {@link #applied}. */
    Stage stage();

    /** As it is told: {@code a throw-away PostgreSQL 17.2}. */
    String shown();

    /**
     * Is told that the earlier migrations are applied and nothing else was done, so that the next rehearsal can begin there.
     *
     * @param applied those that it did not come with, in order
     * @param took how long the next one is spared
     * @throws DiagnosticException when the server does not come up again
     */
    void applied(List<Migration> applied, Duration took);

    @Override
    void close();
}
