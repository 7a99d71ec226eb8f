package io.github.dbmigrate.postgres;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** Takes one connection, gives one answer to whatever is asked first, and hangs up. */
final class OneAnswerServer implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final CompletableFuture<String> asked;

    OneAnswerServer(byte[] answer) throws IOException {
        asked = CompletableFuture.supplyAsync(() -> answer(answer));
    }

    int port() {
        return listener.getLocalPort();
    }

    /** What the client sent first. */
    String asked() {
        return asked.join();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private String answer(byte[] answer) {
        try (Socket client = listener.accept()) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            byte[] message = in.readNBytes(in.readInt() - Integer.BYTES);
            client.getOutputStream().write(answer);
            client.getOutputStream().flush();
            client.shutdownOutput();
            in.readAllBytes();
            return new String(message, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError("the client hung up before it asked", e);
        }
    }
}
