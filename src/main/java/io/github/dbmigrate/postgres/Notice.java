package io.github.dbmigrate.postgres;

import org.jspecify.annotations.Nullable;

/**
 * A message of the server that is no error.
 *
 * @param severity WARNING, NOTICE, INFO, LOG or DEBUG
 * @param sqlState {@code 42P07} when IF NOT EXISTS has found something; empty when it is not known
 * @param where the call stack, innermost first
 */
public record Notice(
        String severity,
        String message,
        String sqlState,
        @Nullable String where) {

    public boolean isWarning() {
        return severity.equals("WARNING");
    }
}
