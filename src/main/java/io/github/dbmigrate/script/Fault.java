package io.github.dbmigrate.script;

/**
 * Why a script must not be sent: something is left open, so that our own COMMIT would be swallowed by it, or it is not SQL.
 *
 * @param id the word that names the kind of fault: {@code unterminated}, {@code psql-command}, ...
 * @param message one line without a full stop
 * @param help what to do about it
 * @param offset where it is, or where what is left open was opened
 * @param end one past the last character to be marked
 * @param line 1-based
 * @param column 1-based, counted in code points
 */
public record Fault(String id, String message, String help, int offset, int end, int line, int column) {
    /** A comment of another tool, with which a part begins that undoes the rest, in the wrong place. */
    static final String DOWN_PART = "down-part";
}
