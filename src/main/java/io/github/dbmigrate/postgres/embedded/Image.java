package io.github.dbmigrate.postgres.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;

/**
 * The data directory of a stopped server in one file. A thousand small files are read in one go, and what an image holds is
 * known to be what was put into it: nothing is synced to the disk, so a machine that loses power may leave a file with holes.
 *
 * <p>The file has a mark and when it was made, then the entries in an order in which they can be made, then the CRC-32 of all before it. An entry
 * is {@link #DIRECTORY} or {@link #FILE} with its path; a file's contents are runs of bytes and of zeros, as most of a WAL
 * segment is.
 */
record Image(Path file) {
    private static final byte[] MARK = "dbmigrate-image-1\n".getBytes(StandardCharsets.US_ASCII);
    private static final String OWNER_ONLY = "rw-------";
    private static final byte END = 0;
    private static final byte DIRECTORY = 1;
    private static final byte FILE = 2;

    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    /** An image that is not what was written. */
    static final class DamagedException extends IOException {
        private static final long serialVersionUID = 1L;

        DamagedException(Path file) {
            super(file + " is damaged");
        }
    }

    /**
     * Makes the file, which only its owner can read: the data holds the password.
     *
     * @param limit how many bytes it may have
     */
    void write(StoppedData data, long limit) throws IOException {
        try (FileChannel channel = FileChannel.open(file, NEW, readableBy(file, OWNER_ONLY))) {
            ImageOutput out = new ImageOutput(channel, limit);
            out.head(MARK, Instant.now().getEpochSecond());
            Files.walkFileTree(data.directory(), new Packer(data, out));
            out.end(END);
        }
    }

    /** When it was written. */
    Instant made() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return Instant.ofEpochSecond(new ImageInput(channel, file, 1 << 10).head(MARK));
        }
    }

    /**
     * Makes a directory with what the image holds.
     *
     * @throws DamagedException when that is not what was put in; the directory is of no use then
     */
    void unpackTo(Path target) throws IOException {
        FileAttribute<?>[] directories = readableBy(target, "rwx------");
        FileAttribute<?>[] files = readableBy(target, OWNER_ONLY);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ImageInput in = new ImageInput(channel, file, 1 << 20);
            in.head(MARK);
            for (byte kind = in.kind(); kind != END; kind = in.kind()) {
                Path path = in.path(target);
                if (kind == DIRECTORY) {
                    Files.createDirectory(path, directories);
                } else if (kind == FILE) {
                    try (FileChannel out = FileChannel.open(path, NEW, files)) {
                        in.contents(out);
                    }
                } else {
                    throw new DamagedException(file);
                }
            }
            in.end();
        }
    }

    private static FileAttribute<?>[] readableBy(Path place, String permissions) {
        return Places.isPosix(place)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** Puts what it visits into an image. */
    private static final class Packer extends SimpleFileVisitor<Path> {
        private final StoppedData data;
        private final ImageOutput out;

        Packer(StoppedData data, ImageOutput out) {
            this.data = data;
            this.out = out;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
            out.entry(DIRECTORY, name(directory));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
            if (!attributes.isRegularFile()) {
                throw new IOException(path + " is neither a file nor a directory");
            }
            if (data.needs(path)) {
                out.entry(FILE, name(path));
                try (FileChannel in = FileChannel.open(path, StandardOpenOption.READ)) {
                    out.contents(in, attributes.size());
                }
            }
            return FileVisitResult.CONTINUE;
        }

        private String name(Path path) {
            return data.directory().relativize(path).toString().replace(File.separatorChar, '/');
        }
    }
}
