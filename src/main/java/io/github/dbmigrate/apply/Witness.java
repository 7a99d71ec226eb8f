package io.github.dbmigrate.apply;

import io.github.dbmigrate.migration.Migration;

/**
 * Is told of each statement of a file, on the session that runs it and between the statements, so that it can look at what they
 * do. Where there is a witness the statements are sent one by one. Long files and batches are not witnessed.
 */
public interface Witness {

    /** The migration's transaction is open, if it has one, and none of its statements has run. */
    void begin(Migration migration);

    /**
     * A statement is about to be sent.
     *
     * @param statement its number in the file, from 0
     * @param alone whether it runs outside a transaction
     */
    void before(Migration migration, int statement, boolean alone);

    /** It has run, and what it locked is still locked unless it was alone. Not told of a statement that fails. */
    void after(Migration migration, int statement, boolean alone);
}
