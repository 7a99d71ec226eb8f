package io.github.dbmigrate.postgres;

import org.jspecify.annotations.Nullable;

/** The connection ended before the server had answered; whether the last Query took effect is not known. */
public final class ConnectionLostException extends RuntimeException {
    private final transient @Nullable ServerError lastWords;

    ConnectionLostException(@Nullable ServerError lastWords, @Nullable Throwable cause) {
        super(lastWords == null ? "the connection to the server was lost" : lastWords.message(), cause);
        this.lastWords = lastWords;
    }

    /** What the server said before it closed, such as 57P01; null when it said nothing. */
    public @Nullable ServerError lastWords() {
        return lastWords;
    }
}
