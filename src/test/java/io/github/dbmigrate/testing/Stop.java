package io.github.dbmigrate.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Holds everything that goes through a {@link CountingProxy} at one message of its first connection, so that a test can strike
 * in that moment. Messages are counted in both directions, from the first of the start-up on.
 *
 * <pre>{@code
 * Stop stop = proxy.stopAt(40);
 * var run = CompletableFuture.supplyAsync(project.on(proxy.db())::run);
 * stop.await(run);
 * proxy.cutNow();
 * stop.goOn();
 * }</pre>
 */
public final class Stop {
    private static final int PATIENCE_SECONDS = 120;

    /** Who has sent a message, or whose end of a connection is meant. */
    public enum Side {
        CLIENT,
        SERVER
    }

    /**
     * A message that is about to be passed on.
     *
     * @param number counted from 1
     * @param type the protocol's letter; {@code 0} for the start-up's messages of the client, which have none
     * @param startingUp whether it belongs to the start-up, up to the first ReadyForQuery
     */
    public record Message(int number, Side from, char type, boolean startingUp) {

        /** A text that the server is to run. */
        public boolean isQuery() {
            return from == Side.CLIENT && type == 'Q';
        }

        /** Data behind a COPY ... FROM STDIN. */
        public boolean isCopyData() {
            return from == Side.CLIENT && type == 'd';
        }

        @Override
        public String toString() {
            String arrow = from == Side.CLIENT ? " -> " : " <- ";
            return number + arrow + (type == 0 ? "start-up" : type);
        }
    }

    private final int number;
    private final List<Message> seen = new ArrayList<>();
    private final CompletableFuture<Message> reached = new CompletableFuture<>();
    private boolean holding;

    Stop(int number) {
        this.number = number;
    }

    /** What has come by so far, the message that is held included. */
    public synchronized List<Message> seen() {
        return List.copyOf(seen);
    }

    /**
     * Waits for the message.
     *
     * @param run what goes through the proxy
     * @return the message
     * @throws IllegalStateException when the run ends without it
     */
    public Message await(Future<?> run) throws InterruptedException, ExecutionException, TimeoutException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < deadline) {
            try {
                return reached.get(20, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                if (run.isDone() && !reached.isDone()) {
                    throw new IllegalStateException(
                            "the run ended at message " + seen().size() + ", before " + number + ": " + run.get());
                }
            }
        }
        throw new TimeoutException("no message " + number);
    }

    /** Lets everything pass from now on. */
    public synchronized void goOn() {
        holding = false;
        notifyAll();
    }

    /** Notes a message of the first connection, and waits when it is the one. */
    synchronized void passing(Side from, char type, boolean startingUp) throws InterruptedException {
        Message message = new Message(seen.size() + 1, from, type, startingUp);
        seen.add(message);
        if (message.number() == number) {
            holding = true;
            reached.complete(message);
        }
        passing();
    }

    /** Waits while messages are held. */
    synchronized void passing() throws InterruptedException {
        while (holding) {
            wait();
        }
    }
}
