package io.github.dbmigrate.postgres.embedded;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Writes the parts of an {@link Image}. */
final class ImageOutput {
    /** A run of zeros that is shorter is not worth a system call when the image is unpacked. */
    private static final int RUN = 1 << 16;

    private final FileChannel channel;
    private final CRC32 sum = new CRC32();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
    private final ByteBuffer zeros = ByteBuffer.allocateDirect(RUN);

    private long room;

    ImageOutput(FileChannel channel, long limit) {
        this.channel = channel;
        this.room = limit;
    }

    void head(byte[] mark, long made) {
        buffer.put(mark).putLong(made);
    }

    void entry(byte kind, String path) throws IOException {
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        makeRoom(1 + Short.BYTES + name.length);
        buffer.put(kind).putShort((short) name.length).put(name);
    }

    /** The bytes of a file: runs with their length, zeros with theirs as a negative number, and a 0. */
    void contents(FileChannel in, long size) throws IOException {
        for (long rest = size; rest > 0; ) {
            int length = (int) Math.min(RUN, rest);
            makeRoom(Integer.BYTES + length);
            int head = buffer.position();
            buffer.putInt(length);
            read(in, length);
            if (length == RUN && zeros.mismatch(buffer.slice(head + Integer.BYTES, length)) < 0) {
                buffer.position(head).putInt(-length);
            }
            rest -= length;
        }
        makeRoom(Integer.BYTES);
        buffer.putInt(0);
    }

    void end(byte kind) throws IOException {
        makeRoom(1);
        buffer.put(kind);
        flush();
        buffer.putLong(sum.getValue());
        write();
    }

    private void read(FileChannel in, int length) throws IOException {
        int end = buffer.position() + length;
        buffer.limit(end);
        while (buffer.position() < end) {
            if (in.read(buffer) < 0) {
                throw new EOFException("a file became shorter while it was read");
            }
        }
        buffer.limit(buffer.capacity());
    }

    private void makeRoom(int length) throws IOException {
        if (buffer.remaining() < length) {
            flush();
        }
    }

    private void flush() throws IOException {
        sum.update(buffer.duplicate().flip());
        write();
    }

    private void write() throws IOException {
        buffer.flip();
        room -= buffer.remaining();
        if (room < 0) {
            throw new IOException("the image would be too big");
        }
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }
}
