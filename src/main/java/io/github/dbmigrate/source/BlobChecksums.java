package io.github.dbmigrate.source;

import io.github.dbmigrate.migration.Checksum;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks a running {@code git cat-file --batch} for texts, and takes their checksums as they come: none is held.
 *
 * @param ids what git calls the texts
 */
record BlobChecksums(List<String> ids) implements Git.Exchange<Map<String, Checksum>> {
    /** Questions that fit into any pipe, so that we never wait for git to read them while it waits for us to read its answers. */
    private static final int AT_ONCE = 50;

    private static final int BLOCK = 64 * 1024;

    @Override
    public Map<String, Checksum> with(OutputStream to, InputStream from) throws IOException {
        Map<String, Checksum> checksums = new HashMap<>();
        for (int i = 0; i < ids.size(); i += AT_ONCE) {
            List<String> some = ids.subList(i, Math.min(ids.size(), i + AT_ONCE));
            to.write((String.join("\n", some) + "\n").getBytes(StandardCharsets.UTF_8));
            to.flush();
            for (String id : some) {
                checksums.put(id, checksum(from));
            }
        }
        return checksums;
    }

    /** An answer is {@code <id> blob <size>}, a LF, the text, a LF. */
    private static Checksum checksum(InputStream from) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int c = next(from); c != '\n'; c = next(from)) {
            head.append((char) c);
        }
        long size;
        try {
            size = Long.parseLong(head.substring(head.lastIndexOf(" ") + 1));
        } catch (NumberFormatException e) {
            throw new IOException(head.toString(), e);
        }
        TextDigest text = new TextDigest();
        while (size > 0) {
            byte[] block = from.readNBytes((int) Math.min(size, BLOCK));
            if (block.length == 0) {
                throw new EOFException();
            }
            text.update(block);
            size -= block.length;
        }
        next(from);
        return text.checksum();
    }

    private static int next(InputStream from) throws IOException {
        int next = from.read();
        if (next < 0) {
            throw new EOFException();
        }
        return next;
    }

    /** {@link Checksum#of(String)} of a text that comes in parts: without a byte order mark and without the CR in front of a LF. */
    private static final class TextDigest {
        private final MessageDigest digest = Checksum.digest();
        private boolean begun;
        private boolean heldBack;

        /** The first block has the whole mark, if there is one. */
        void update(byte[] block) {
            byte[] kept = new byte[block.length + 1];
            int length = 0;
            for (int i = begun ? 0 : afterMark(block); i < block.length; i++) {
                if (heldBack && block[i] != '\n') {
                    kept[length++] = '\r';
                }
                heldBack = block[i] == '\r';
                if (!heldBack) {
                    kept[length++] = block[i];
                }
            }
            begun = true;
            digest.update(kept, 0, length);
        }

        private static int afterMark(byte[] block) {
            boolean marked =
                    block.length > 2 && block[0] == (byte) 0xEF && block[1] == (byte) 0xBB && block[2] == (byte) 0xBF;
            return marked ? 3 : 0;
        }

        Checksum checksum() {
            if (heldBack) {
                digest.update((byte) '\r');
            }
            return Checksum.of(digest);
        }
    }
}
