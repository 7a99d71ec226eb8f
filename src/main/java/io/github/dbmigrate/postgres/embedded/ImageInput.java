package io.github.dbmigrate.postgres.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Reads the parts of an {@link Image}, and notices when they are not what was written. */
final class ImageInput {
    private final FileChannel channel;
    private final Path file;
    private final CRC32 sum = new CRC32();
    private final ByteBuffer buffer;
    private long unsummed;

    ImageInput(FileChannel channel, Path file, int atATime) throws IOException {
        this.channel = channel;
        this.file = file;
        this.buffer = ByteBuffer.allocateDirect(atATime);
        this.unsummed = channel.size() - Long.BYTES;
        buffer.flip();
    }

    /** When it was made. */
    long head(byte[] mark) throws IOException {
        if (!Arrays.equals(bytes(mark.length), mark)) {
            throw damaged();
        }
        need(Long.BYTES);
        return buffer.getLong();
    }

    byte kind() throws IOException {
        need(1);
        return buffer.get();
    }

    /** The sum is known at the end only, and until then nothing may be made elsewhere. */
    Path path(Path target) throws IOException {
        need(Short.BYTES);
        String name = new String(bytes(Short.toUnsignedInt(buffer.getShort())), StandardCharsets.UTF_8);
        try {
            if (!name.startsWith("/") && !name.contains("..")) {
                return target.resolve(name);
            }
        } catch (InvalidPathException e) {
            throw damaged();
        }
        throw damaged();
    }

    void contents(FileChannel out) throws IOException {
        long zeros = 0;
        for (int length = number(); length != 0; length = number()) {
            if (length < 0) {
                zeros -= length;
                continue;
            }
            if (zeros > 0) {
                out.position(out.position() + zeros);
                zeros = 0;
            }
            need(length);
            write(out, length);
        }
        if (zeros > 0) {
            // The last of them makes the file as long as it was.
            out.write(ByteBuffer.allocate(1), out.position() + zeros - 1);
        }
    }

    void end() throws IOException {
        need(Long.BYTES);
        if (buffer.getLong() != sum.getValue() || unsummed != 0 || buffer.hasRemaining()) {
            throw damaged();
        }
    }

    private void write(FileChannel out, int length) throws IOException {
        int all = buffer.limit();
        buffer.limit(buffer.position() + length);
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
        buffer.limit(all);
    }

    private int number() throws IOException {
        need(Integer.BYTES);
        return buffer.getInt();
    }

    private byte[] bytes(int length) throws IOException {
        need(length);
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return bytes;
    }

    /** Makes sure that so many bytes are in the buffer. */
    private void need(int length) throws IOException {
        if (buffer.remaining() >= length) {
            return;
        }
        if (length > buffer.capacity()) {
            throw damaged();
        }
        buffer.compact();
        int start = buffer.position();
        while (buffer.position() < length) {
            if (channel.read(buffer) < 0) {
                throw damaged();
            }
        }
        buffer.flip();
        int added = (int) Math.min(unsummed, buffer.limit() - start);
        sum.update(buffer.slice(start, added));
        unsummed -= added;
    }

    private Image.DamagedException damaged() {
        return new Image.DamagedException(file);
    }
}
