package io.github.dbmigrate.bench;

/** A tool did not do what it was asked to do; the message is for the table. */
final class FailedException extends Exception {
    FailedException(String message) {
        super(message);
    }
}
