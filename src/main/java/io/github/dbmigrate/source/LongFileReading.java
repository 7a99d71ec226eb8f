package io.github.dbmigrate.source;

import io.github.dbmigrate.migration.Checksum;
import io.github.dbmigrate.script.TextSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** One pass over a long file: bytes to text as {@link SqlText} does it, and both checksums on the way. */
final class LongFileReading implements TextSource.Reading {
    private static final int SIZE = 64 * 1024;

    private final LongFile file;
    private final InputStream in;
    private final MessageDigest raw = Checksum.digest();

    /** Null as long as the text's bytes are the file's. */
    private @Nullable MessageDigest text;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final byte[] block = new byte[SIZE];

    /** What is decoded next: the last bytes may be the beginning of a letter. One more than a block for a CR that was held back. */
    private final ByteBuffer bytes = ByteBuffer.allocate(SIZE + 16).flip();

    private int blocks;
    private boolean ended;
    private boolean heldBack;
    private boolean windowsLineEnd;
    private boolean otherLineEnd;

    LongFileReading(LongFile file, InputStream in) {
        this.file = file;
        this.in = in;
    }

    @Override
    public int read(char[] into, int from, int length) {
        CharBuffer out = CharBuffer.wrap(into, from, length);
        while (true) {
            CoderResult result = decoder.decode(bytes, out, ended);
            if (result.isError()) {
                int line = line(bytes.array(), bytes.position());
                throw file.refused(SqlText.notUtf8(file.file(), line, bytes.get(bytes.position())));
            }
            int read = out.position() - from;
            // One left over is too little for a letter of two.
            if (read > 0 && (result.isOverflow() || out.remaining() < 2 || ended)) {
                return read;
            }
            if (ended) {
                file.check(rawChecksum());
                return -1;
            }
            fill();
        }
    }

    private void fill() {
        int read;
        try {
            read = in.readNBytes(block, 0, SIZE);
        } catch (IOException e) {
            throw file.unreadable(e);
        }
        int from = blocks == 0 ? afterMark(read) : 0;
        blocks++;
        ended = read < SIZE;
        // Looking for a character in such a string is many times as fast as in an array.
        String bytewise = new String(block, 0, read, StandardCharsets.ISO_8859_1);
        int nul = bytewise.indexOf(0);
        if (nul >= 0) {
            throw file.refused(SqlText.nul(file.file(), line(block, nul)));
        }
        boolean plain = from == 0 && !heldBack && bytewise.indexOf('\r') < 0;
        if (!plain && text == null) {
            text = Checksum.copy(raw);
        }
        raw.update(block, 0, read);
        bytes.compact();
        int added = bytes.position();
        if (plain) {
            bytes.put(block, 0, read);
            otherLineEnd = otherLineEnd || bytewise.indexOf('\n') >= 0;
        }
        for (int i = plain ? read : from; i < read; i++) {
            add(block[i]);
        }
        if (ended && heldBack) {
            bytes.put((byte) '\r');
        }
        if (text != null) {
            text.update(bytes.array(), added, bytes.position() - added);
        }
        bytes.flip();
    }

    /**
     * The line that a place in the current block is on. Asked for only when something is wrong there, so that nobody has to count lines
     * where nothing is.
     */
    private int line(byte[] current, int offset) {
        int line = 1 + file.lineEnds((blocks - 1L) * SIZE);
        for (int i = 0; i < offset; i++) {
            line += current[i] == '\n' ? 1 : 0;
        }
        return line;
    }

    /** A CR is dropped before a LF only, and only where all lines end so, see {@link SqlText}. */
    private void add(byte next) {
        if (next == '\n') {
            windowsLineEnd |= heldBack;
            otherLineEnd |= !heldBack;
        }
        if (heldBack && (next != '\n' || file.mixed())) {
            bytes.put((byte) '\r');
        }
        heldBack = next == '\r';
        if (!heldBack) {
            bytes.put(next);
        }
    }

    /** Whether some lines end with CR LF and some with LF alone; to be asked for at the end. */
    boolean hasMixedLineEnds() {
        return windowsLineEnd && otherLineEnd;
    }

    private int afterMark(int read) {
        if (read > 1 && SqlText.isUtf16(block)) {
            throw file.refused(SqlText.utf16(file.file()));
        }
        boolean marked = read > 2 && block[0] == (byte) 0xEF && block[1] == (byte) 0xBB && block[2] == (byte) 0xBF;
        return marked ? 3 : 0;
    }

    /** Of the bytes; to be asked for once, at the end. */
    Checksum rawChecksum() {
        return Checksum.of(Checksum.copy(raw));
    }

    /** Of the text; to be asked for at the end. */
    Checksum checksum() {
        return Checksum.of(Checksum.copy(text == null ? raw : text));
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            // It was only read.
            return;
        }
    }
}
