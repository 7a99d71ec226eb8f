package io.github.dbmigrate.target;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** {@code %40} for {@code @}: only {@code %XX}, as UTF-8, as libpq does; a {@code +} stays a {@code +}. */
final class PercentCode {
    private PercentCode() {}

    /** @param part what is decoded, for the message: the text itself may be a password */
    static String decode(String text, String part) throws AddressException {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(encoded.length);
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] == '%') {
                decoded.put(octet(encoded, i, part));
                i += 2;
            } else {
                decoded.put(encoded[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString();
        } catch (CharacterCodingException invalid) {
            // Its message has byte counts alone, and it must not be a cause: the text may be a password.
            throw new AddressException(part + " is not UTF-8 once its %XX are decoded");
        }
    }

    private static byte octet(byte[] text, int percent, String part) throws AddressException {
        int high = percent + 1 < text.length ? Character.digit(text[percent + 1], 16) : -1;
        int low = percent + 2 < text.length ? Character.digit(text[percent + 2], 16) : -1;
        if (high < 0 || low < 0) {
            throw new AddressException(
                    "a % in " + part + " is not followed by two hex digits", "write %25 for a % itself");
        }
        if (high == 0 && low == 0) {
            throw new AddressException(part + " holds %00, which PostgreSQL does not allow");
        }
        return (byte) (high * 16 + low);
    }
}
