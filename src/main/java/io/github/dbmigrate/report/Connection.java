package io.github.dbmigrate.report;

import java.util.List;

/**
 * Which database, as whom, and where its address came from.
 *
 * @param host empty for nothing
 * @param kind {@code direct}, {@code pooled} or {@code embedded}
 * @param source the variable or setting: {@code DATABASE_URL_UNPOOLED}
 * @param remarks what was passed over: {@code DATABASE_URL is pooled and was not used}
 * @param environment the user's name for it, such as {@code production}; may be empty
 */
public record Connection(
        String database,
        String host,
        int port,
        String user,
        String serverVersion,
        String kind,
        boolean tls,
        String source,
        List<String> remarks,
        String environment) {
    private static final String COMMAND_LINE = "-Ddbmigrate.url";

    public Connection {
        remarks = List.copyOf(remarks);
    }

    /** {@code shop on db.internal:5432 as shop_migrator, PostgreSQL 17.2, direct, TLS}, and where the address came from. */
    List<Line> lines() {
        String place = Printable.line((environment.isEmpty() ? "" : environment + ": ") + database + " on " + host + ":"
                + port + " as " + user + ", PostgreSQL " + serverVersion + ", " + kind + (tls ? ", TLS" : ""));
        if (source.equals(COMMAND_LINE) && remarks.isEmpty()) {
            return List.of(Line.info(place));
        }
        String why = remarks.isEmpty() ? "" : " (" + String.join("; ", remarks) + ")";
        return List.of(Line.info(place), Line.info(Printable.line("  address from " + source + why)));
    }
}
