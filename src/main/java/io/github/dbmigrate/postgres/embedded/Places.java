package io.github.dbmigrate.postgres.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import java.util.UUID;

/** Chooses directories that the server's user can get into, and makes them so that nobody else can write there. */
record Places(Machine machine, UserSwitch user) {
    /** Others may pass through, which root's server needs, but not look around. */
    private static final Set<PosixFilePermission> PASSABLE = PosixFilePermissions.fromString("rwx--x--x");

    /** Where binaries and templates are kept: the user's cache, or the temporary directory when it cannot be used. */
    Path cache() throws IOException, InterruptedException {
        Path cache = machine.cache();
        if (cache != null) {
            Path wanted = cache.resolve("postgres");
            try {
                Files.createDirectories(wanted);
                if (Files.isWritable(wanted) && user.reaches(wanted)) {
                    return wanted;
                }
            } catch (IOException e) {
                // No home directory, or a read-only one: usual in containers, and what the other place is for.
            }
        }
        return passable(temporary().resolve("postgres"));
    }

    /** Where the clusters of a build are kept: where it asked for, or a place of the same identity that can be reached. */
    Path clusters(Path asked) throws IOException, InterruptedException {
        Path wanted = asked.toAbsolutePath().normalize();
        Files.createDirectories(wanted);
        if (user.reaches(wanted)) {
            return wanted;
        }
        String identity = UUID.nameUUIDFromBytes(wanted.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
        return passable(passable(temporary().resolve("clusters")).resolve(identity));
    }

    /** A directory that only we write to and that the server's user can pass. */
    static Path passable(Path directory) throws IOException {
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                throw e;
            }
        }
        if (isPosix(directory)) {
            Files.setPosixFilePermissions(directory, PASSABLE);
        }
        return directory;
    }

    static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Everybody can write to the system's temporary directory: what is already there under our name may be a trap. */
    private Path temporary() throws IOException {
        if (!isPosix(machine.temporary())) {
            return passable(machine.temporary().resolve("dbmigrate"));
        }
        UserPrincipal us = whoWeAre();
        Path directory = machine.temporary().resolve("dbmigrate-" + us.getName());
        try {
            Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(PASSABLE));
        } catch (FileAlreadyExistsException e) {
            PosixFileAttributes found =
                    Files.readAttributes(directory, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            boolean ours = found.isDirectory()
                    && found.owner().equals(us)
                    && !found.permissions().contains(PosixFilePermission.GROUP_WRITE)
                    && !found.permissions().contains(PosixFilePermission.OTHERS_WRITE);
            if (!ours) {
                throw Problem.notPrivate(directory);
            }
        }
        return passable(directory);
    }

    /** The owner of what we make: unlike Java's user name, it is there for users without a name too. */
    private UserPrincipal whoWeAre() throws IOException {
        Path ours = Files.createTempFile(machine.temporary(), "dbmigrate", null);
        try {
            return Files.getOwner(ours);
        } finally {
            Files.delete(ours);
        }
    }
}
