package io.github.dbmigrate.postgres.embedded;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks a tar archive: regular files, directories and symbolic links, which is all that the binaries hold. The header is
 * that of POSIX ustar, with GNU's entries for long names.
 */
final class TarReader {
    private static final int BLOCK = 512;
    private static final String ALL = "rwxrwxrwx";
    private static final Set<PosixFilePermission> OPEN_DIRECTORY = PosixFilePermissions.fromString("rwxr-xr-x");

    private final InputStream in;
    private final Path target;
    private final boolean posix;
    private final byte[] header = new byte[BLOCK];

    TarReader(InputStream in, Path target) {
        this.in = in;
        this.target = target;
        this.posix = target.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    void unpack() throws IOException {
        String longName = "";
        while (in.readNBytes(header, 0, BLOCK) == BLOCK && header[0] != 0) {
            long size = octal(124, 12);
            char type = (char) header[156];
            if (type == 'L') {
                longName = text(in.readNBytes(Math.toIntExact(size)), 0, Math.toIntExact(size));
            } else {
                entry(type, longName.isEmpty() ? name() : longName, size);
                longName = "";
            }
            in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
        }
    }

    private void entry(char type, String name, long size) throws IOException {
        Path path = inside(target.resolve(name), name);
        switch (type) {
            case '5' -> directory(path);
            case '2' -> link(path, text(header, 157, 100), name);
            case '0', '\0' -> file(path, size);
            // 'x' and 'g' only add attributes such as finer times.
            case 'x', 'g' -> in.skipNBytes(size);
            default -> throw new IOException("unexpected entry of type " + type + " in the archive: " + name);
        }
    }

    private void file(Path path, long size) throws IOException {
        directory(path.getParent());
        try (var out = Files.newOutputStream(path)) {
            byte[] buffer = new byte[1 << 16];
            for (long rest = size; rest > 0; ) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, rest));
                if (read < 0) {
                    throw new EOFException("the archive ends within " + path.getFileName());
                }
                out.write(buffer, 0, read);
                rest -= read;
            }
        }
        if (posix) {
            Files.setPosixFilePermissions(path, permissions((int) octal(100, 8)));
        }
    }

    private void link(Path path, String to, String name) throws IOException {
        directory(path.getParent());
        inside(path.resolveSibling(to), name);
        if (posix) {
            Files.createSymbolicLink(path, Path.of(to));
        } else {
            throw new IOException("this file system has no symbolic links: " + name);
        }
    }

    /** Every directory is made open to all, whatever the umask: root's server runs as another user. */
    private void directory(@Nullable Path path) throws IOException {
        if (path == null || Files.isDirectory(path)) {
            return;
        }
        directory(path.getParent());
        Files.createDirectory(path);
        if (posix) {
            Files.setPosixFilePermissions(path, OPEN_DIRECTORY);
        }
    }

    private Path inside(Path path, String name) throws IOException {
        Path normal = path.normalize();
        if (!normal.startsWith(target)) {
            throw new IOException("an entry of the archive leads out of it: " + name);
        }
        return normal;
    }

    private String name() {
        String prefix = header[257] == 'u' && header[263] == '0' ? text(header, 345, 155) : "";
        String name = text(header, 0, 100);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String text(byte[] bytes, int from, int length) {
        int end = from;
        while (end < from + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }

    private long octal(int from, int length) throws IOException {
        long value = 0;
        for (int i = from; i < from + length; i++) {
            int digit = header[i] - '0';
            if (digit >= 0 && digit < 8) {
                value = value * 8 + digit;
            } else if (header[i] != ' ' && header[i] != 0) {
                throw new IOException("the archive is damaged");
            }
        }
        return value;
    }

    /** Mode bits 8 to 0 are the nine letters from left to right. */
    private static Set<PosixFilePermission> permissions(int mode) {
        StringBuilder letters = new StringBuilder(ALL);
        for (int i = 0; i < ALL.length(); i++) {
            if ((mode & (0400 >> i)) == 0) {
                letters.setCharAt(i, '-');
            }
        }
        return PosixFilePermissions.fromString(letters.toString());
    }
}
