package io.github.dbmigrate.goal;

import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.postgres.embedded.Recipe;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Starts what a rehearsal needs. */
public interface RehearsalServers {

    /**
     * Starts a server of ours.
     *
     * @param version {@code 17}, {@code 17.2}, or empty for the default
     * @param anew whether what an earlier run has left is thrown away
     * @param recipe what will be applied first
     * @throws DiagnosticException when there is none, and why
     */
    Session start(String version, boolean anew, Supplier<Recipe> recipe);

    /** The server that the user gives instead; null when none is given. */
    @Nullable
    Connector shadow();
}
