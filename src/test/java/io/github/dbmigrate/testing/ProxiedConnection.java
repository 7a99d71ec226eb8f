package io.github.dbmigrate.testing;

import io.github.dbmigrate.testing.CountingProxy.Cut;
import io.github.dbmigrate.testing.Stop.Side;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;

/** One connection through the proxy: two threads that pass on whole messages. */
final class ProxiedConnection {
    private static final int SSL_REQUEST = 80877103;
    private static final int GSSENC_REQUEST = 80877104;
    private static final int CANCEL_REQUEST = 80877102;
    private static final char BACKEND_KEY_DATA = 'K';

    private final CountingProxy proxy;
    private final Socket client;
    private final Socket server;
    private final Conversation conversation;
    /** Of the answers to the client's requests, how many it gets to see. */
    private volatile int answersPassedOn = Integer.MAX_VALUE;
    /** One end is cut, and the other is not to hear of it. */
    private volatile boolean halfOpen;

    ProxiedConnection(CountingProxy proxy, Socket client, Socket server, boolean first) throws IOException {
        this.proxy = proxy;
        this.client = client;
        this.server = server;
        this.conversation = new Conversation(proxy.traffic(), first);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
    }

    void start() {
        CountingProxy.daemon("proxy-to-server", () -> pump(this::toServer));
        CountingProxy.daemon("proxy-to-client", () -> pump(this::toClient));
    }

    /** Only {@link #cut()} closes the other end then. */
    void cut(Side side) {
        halfOpen = true;
        close(side == Side.CLIENT ? client : server);
    }

    void cut() {
        proxy.ended(this);
        close(client);
        close(server);
    }

    private interface Direction {
        void pass() throws IOException;
    }

    private void pump(Direction direction) {
        try {
            direction.pass();
        } catch (IOException e) {
            // One side is gone; so is the other in a moment.
        } finally {
            if (!halfOpen) {
                cut();
            }
        }
    }

    private void toServer() throws IOException {
        var in = new DataInputStream(new BufferedInputStream(client.getInputStream(), 1 << 16));
        var out = new DataOutputStream(new BufferedOutputStream(server.getOutputStream(), 1 << 16));
        if (!open(in, out)) {
            // A cancellation: the client waits for the server to close.
            in.transferTo(OutputStream.nullOutputStream());
            return;
        }
        while (true) {
            char type = (char) in.readUnsignedByte();
            byte[] body = body(in);
            // The start-up's messages hold passwords and are no place to cut.
            boolean counted = !conversation.isStartingUp();
            flushIfStopping(out);
            proxy.passing(this, Side.CLIENT, type, !counted);
            var message = ClientMessage.of(type, body);
            Cut cut = null;
            if (counted) {
                proxy.traffic().sent(message);
                cut = proxy.cutAt(message);
            }
            if (cut == Cut.BEFORE_IT_ARRIVES) {
                out.flush();
                return;
            }
            if (cut == Cut.HALF_WAY) {
                out.writeByte(type);
                out.writeInt(body.length + Integer.BYTES);
                out.write(body, 0, body.length / 2);
                out.flush();
                return;
            }
            if (cut == Cut.BEFORE_ITS_ANSWER) {
                // Answers to what was sent before it still arrive.
                answersPassedOn = conversation.asked();
            }
            conversation.clientSends(type);
            out.writeByte(type);
            write(out, body);
            if (in.available() == 0 || cut != null) {
                out.flush();
            }
        }
    }

    /** The messages without a type: requests for encryption, which we refuse ourselves, then the start-up or a cancellation. */
    private boolean open(DataInputStream in, DataOutputStream out) throws IOException {
        while (true) {
            byte[] body = body(in);
            int code = ByteBuffer.wrap(body).getInt();
            proxy.passing(this, Side.CLIENT, '\0', true);
            if (code == SSL_REQUEST || code == GSSENC_REQUEST) {
                conversation.clientOpens();
                client.getOutputStream().write('N');
                continue;
            }
            if (code != CANCEL_REQUEST) {
                conversation.clientOpens();
            }
            write(out, body);
            out.flush();
            return code != CANCEL_REQUEST;
        }
    }

    private void toClient() throws IOException {
        var in = new DataInputStream(new BufferedInputStream(server.getInputStream(), 1 << 16));
        var out = new DataOutputStream(new BufferedOutputStream(client.getOutputStream(), 1 << 16));
        while (true) {
            char type = (char) in.readUnsignedByte();
            byte[] body = body(in);
            if (type == BACKEND_KEY_DATA && proxy.hasKeysOfItsOwn()) {
                // The process id comes first; its sign is enough to make it another.
                body[0] ^= (byte) 0x80;
            }
            if (conversation.answered() >= answersPassedOn) {
                // To COPY ... FROM STDIN the server answers that it waits for the data.
                if (type == 'Z' || type == 'G') {
                    return;
                }
                continue;
            }
            flushIfStopping(out);
            proxy.passing(this, Side.SERVER, type, conversation.isStartingUp());
            // First, as the client may go on as soon as it has the message.
            conversation.serverSends(type);
            out.writeByte(type);
            write(out, body);
            if (in.available() == 0) {
                out.flush();
            }
        }
    }

    /** What came before the message that is held has arrived. */
    private void flushIfStopping(DataOutputStream out) throws IOException {
        if (proxy.isStopping()) {
            out.flush();
        }
    }

    private static byte[] body(DataInputStream in) throws IOException {
        int length = in.readInt() - Integer.BYTES;
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException();
        }
        return body;
    }

    private static void write(DataOutputStream out, byte[] body) throws IOException {
        out.writeInt(body.length + Integer.BYTES);
        out.write(body);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more, closed or not.
        }
    }
}
