package io.github.dbmigrate.postgres;

/**
 * A message of the server that is no error.
 *
 * @param severity WARNING, NOTICE, INFO, LOG or DEBUG
 */
public record Notice(String severity, String message) {

    public boolean isWarning() {
        return severity.equals("WARNING");
    }
}
