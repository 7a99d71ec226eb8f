package io.github.dbmigrate.postgres;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * An ErrorResponse of the server, field by field (PostgreSQL documentation, "Error and Notice Message Fields").
 *
 * @param position 1-based, in characters (code points), from the start of the Query that was sent; 0 when there is none
 * @param internalPosition the same, in {@code internalQuery}
 * @param internalQuery the text of a statement that a function or DO block ran
 * @param where the call stack, innermost first
 */
public record ServerError(
        String sqlState,
        String message,
        @Nullable String detail,
        @Nullable String hint,
        int position,
        int internalPosition,
        @Nullable String internalQuery,
        @Nullable String where,
        @Nullable String schema,
        @Nullable String table,
        @Nullable String column) {

    /** The error as the server sent it, or null when it is the driver's own (a broken connection, for example). */
    static @Nullable ServerError of(Throwable e) {
        ServerErrorMessage sent = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
        if (sent == null) {
            return null;
        }
        return new ServerError(
                orEmpty(sent.getSQLState()),
                orEmpty(sent.getMessage()),
                sent.getDetail(),
                sent.getHint(),
                sent.getPosition(),
                sent.getInternalPosition(),
                sent.getInternalQuery(),
                sent.getWhere(),
                sent.getSchema(),
                sent.getTable(),
                sent.getColumn());
    }

    /** The same with the position that it has in a part of what was sent; 0 when it is in none. */
    public ServerError at(int other) {
        return new ServerError(
                sqlState, message, detail, hint, other, internalPosition, internalQuery, where, schema, table, column);
    }

    /**
     * Whether the session ends with it: an administrator, a shutdown, a crash (class 57P), a timeout of the session (25P03, 25P04),
     * the protocol (08), the server's own fault (XX). Any other ends the Query and nothing else. The severity would tell, too,
     * but it is translated to the server's language.
     *
     * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL Error Codes</a>
     */
    boolean endsSession() {
        return sqlState.startsWith("57P")
                || sqlState.startsWith("08")
                || sqlState.startsWith("XX")
                || sqlState.equals("25P03")
                || sqlState.equals("25P04");
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
