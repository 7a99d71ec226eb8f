package io.github.dbmigrate.testing;

import java.util.ArrayList;
import java.util.List;

/** What went through a {@link CountingProxy}: connections, round trips, SQL. */
public final class Traffic {
    private final List<String> sql = new ArrayList<>();
    private int connections;
    private int startUpTrips;
    private int roundTrips;
    private int firstRoundTrips;

    public synchronized int connections() {
        return connections;
    }

    /** Round trips up to the first ReadyForQuery of each connection. */
    public synchronized int startUpTrips() {
        return startUpTrips;
    }

    /** Round trips after the start-up: how often a client had to wait for the server. */
    public synchronized int roundTrips() {
        return roundTrips;
    }

    /** Those of the first connection alone, without those of a second one that watches the first when it is slow. */
    public synchronized int firstRoundTrips() {
        return firstRoundTrips;
    }

    /** The texts of all simple queries and parsed statements, in the order in which they were sent. */
    public synchronized List<String> sql() {
        return List.copyOf(sql);
    }

    public synchronized void reset() {
        sql.clear();
        connections = 0;
        startUpTrips = 0;
        roundTrips = 0;
        firstRoundTrips = 0;
    }

    synchronized void connected() {
        connections++;
    }

    synchronized void sent(ClientMessage message) {
        if (!message.sql().isEmpty()) {
            sql.add(message.sql());
        }
    }

    synchronized void startUpTrip() {
        startUpTrips++;
    }

    synchronized void roundTrip(boolean first) {
        roundTrips++;
        firstRoundTrips += first ? 1 : 0;
    }

    @Override
    public synchronized String toString() {
        return "%d connections, %d start-up trips, %d round trips".formatted(connections, startUpTrips, roundTrips);
    }
}
