package io.github.dbmigrate.testing;

import java.nio.charset.StandardCharsets;

/**
 * A message of the PostgreSQL protocol on its way to the server.
 *
 * @param type the protocol's letter: {@code Q} simple query, {@code P} parse, {@code S} sync, {@code X} terminate
 * @param sql the text of a query or parse message, else nothing
 */
public record ClientMessage(char type, String sql) {

    static ClientMessage of(char type, byte[] body) {
        return new ClientMessage(
                type,
                switch (type) {
                    case 'Q' -> text(body, 0);
                    // The statement's name comes first.
                    case 'P' -> text(body, end(body, 0) + 1);
                    default -> "";
                });
    }

    private static String text(byte[] body, int from) {
        return new String(body, from, end(body, from) - from, StandardCharsets.UTF_8);
    }

    private static int end(byte[] body, int from) {
        int end = from;
        while (body[end] != 0) {
            end++;
        }
        return end;
    }
}
