package io.github.dbmigrate.goal;

import io.github.dbmigrate.apply.Pause;
import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.postgres.ConnectionErrors;
import io.github.dbmigrate.postgres.ConnectionLostException;
import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.postgres.Reply;
import io.github.dbmigrate.target.Target;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Connects, and tries again where waiting helps: a server that starts up, one that is full, a database that is waking up. */
final class Connecting {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final String UNKNOWN_DATABASE = "3D000";

    private Connecting() {}

    static Database to(Target.Server server) {
        for (int attempt = 1; ; attempt++) {
            try {
                return Database.connect(server.driverUrl(), server.driverProperties());
            } catch (SQLException e) {
                boolean again = attempt <= ConnectionErrors.RETRIES && ConnectionErrors.retry(server, e.getSQLState());
                if (!again || !Pause.sleep(PAUSE.multipliedBy(attempt))) {
                    throw new DiagnosticException("no connection", explain(server, e));
                }
            }
        }
    }

    private static Diagnostic explain(Target.Server server, SQLException e) {
        return UNKNOWN_DATABASE.equals(e.getSQLState())
                ? ConnectionErrors.unknownDatabase(server, databases(server))
                : ConnectionErrors.explain(server, e);
    }

    /** The names of the databases that exist, by way of the one that every server has; none when it lets us not in. */
    private static List<String> databases(Target.Server server) {
        Map<String, String> properties = new LinkedHashMap<>(server.driverProperties());
        properties.put("PGDBNAME", "postgres");
        try (Database database = Database.connect(server.driverUrl(), properties)) {
            Reply reply = database.read(
                    "SELECT datname FROM pg_catalog.pg_database WHERE datallowconn AND NOT datistemplate ORDER BY datname");
            return reply.error() != null
                    ? List.of()
                    : reply.rows(0).stream().map(row -> row.text(0)).toList();
        } catch (SQLException | ConnectionLostException none) {
            // It would only have made the message better.
            return List.of();
        }
    }
}
