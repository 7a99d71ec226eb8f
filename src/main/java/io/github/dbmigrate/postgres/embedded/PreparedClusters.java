package io.github.dbmigrate.postgres.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Clusters as migrations have left them, for the next builds of this user: an {@link Image} each, named by its key. An image
 * appears by an atomic move and is never changed; whoever reads one that is being deleted reads it to its end.
 *
 * <p>Nothing here is needed. Whatever fails, from a full disk to a directory that cannot be written, ends in a build that
 * does without.
 *
 * @param cache where each format of images has a directory
 * @param limit how many bytes all images may have together; one of them, half of that
 */
record PreparedClusters(Path cache, long limit) {
    /** Part of the directory's name: what another version of the plugin has written there is not understood. */
    static final int FORMAT = 1;

    /** Some thirty images of small databases. */
    static final long LIMIT = 1L << 30;

    private static final String PREFIX = "prepared-";
    private static final String UNFINISHED = ".new";

    /** What {@code now()} has left in an image must not become too old. */
    static final Duration LIFE = Duration.ofDays(7);

    /** More than it takes to write one: what is unfinished for longer was left by a build that was killed. */
    private static final Duration WRITING = Duration.ofHours(1);

    /** An image, and how many of the wanted migrations are in it. */
    record Found(Image image, int migrations) {}

    private record Kept(Path file, long size, Instant used) {}

    Path directory() {
        return cache.resolve(PREFIX + FORMAT);
    }

    /**
     * Makes a data directory of the cluster that has most of the migrations, and no others.
     *
     * @param keys of the cluster after each migration
     * @return null when there is none that can be used; the directory is not there then
     */
    @Nullable
    Found unpackTo(Path target, List<String> keys) throws IOException {
        Set<String> names = keys.isEmpty() ? Set.of() : names();
        for (int count = names.isEmpty() ? 0 : keys.size(); count > 0; count--) {
            String key = keys.get(count - 1);
            if (names.contains(key)) {
                Image image = new Image(directory().resolve(key));
                if (unpack(image, target)) {
                    return new Found(image, count);
                }
                new Tree(target).delete();
            }
        }
        return null;
    }

    /** Keeps a copy of a stopped cluster, unless it cannot be copied, is too big, or is there already. */
    void keep(String key, Path data) {
        Path made = directory().resolve(key);
        Path unfinished = directory().resolve(key + "." + UUID.randomUUID() + UNFINISHED);
        try {
            makeDirectory();
            StoppedData stopped = StoppedData.in(data);
            if (stopped != null && !isFresh(made)) {
                new Image(unfinished).write(stopped, limit / 2);
                Files.move(unfinished, made, StandardCopyOption.ATOMIC_MOVE);
            }
            clean();
        } catch (IOException | UncheckedIOException e) {
            // The next build applies the migrations, as this one did.
            delete(unfinished);
        }
    }

    /** Throws one away with which a server did not start. */
    void remove(String key) {
        delete(directory().resolve(key));
    }

    private boolean unpack(Image image, Path target) {
        try {
            if (isFresh(image.file())) {
                image.unpackTo(target);
                touch(image.file());
                return true;
            }
        } catch (Image.DamagedException e) {
            // As after a loss of power. The next build that applies all of it makes it anew.
            delete(image.file());
        } catch (IOException e) {
            // Another build has deleted it, or the disk is full, which is said when the empty cluster does not fit
            // either.
            return false;
        }
        return false;
    }

    private Set<String> names() {
        try (var entries = Files.list(directory())) {
            return entries.map(entry -> entry.getFileName().toString()).collect(Collectors.toSet());
        } catch (IOException | UncheckedIOException e) {
            // Nothing was ever kept, or nothing can be.
            return Set.of();
        }
    }

    private void makeDirectory() throws IOException {
        try {
            if (Places.isPosix(cache)) {
                Files.createDirectory(
                        directory(),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectory(directory());
            }
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory(), LinkOption.NOFOLLOW_LINKS)) {
                throw e;
            }
        }
    }

    /** Keeps what was used last, as far as there is room. */
    private void clean() throws IOException {
        List<Kept> kept = new ArrayList<>();
        for (Path file : list(directory())) {
            Kept one = look(file);
            if (one == null) {
                continue;
            }
            if (file.toString().endsWith(UNFINISHED)) {
                if (one.used().isBefore(Instant.now().minus(WRITING))) {
                    delete(file);
                }
            } else if (isFresh(file)) {
                kept.add(one);
            } else {
                delete(file);
            }
        }
        kept.sort(Comparator.comparing(Kept::used).reversed());
        long size = 0;
        for (Kept one : kept) {
            size += one.size();
            if (size > limit) {
                delete(one.file());
            }
        }
        for (int format = 0; format < FORMAT; format++) {
            new Tree(cache.resolve(PREFIX + format)).delete();
        }
    }

    private static List<Path> list(Path directory) throws IOException {
        try (var entries = Files.list(directory)) {
            return entries.toList();
        }
    }

    /** Null when another build has just deleted it. */
    private static @Nullable Kept look(Path file) throws IOException {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Kept(
                    file, attributes.size(), attributes.lastModifiedTime().toInstant());
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static boolean isFresh(Path image) throws IOException {
        try {
            return new Image(image).made().isAfter(Instant.now().minus(LIFE));
        } catch (NoSuchFileException | Image.DamagedException e) {
            return false;
        }
    }

    private static void touch(Path image) {
        try {
            Files.setLastModifiedTime(image, FileTime.from(Instant.now()));
        } catch (IOException e) {
            // Then it counts as used when it was made.
            return;
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // On Windows while another build reads it; the next cleaning finds it again.
            return;
        }
    }
}
