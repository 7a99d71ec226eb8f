package io.github.dbmigrate.testing;

import io.github.dbmigrate.testing.Stop.Side;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a client and PostgreSQL: counts round trips, notes the SQL, and cuts the connection where a test wants it.
 *
 * <pre>{@code
 * try (var proxy = CountingProxy.before(db)) {
 *     proxy.cut(Cut.BEFORE_ITS_ANSWER, message -> message.sql().contains("COMMIT"));
 *     migrate(proxy.db());
 *     assertThat(proxy.traffic().roundTrips()).isEqualTo(2);
 * }
 * }</pre>
 */
public final class CountingProxy implements AutoCloseable {

    /** Where the connection breaks, as seen from the message that the test chose. */
    public enum Cut {
        /** The server never sees the message. */
        BEFORE_IT_ARRIVES,
        /** The server gets its first half. */
        HALF_WAY,
        /** The server has done all that the message asks; the client never hears of it. */
        BEFORE_ITS_ANSWER
    }

    record Plan(Cut cut, Predicate<ClientMessage> message) {}

    private final Db target;
    private final ServerSocket listener;
    private final Traffic traffic = new Traffic();
    private final AtomicReference<@Nullable Plan> plan = new AtomicReference<>();
    private final AtomicReference<@Nullable Stop> stop = new AtomicReference<>();
    private final AtomicReference<@Nullable ProxiedConnection> first = new AtomicReference<>();
    private final Set<ProxiedConnection> open = ConcurrentHashMap.newKeySet();
    private volatile boolean keysOfItsOwn;

    private CountingProxy(Db target, ServerSocket listener) {
        this.target = target;
        this.listener = listener;
    }

    public static CountingProxy before(Db target) {
        try {
            var proxy = new CountingProxy(
                    target, new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1})));
            daemon("proxy-accept", proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same database, through this proxy. */
    public Db db() {
        return target.through(listener.getLocalPort());
    }

    public Traffic traffic() {
        return traffic;
    }

    /** Cuts once, at the first message of any connection that matches; connections made afterwards are left alone. */
    public void cut(Cut cut, Predicate<ClientMessage> message) {
        plan.set(new Plan(cut, message));
    }

    /** Cuts once, at the n-th message from now on, whatever it is. */
    public void cutAtMessage(Cut cut, int number) {
        var left = new AtomicInteger(number);
        cut(cut, message -> left.decrementAndGet() == 0);
    }

    /** From now on clients are given process ids that are not the server's, by which they know a pooler. */
    public CountingProxy withKeysOfItsOwn() {
        keysOfItsOwn = true;
        return this;
    }

    /**
     * Holds everything at the n-th message, in either direction, of the first connection.
     *
     * @param number counted from 1 on; one that is never reached makes it a list of all messages
     */
    public Stop stopAt(int number) {
        Stop fresh = new Stop(number);
        stop.set(fresh);
        return fresh;
    }

    /** Whether the cut that was asked for has not happened yet. */
    public boolean isCutPending() {
        return plan.get() != null;
    }

    /** Cuts whatever is connected now. */
    public void cutNow() {
        open.forEach(ProxiedConnection::cut);
    }

    /** Cuts one end of whatever is connected now: the other end hears nothing of it, as when a cable is pulled. */
    public void cutNow(Side side) {
        open.forEach(connection -> connection.cut(side));
    }

    @Override
    public void close() throws IOException {
        listener.close();
        Stop current = stop.get();
        if (current != null) {
            current.goOn();
        }
        cutNow();
    }

    boolean hasKeysOfItsOwn() {
        return keysOfItsOwn;
    }

    /** What to do with a message; asked once for each. */
    @Nullable
    Cut cutAt(ClientMessage message) {
        Plan current = plan.get();
        return current != null && current.message().test(message) && plan.compareAndSet(current, null)
                ? current.cut()
                : null;
    }

    boolean isStopping() {
        return stop.get() != null;
    }

    /** Called with every message before it is passed on. */
    void passing(ProxiedConnection connection, Side from, char type, boolean startingUp) throws IOException {
        Stop current = stop.get();
        if (current == null) {
            return;
        }
        try {
            if (connection.equals(first.get())) {
                current.passing(from, type, startingUp);
            } else {
                current.passing();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a message was held");
        }
    }

    void ended(ProxiedConnection connection) {
        open.remove(connection);
    }

    static void daemon(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                var connection = new ProxiedConnection(
                        this, client, new Socket(target.host(), target.port()), first.get() == null);
                first.compareAndSet(null, connection);
                open.add(connection);
                traffic.connected();
                connection.start();
            } catch (IOException e) {
                // Either the proxy is closed, or the server refused: the client sees its connection end.
                if (listener.isClosed()) {
                    return;
                }
            }
        }
    }
}
