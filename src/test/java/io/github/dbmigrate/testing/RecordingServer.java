package io.github.dbmigrate.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Speaks as much of the PostgreSQL protocol as psql needs to run a script, and takes down what it sends. Every query succeeds and
 * none has rows; COPY FROM STDIN takes its data, and the client is told how strings are to be read, as a real server does.
 */
public final class RecordingServer implements AutoCloseable {
    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;
    private static final int PATIENCE_MILLIS = 60_000;

    private final ServerSocket listener;

    /**
     * A query as the client sent it.
     *
     * @param copyData what followed if it was a COPY FROM STDIN, else null
     */
    public record Received(String sql, @Nullable String copyData) {}

    public RecordingServer() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        listener.setSoTimeout(PATIENCE_MILLIS);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Serves the next client; done when that has hung up. */
    public CompletableFuture<List<Received>> record() {
        return CompletableFuture.supplyAsync(() -> {
            try (Socket client = listener.accept()) {
                client.setTcpNoDelay(true);
                return new Talk(client).record();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    /** One client. */
    private static final class Talk {
        private final DataInputStream in;
        private final DataOutputStream out;
        private final List<Received> received = new ArrayList<>();

        Talk(Socket client) throws IOException {
            in = new DataInputStream(client.getInputStream());
            out = new DataOutputStream(client.getOutputStream());
        }

        List<Received> record() throws IOException {
            start();
            for (int type = in.read(); type >= 0 && type != 'X'; type = in.read()) {
                byte[] body = body();
                if (type != 'Q') {
                    throw new IOException("message of type " + (char) type);
                }
                answer(text(body, body.length - 1));
            }
            return received;
        }

        private void start() throws IOException {
            byte[] first = body();
            while (first.length == Integer.BYTES && refused(first)) {
                out.write('N');
                out.flush();
                first = body();
            }
            send('R', new byte[Integer.BYTES]);
            Map.of(
                            "server_version", "15.0",
                            "server_encoding", "UTF8",
                            "client_encoding", "UTF8",
                            "standard_conforming_strings", "on")
                    .forEach(this::parameter);
            ready();
        }

        private static boolean refused(byte[] request) {
            int code = java.nio.ByteBuffer.wrap(request).getInt();
            return code == SSL_REQUEST || code == GSS_REQUEST;
        }

        private void answer(String sql) throws IOException {
            QueryText query = new QueryText(sql);
            String copied = null;
            if (query.copiesFromStdin()) {
                send('G', new byte[3]);
                out.flush();
                copied = copyData();
            } else if (query.copiesToStdout()) {
                send('H', new byte[3]);
                send('c', new byte[0]);
            }
            received.add(new Received(sql, copied));
            String strings = query.standardConformingStrings();
            if (strings != null) {
                parameter("standard_conforming_strings", strings);
            }
            if (query.isEmpty()) {
                send('I', new byte[0]);
            } else {
                send('C', zeroEnded("DONE"));
            }
            ready();
        }

        private String copyData() throws IOException {
            ByteArrayOutputStream data = new ByteArrayOutputStream();
            for (int type = in.read(); type != 'c'; type = in.read()) {
                if (type != 'd') {
                    throw new EOFException("COPY data ended with " + type);
                }
                data.write(body());
            }
            body();
            return data.toString(StandardCharsets.UTF_8);
        }

        private void parameter(String name, String value) {
            try {
                send('S', zeroEnded(name + "\0" + value));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void ready() throws IOException {
            send('Z', new byte[] {'I'});
            out.flush();
        }

        private void send(char type, byte[] body) throws IOException {
            out.write(type);
            out.writeInt(Integer.BYTES + body.length);
            out.write(body);
        }

        private byte[] body() throws IOException {
            return in.readNBytes(in.readInt() - Integer.BYTES);
        }

        private static String text(byte[] body, int length) {
            return new String(body, 0, length, StandardCharsets.UTF_8);
        }

        private static byte[] zeroEnded(String text) {
            return (text + '\0').getBytes(StandardCharsets.UTF_8);
        }
    }
}
