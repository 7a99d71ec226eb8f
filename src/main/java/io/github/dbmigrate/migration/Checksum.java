package io.github.dbmigrate.migration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What tells whether a migration's file was changed.
 *
 * @param hex SHA-256 in lower-case hex
 */
public record Checksum(String hex) {
    private static final int SHORT = 8;
    /** Is never fed. Copying it takes a fraction of asking the platform's providers for a new one, for each file of a folder. */
    private static final MessageDigest SHA_256 = sha256();

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    public Checksum {
        hex = hex.toLowerCase(Locale.ROOT);
    }

    /** Of the UTF-8 bytes without a byte order mark and with LF line ends, so that a checkout on Windows has the same. */
    public static Checksum of(String text) {
        String bare = text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
        return ofBytes(bare.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Of a file exactly as it lies on the disk, which is what some other tools record. */
    public static Checksum ofBytes(byte[] bytes) {
        MessageDigest digest = digest();
        digest.update(bytes);
        return of(digest);
    }

    /** What has been fed to a {@link #digest}, which begins anew. */
    public static Checksum of(MessageDigest digest) {
        return new Checksum(HexFormat.of().formatHex(digest.digest()));
    }

    /** Takes the bytes of what is too long to be held. */
    public static MessageDigest digest() {
        return copy(SHA_256);
    }

    /** What has been fed to a digest, so that it can be fed on. */
    public static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError("the SHA-256 of the platform can be copied", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** Enough of it for a person to compare. */
    public String shortForm() {
        return hex.substring(0, Math.min(SHORT, hex.length()));
    }

    /** Whether a value from a history table is this checksum; other systems store it in capitals. */
    public boolean matches(String stored) {
        return hex.equalsIgnoreCase(stored.strip());
    }

    @Override
    public String toString() {
        return hex;
    }
}
