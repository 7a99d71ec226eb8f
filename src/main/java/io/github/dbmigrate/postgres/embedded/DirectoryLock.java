package io.github.dbmigrate.postgres.embedded;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * Keeps other builds away from a directory until it is closed or this JVM ends, however it ends.
 *
 * <p>The operating system's lock belongs to the whole process, and on POSIX closing any descriptor of the file gives it up.
 * So within the JVM, across the class loaders of Maven's plugins, a system property is the lock, and the file is opened
 * only by the one who has it.
 */
final class DirectoryLock implements AutoCloseable {
    /** Beyond the text that says who holds the lock: on Windows a locked byte cannot be read. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final String key;
    private final FileChannel channel;

    private DirectoryLock(String key, FileChannel channel) {
        this.key = key;
        this.channel = channel;
    }

    /**
     * Waits for the lock as long as the patience lasts.
     *
     * @param busy what to throw then, given the one who holds the lock
     */
    static DirectoryLock acquire(Path file, Patience patience, Function<String, ? extends RuntimeException> busy)
            throws IOException, InterruptedException {
        String key = "dbmigrate.lock." + file;
        if (!patience.until(() -> System.getProperties().putIfAbsent(key, "held") == null)) {
            throw busy.apply("this build");
        }
        FileChannel channel = null;
        boolean locked = false;
        try {
            FileChannel opened = FileChannel.open(file, CREATE, WRITE);
            channel = opened;
            locked = patience.until(() -> opened.tryLock(LOCKED_BYTE, 1, false) != null);
            if (!locked) {
                throw busy.apply(holder(file));
            }
            opened.truncate(0);
            opened.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new DirectoryLock(key, opened);
        } finally {
            if (!locked) {
                if (channel != null) {
                    channel.close();
                }
                System.getProperties().remove(key);
            }
        }
    }

    private static String holder(Path file) throws IOException {
        String pid = Files.readString(file, StandardCharsets.US_ASCII);
        return pid.isEmpty() ? "another build" : "another build (process " + pid + ")";
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            System.getProperties().remove(key);
        }
    }
}
