package io.github.dbmigrate.script;

/** Where a long text can be read, again and again. */
public interface TextSource {

    /** Begins at the beginning. */
    Reading open();

    /** One pass over the text, with LF line ends and without a byte order mark. */
    interface Reading extends AutoCloseable {

        /**
         * Reads on.
         *
         * @return how many characters were read, at least one; -1 at the end
         * @throws io.github.dbmigrate.diagnostic.DiagnosticException when it cannot be read, or is not what it was
         */
        int read(char[] into, int from, int length);

        @Override
        void close();
    }
}
