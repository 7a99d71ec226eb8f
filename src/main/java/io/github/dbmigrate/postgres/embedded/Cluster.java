package io.github.dbmigrate.postgres.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One data directory with what belongs to it. A major version has a directory of its own, as no PostgreSQL starts on
 * another's. Nobody else uses it until it is closed.
 */
final class Cluster implements AutoCloseable {
    private static final Patience STOPPING = Patience.of(Duration.ofSeconds(15));
    private static final int LOG_TAIL = 4096;

    private final PostgresVersion version;
    private final Path directory;
    private final DirectoryLock lock;

    private Cluster(PostgresVersion version, Path directory, DirectoryLock lock) {
        this.version = version;
        this.directory = directory;
        this.lock = lock;
    }

    static Cluster lock(Path clusters, PostgresVersion version, Patience patience)
            throws IOException, InterruptedException {
        Path directory = Places.passable(clusters.resolve(Integer.toString(version.major())));
        DirectoryLock lock =
                DirectoryLock.acquire(directory.resolve("lock"), patience, holder -> Problem.inUse(directory, holder));
        return new Cluster(version, directory, lock);
    }

    PostgresVersion version() {
        return version;
    }

    Path data() {
        return directory.resolve("data");
    }

    Path log() {
        return directory.resolve("server.log");
    }

    boolean isInitialised() {
        return Files.isDirectory(data());
    }

    void copyFrom(Path template, UserSwitch user) throws IOException {
        Path fresh = notYetData();
        new Tree(template).copyTo(fresh);
        become(fresh, user);
    }

    /** As {@link #copyFrom}, from one of the prepared clusters; null when there is none that can be used. */
    PreparedClusters.@Nullable Found copyFrom(PreparedClusters prepared, List<String> keys, UserSwitch user)
            throws IOException {
        Path fresh = notYetData();
        PreparedClusters.Found found = prepared.unpackTo(fresh, keys);
        if (found != null) {
            become(fresh, user);
        }
        return found;
    }

    /** Nothing in it is worth keeping. */
    void delete() throws IOException {
        new Tree(data()).delete();
    }

    private Path notYetData() throws IOException {
        Path fresh = directory.resolve("data.new");
        // Left by a build that was killed at this point.
        new Tree(fresh).delete();
        return fresh;
    }

    private void become(Path fresh, UserSwitch user) throws IOException {
        Files.move(fresh, data(), StandardCopyOption.ATOMIC_MOVE);
        user.own(data());
    }

    String password() throws IOException {
        try {
            return Files.readString(data().resolve(InitDb.PASSWORD_FILE), StandardCharsets.US_ASCII);
        } catch (NoSuchFileException e) {
            throw Problem.damaged(this, InitDb.PASSWORD_FILE);
        }
    }

    /**
     * Stops a server that outlived its build. We hold the lock, so no build needs it. A leftover {@code postmaster.pid}
     * whose number now is some other program's goes too: the server would refuse to start beside it.
     */
    void stopOrphan() throws IOException, InterruptedException {
        PidFile found = PidFile.read(data());
        if (found == null) {
            return;
        }
        ProcessHandle orphan = found.server();
        if (orphan == null) {
            if (ProcessHandle.of(found.pid()).isPresent()) {
                Files.deleteIfExists(PidFile.in(data()));
            }
            return;
        }
        interrupt(orphan);
        if (!STOPPING.until(() -> !orphan.isAlive())) {
            throw Problem.orphan(data(), orphan.pid());
        }
    }

    /** An empty log that nobody else can read: it quotes statements that failed. */
    Path freshLog() throws IOException {
        Files.deleteIfExists(log());
        if (Places.isPosix(log())) {
            return Files.createFile(
                    log(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return Files.createFile(log());
    }

    String logTail() throws IOException {
        try (var file = new RandomAccessFile(log().toFile(), "r")) {
            byte[] end = new byte[(int) Math.min(LOG_TAIL, file.length())];
            file.seek(file.length() - end.length);
            file.readFully(end);
            return new String(end, StandardCharsets.UTF_8).strip();
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    /** SIGINT is PostgreSQL's fast shutdown. Java itself can only send SIGTERM, upon which it waits for its clients. */
    private static void interrupt(ProcessHandle server) throws IOException, InterruptedException {
        if (System.getProperty("os.name").startsWith("Windows")) {
            server.destroyForcibly();
        } else {
            Command.of("sh", "-c", "kill -INT \"$1\"", "sh", Long.toString(server.pid()))
                    .run();
        }
    }
}
