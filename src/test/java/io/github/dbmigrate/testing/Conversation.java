package io.github.dbmigrate.testing;

/**
 * Follows one connection's messages to tell when a round trip begins: with the first message a client sends when the server
 * owes it nothing. What is sent while an answer is still due (pipelining) belongs to the trip before. In the start-up every
 * message of the client waits for one of the server; in COPY the data waits for the server's invitation.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-flow.html">Message Flow</a>
 */
final class Conversation {
    private final Traffic traffic;
    private final boolean first;
    private boolean startingUp = true;
    private boolean tripUnderWay;
    private boolean invitedToCopy;
    private int asked;
    private int answered;

    Conversation(Traffic traffic, boolean first) {
        this.traffic = traffic;
        this.first = first;
    }

    synchronized boolean isStartingUp() {
        return startingUp;
    }

    /** How many ReadyForQuery the client has asked for since the start-up. */
    synchronized int asked() {
        return asked;
    }

    synchronized int answered() {
        return answered;
    }

    /** SSLRequest, GSSENCRequest, the start-up message itself. */
    synchronized void clientOpens() {
        traffic.startUpTrip();
    }

    synchronized void clientSends(char type) {
        if (startingUp) {
            traffic.startUpTrip();
            return;
        }
        boolean copying = type == 'd' || type == 'c' || type == 'f';
        if (invitedToCopy && copying) {
            invitedToCopy = false;
            traffic.roundTrip(first);
        } else if (!tripUnderWay && type != 'X') {
            tripUnderWay = true;
            traffic.roundTrip(first);
        }
        // Query, Sync and FunctionCall are each answered by one ReadyForQuery.
        if (type == 'Q' || type == 'S' || type == 'F') {
            asked++;
        }
    }

    synchronized void serverSends(char type) {
        if (type == 'G') {
            invitedToCopy = true;
        } else if (type == 'Z' && startingUp) {
            startingUp = false;
        } else if (type == 'Z') {
            answered++;
            tripUnderWay = answered < asked;
        }
    }
}
