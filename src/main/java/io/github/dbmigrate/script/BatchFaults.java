package io.github.dbmigrate.script;

/** What is wrong with a file that asks for batches. */
final class BatchFaults {
    private static final String SHAPE = "batch-shape";
    private static final String DIRECTIVE = "bad-directive";

    private BatchFaults() {}

    /** The statement is none that can be cut. */
    static Fault shape(Script script, Range place, String message, String help) {
        return fault(SHAPE, script, place, message, help);
    }

    /** The directive itself cannot be read. */
    static Fault directive(Script script, Directive directive, String message, String help) {
        return fault(DIRECTIVE, script, place(script, directive), message, help);
    }

    /** The comment that holds the directive. */
    static Range place(Script script, Directive directive) {
        int end = directive.offset();
        while (end < script.text().length()
                && !Letters.isLineBreak(script.text().charAt(end))) {
            end++;
        }
        return new Range(directive.offset(), end);
    }

    private static Fault fault(String id, Script script, Range place, String message, String help) {
        Lines lines = new Lines(script.text()).at(place.offset());
        return new Fault(id, message, help, place.offset(), place.end(), lines.line(), lines.column());
    }
}
