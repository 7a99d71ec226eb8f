package io.github.dbmigrate.postgres.embedded;

import java.io.IOException;

/** A PostgreSQL server that we started, ready or not. */
sealed interface ServerProcess permits WatchedServer, ControlledServer {

    boolean isAlive() throws IOException;

    /** Whether it accepts connections: what {@code postmaster.pid} says, provided that our server wrote it. */
    boolean isReady() throws IOException;

    /** Ends it by a fast shutdown, which rolls back what is open; returns when it is gone. */
    void stop() throws IOException, InterruptedException;
}
