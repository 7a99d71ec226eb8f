package io.github.dbmigrate.postgres.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A data directory that can be copied and then started elsewhere: its server has shut down cleanly, and nothing of it lies
 * outside.
 *
 * @param firstWal the name of the oldest WAL segment that a start reads
 * @param lastWal the name of the newest
 */
record StoppedData(Path directory, String firstWal, String lastWal) {
    /** What a server leaves of itself, and of no other. */
    private static final Set<String> OF_THE_PROCESS = Set.of("postmaster.pid", "postmaster.opts");

    // src/include/catalog/pg_control.h, struct ControlFileData: its beginning is the same from PostgreSQL 11 on.
    private static final int STATE = 16;
    private static final int SHUT_DOWN = 1;
    private static final int CHECKPOINT = 32;
    private static final int REDO = 40;
    private static final int TIMELINE = 48;
    private static final int READ = 52;

    private static final long SEGMENT = 16L << 20;
    private static final long SEGMENTS_IN_4_GB = (1L << 32) / SEGMENT;

    /** The record of a shutdown's checkpoint has some 120 bytes, and may end in the next segment. */
    private static final long RECORD = 1 << 13;

    /**
     * Null when the server was killed or still runs; when there are tablespaces, which two clusters would share; and when
     * there are settings of ALTER SYSTEM, with which no server may ever have started yet.
     */
    static @Nullable StoppedData in(Path directory) throws IOException {
        byte[] start = new byte[READ];
        try (var in = Files.newInputStream(directory.resolve("global").resolve("pg_control"))) {
            if (in.readNBytes(start, 0, READ) < READ) {
                return null;
            }
        }
        ByteBuffer control = ByteBuffer.wrap(start).order(ByteOrder.nativeOrder());
        if (control.getInt(STATE) != SHUT_DOWN
                || Files.exists(PidFile.in(directory))
                || hasTablespaces(directory)
                || hasSettings(directory)) {
            return null;
        }
        int timeline = control.getInt(TIMELINE);
        return new StoppedData(
                directory,
                segment(timeline, control.getLong(REDO)),
                segment(timeline, control.getLong(CHECKPOINT) + RECORD));
    }

    /**
     * Whether a start needs a file. A server that has written much keeps WAL segments for later, up to a gigabyte of them, whose
     * contents mean nothing.
     */
    boolean needs(Path file) {
        String name = file.getFileName().toString();
        Path parent = file.getParent();
        if (directory.equals(parent)) {
            return !OF_THE_PROCESS.contains(name);
        }
        if (!directory.resolve("pg_wal").equals(parent)) {
            return true;
        }
        boolean isSegment = name.length() == firstWal.length();
        return !isSegment || (name.compareTo(firstWal) >= 0 && name.compareTo(lastWal) <= 0);
    }

    private static boolean hasTablespaces(Path directory) throws IOException {
        try (var entries = Files.list(directory.resolve("pg_tblspc"))) {
            return entries.findAny().isPresent();
        }
    }

    private static boolean hasSettings(Path directory) throws IOException {
        return Files.readAllLines(directory.resolve("postgresql.auto.conf")).stream()
                .anyMatch(line -> !line.isBlank() && !line.startsWith("#"));
    }

    /** As XLogFileName in src/include/access/xlog_internal.h has it. */
    private static String segment(int timeline, long position) {
        long number = position / SEGMENT;
        return String.format(
                Locale.ROOT, "%08X%08X%08X", timeline, number / SEGMENTS_IN_4_GB, number % SEGMENTS_IN_4_GB);
    }
}
