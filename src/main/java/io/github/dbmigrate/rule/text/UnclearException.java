package io.github.dbmigrate.rule.text;

/** The text goes on otherwise than was expected: nothing is told of its statement, for a wrong alarm is worse than none. */
final class UnclearException extends Exception {
    private static final long serialVersionUID = 1L;

    UnclearException() {
        super("not understood", null, false, false);
    }
}
