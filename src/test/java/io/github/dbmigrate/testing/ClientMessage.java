package io.github.dbmigrate.testing;

import java.nio.charset.StandardCharsets;

/**
 * A message of the PostgreSQL protocol on its way to the server.
 *
 * @param type the protocol's letter: {@code Q} simple query, {@code P} parse, {@code S} sync, {@code X} terminate
 * @param body what follows type and length
 */
public record ClientMessage(char type, byte[] body) {

    /** The SQL of a query or parse message, else nothing. */
    public String sql() {
        return switch (type) {
            case 'Q' -> text(0);
            // The statement's name comes first.
            case 'P' -> text(end(0) + 1);
            default -> "";
        };
    }

    @Override
    public String toString() {
        return type + " " + sql();
    }

    private String text(int from) {
        return new String(body, from, end(from) - from, StandardCharsets.UTF_8);
    }

    private int end(int from) {
        int end = from;
        while (body[end] != 0) {
            end++;
        }
        return end;
    }
}
