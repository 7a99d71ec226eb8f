package io.github.dbmigrate.schema;

/** An object that is on both sides, with another definition. */
public record Change(SchemaObject before, SchemaObject after, Nature nature) {

    /** How much it matters that the definitions are not the same. */
    public enum Nature {
        /** It is something else now. */
        CONTENT(""),
        /** A function's body differs in white space alone. */
        LAYOUT("layout only"),
        /**
         * A view or a default holds the time at which it was made: the migration was written with {@code now} as a constant, and makes
         * something else whenever it runs.
         */
        FROZEN_TIME("differs in a time that was frozen when it was made"),
        /** An extension in another version: that depends on the machine. */
        EXTENSION_VERSION("another version of the extension"),
        /** Another major version of PostgreSQL writes the same in another way: the text of a view, what ALL PRIVILEGES are. */
        OTHER_MAJOR("not compared, each major version of PostgreSQL writes it in its own way");

        private final String words;

        Nature(String words) {
            this.words = words;
        }

        /** What is said behind the name; empty when the definitions say it. */
        String words() {
            return words;
        }

        /** Whether the definitions are worth being shown. */
        boolean showsDefinitions() {
            return this != LAYOUT && this != OTHER_MAJOR;
        }
    }
}
