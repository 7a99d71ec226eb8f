package io.github.dbmigrate.goal;

import io.github.dbmigrate.apply.Pause;
import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.postgres.ConnectionErrors;
import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.target.Target;
import java.sql.SQLException;
import java.time.Duration;

/** Connects, and tries again where waiting helps: a server that starts up, one that is full, a database that is waking up. */
final class Connecting {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private Connecting() {}

    static Database to(Target.Server server) {
        for (int attempt = 1; ; attempt++) {
            try {
                return Database.connect(server.driverUrl(), server.driverProperties());
            } catch (SQLException e) {
                boolean again = attempt <= ConnectionErrors.RETRIES && ConnectionErrors.retry(server, e.getSQLState());
                if (!again || !Pause.sleep(PAUSE.multipliedBy(attempt))) {
                    Diagnostic problem = ConnectionErrors.explain(server, e);
                    throw new DiagnosticException("no connection", problem);
                }
            }
        }
    }
}
