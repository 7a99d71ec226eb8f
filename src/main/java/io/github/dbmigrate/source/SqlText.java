package io.github.dbmigrate.source;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Place;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Bytes of a file as SQL text. Nothing is guessed: what is not UTF-8 is an error, since a wrong letter would be stored for good. */
final class SqlText {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private SqlText() {}

    /** Why the bytes are no text that can be sent; null when they are. */
    static @Nullable Diagnostic problem(byte[] bytes, String file) {
        if (isAscii(bytes)) {
            return null;
        }
        if (isUtf16(bytes)) {
            return utf16(file);
        }
        int malformed = firstMalformed(bytes);
        if (malformed >= 0) {
            return notUtf8(file, line(bytes, malformed), bytes[malformed]);
        }
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                return nul(file, line(bytes, i));
            }
        }
        return null;
    }

    /**
     * The text without a byte order mark; only for bytes without a {@link #problem}. Line ends become LF when all of them are CRLF:
     * then a checkout or an editor on Windows has made them. Where some lines end so and others do not, as in a dump with such a
     * text in its data, they are data.
     */
    static String of(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        String bare = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        return hasOnlyWindowsLineEnds(bare) ? bare.replace("\r\n", "\n") : bare;
    }

    private static boolean hasOnlyWindowsLineEnds(String text) {
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
            if (end == 0 || text.charAt(end - 1) != '\r') {
                return false;
            }
        }
        return true;
    }

    /** Whether the bytes are as a checksum takes them: without a byte order mark, and without the CR of Windows' line ends. */
    static boolean isNormal(byte[] bytes) {
        for (byte b : bytes) {
            if (b == '\r') {
                return false;
            }
        }
        return bytes.length < 3 || bytes[0] != (byte) 0xEF || bytes[1] != (byte) 0xBB || bytes[2] != (byte) 0xBF;
    }

    /** Without NUL; then nothing can be wrong with it. */
    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b <= 0) {
                return false;
            }
        }
        return true;
    }

    static Diagnostic utf16(String file) {
        return Diagnostic.error("not-utf8", "the file is UTF-16, not UTF-8")
                .at(Place.line(file, 1))
                .help("iconv -f UTF-16 -t UTF-8 " + file + " > utf8.sql , then put utf8.sql in its place");
    }

    static Diagnostic notUtf8(String file, int line, byte value) {
        return Diagnostic.error("not-utf8", String.format(Locale.ROOT, "byte 0x%02X is not UTF-8", value))
                .at(Place.line(file, line))
                .help("iconv -f WINDOWS-1252 -t UTF-8 " + file
                        + " > utf8.sql , if that is the encoding it was written in, then put utf8.sql in its place");
    }

    static Diagnostic nul(String file, int line) {
        return Diagnostic.error("nul-character", "a NUL character, which PostgreSQL does not take")
                .at(Place.line(file, line))
                .help("remove it; a file full of them is UTF-16 and must be saved as UTF-8");
    }

    static boolean isUtf16(byte[] start) {
        return startsWith(start, 0xFF, 0xFE) || startsWith(start, 0xFE, 0xFF);
    }

    private static int firstMalformed(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(in, out, true);
        return result.isError() ? in.position() : -1;
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length > 1 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
    }

    private static int line(byte[] bytes, int offset) {
        int line = 1;
        for (int i = 0; i < offset; i++) {
            if (bytes[i] == '\n') {
                line++;
            }
        }
        return line;
    }
}
