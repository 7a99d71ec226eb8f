package io.github.dbmigrate.script;

/** Ends the reading of a statement that cannot run in batches. */
final class BatchRefusedException extends Exception {
    private final transient Fault fault;

    BatchRefusedException(Fault fault) {
        super(fault.message());
        this.fault = fault;
    }

    static BatchRefusedException unbalanced(Script script, Range place) {
        return new BatchRefusedException(
                BatchFaults.shape(script, place, "a parenthesis is closed that was not opened", "take it out"));
    }

    Fault fault() {
        return fault;
    }
}
