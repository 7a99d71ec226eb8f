package io.github.dbmigrate.bench;

/** A tool did not do what it was asked to do. */
final class FailedException extends Exception {
    private final String reason;

    FailedException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** For the table. */
    String reason() {
        return reason;
    }
}
