package io.github.dbmigrate.script;

/** Something in a file that the server is not sent, though nothing is wrong with it. */
public sealed interface PassedOver {

    /** As the end of a sentence that begins with the migration. */
    String told();

    /** The same, further down in the file. */
    PassedOver below(int lines);

    /**
     * A command of psql that changes nothing for the server.
     *
     * @param line 1-based
     * @param text as it is written: {@code \set ON_ERROR_STOP on}
     */
    record Command(int line, String text) implements PassedOver {
        @Override
        public String told() {
            return "line " + line + ", " + text + ", is for psql and was passed over";
        }

        @Override
        public PassedOver below(int lines) {
            return new Command(line + lines, text);
        }
    }

    /**
     * The part that undoes the rest.
     *
     * @param first its first line, 1-based
     * @param last its last one
     */
    record Undoing(int first, int last) implements PassedOver {
        @Override
        public String told() {
            return "lines " + first + " to " + last + " undo it and are not run";
        }

        @Override
        public PassedOver below(int lines) {
            return new Undoing(first + lines, last + lines);
        }
    }
}
