package io.github.dbmigrate.postgres;

import io.github.dbmigrate.diagnostic.Diagnostic;
import org.jspecify.annotations.Nullable;

/** The connection ended before the server had answered; whether the last Query took effect is not known. */
public final class ConnectionLostException extends RuntimeException {
    /** PgBouncer says so before it hangs up on a transaction that goes on beyond one Query (its server.c). */
    private static final String STATEMENT_POOLING = "statement pooling mode";

    private final transient @Nullable ServerError lastWords;

    ConnectionLostException(@Nullable ServerError lastWords, @Nullable Throwable cause) {
        super(lastWords == null ? "the connection to the server was lost" : lastWords.message(), cause);
        this.lastWords = lastWords;
    }

    /** What the server said before it closed, such as 57P01; null when it said nothing. */
    public @Nullable ServerError lastWords() {
        return lastWords;
    }

    /** What to tell when it ended while no migration was running. */
    public Diagnostic betweenMigrations() {
        return because(Diagnostic.error("connection-lost", "the connection to the server was lost"))
                .help("no migration was running; run the same command again");
    }

    /** Adds what the server said last, or what the driver saw. */
    public Diagnostic because(Diagnostic problem) {
        Throwable cause = getCause();
        if (lastWords != null) {
            Diagnostic told = problem.sqlState(lastWords.sqlState()).note("server", lastWords.message());
            return lastWords.message().contains(STATEMENT_POOLING)
                    ? told.help("let PgBouncer have pool_mode = transaction, or use the address of PostgreSQL itself")
                    : told;
        }
        return cause == null || cause.getMessage() == null ? problem : problem.note("driver", cause.getMessage());
    }
}
