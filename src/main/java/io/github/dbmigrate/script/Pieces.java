package io.github.dbmigrate.script;

/** The pieces of a migration, in order. */
public interface Pieces extends AutoCloseable {

    /**
     * The next piece. Data of the piece before is over with it, whether it was taken or not.
     *
     * @throws io.github.dbmigrate.diagnostic.DiagnosticException when the file cannot be read, or is not what it was
     * @throws java.util.NoSuchElementException behind the last
     */
    Piece next();

    @Override
    void close();
}
