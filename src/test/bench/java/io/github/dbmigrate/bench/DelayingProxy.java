package io.github.dbmigrate.bench;

import io.github.dbmigrate.testing.TestPostgres.Db;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A network with a distance: what goes in comes out half a round trip later, in each direction. Only the time is changed and not
 * the throughput, since bytes wait side by side and not one after the other.
 */
final class DelayingProxy implements AutoCloseable {
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int CHUNK = 1 << 16;

    /** Bytes, and the moment from which on they may be seen; none at the end of the stream. */
    private record Chunk(long due, byte[] bytes) {}

    private final Db target;
    private final long oneWayNanos;
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private DelayingProxy(Db target, int roundTripMillis, ServerSocket listener) {
        this.target = target;
        this.oneWayNanos = TimeUnit.MILLISECONDS.toNanos(roundTripMillis) / 2;
        this.listener = listener;
    }

    static DelayingProxy before(Db target, int roundTripMillis) throws IOException {
        var proxy =
                new DelayingProxy(target, roundTripMillis, new ServerSocket(0, 50, InetAddress.getByAddress(LOOPBACK)));
        daemon("delay-accept", proxy::accept);
        return proxy;
    }

    /** The same database, as far away as was asked for. */
    Db db() {
        return target.through(listener.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        listener.close();
        open.forEach(DelayingProxy::close);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket(target.host(), target.port());
                connect(client, server);
                connect(server, client);
            } catch (IOException e) {
                // Either the proxy is closed, or the server refused: the client sees its connection end.
                if (listener.isClosed()) {
                    return;
                }
            }
        }
    }

    private void connect(Socket from, Socket to) throws IOException {
        to.setTcpNoDelay(true);
        open.add(from);
        BlockingQueue<Chunk> underWay = new LinkedBlockingQueue<>();
        daemon("delay-in", () -> read(from, underWay));
        daemon("delay-out", () -> write(underWay, to));
    }

    private void read(Socket from, BlockingQueue<Chunk> underWay) {
        byte[] buffer = new byte[CHUNK];
        try {
            var in = from.getInputStream();
            for (int length = in.read(buffer); length > 0; length = in.read(buffer)) {
                underWay.add(new Chunk(System.nanoTime() + oneWayNanos, Arrays.copyOf(buffer, length)));
            }
        } catch (IOException e) {
            // The other end is told of it below.
        }
        underWay.add(new Chunk(System.nanoTime() + oneWayNanos, new byte[0]));
    }

    private void write(BlockingQueue<Chunk> underWay, Socket to) {
        try {
            var out = to.getOutputStream();
            for (Chunk chunk = underWay.take(); chunk.bytes().length > 0; chunk = underWay.take()) {
                for (long left = chunk.due() - System.nanoTime(); left > 0; left = chunk.due() - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                out.write(chunk.bytes());
            }
        } catch (IOException e) {
            // One end is gone; so is the other in a moment.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close(to);
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more, closed or not.
        }
    }
}
