package io.github.dbmigrate.postgres.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server writes into {@code postmaster.pid} of its data directory; see PostgreSQL's
 * {@code src/include/utils/pidfile.h} for its lines.
 *
 * @param pid the server's process
 * @param started when it says it started, in seconds since 1970
 * @param port 0 until it is written
 * @param status {@code ready} when connections are accepted; empty until it is written
 */
record PidFile(long pid, long started, int port, String status) {
    private static final int PID = 0;
    private static final int STARTED = 2;
    private static final int PORT = 3;
    private static final int STATUS = 7;

    static Path in(Path data) {
        return data.resolve("postmaster.pid");
    }

    /** Null when there is none, or nothing in it yet: the server writes it line by line. */
    static @Nullable PidFile read(Path data) throws IOException {
        try {
            // One line is a path, in whatever encoding it has.
            List<String> lines = Files.readAllLines(in(data), StandardCharsets.ISO_8859_1);
            long pid = number(lines, PID);
            return pid == 0
                    ? null
                    : new PidFile(pid, number(lines, STARTED), (int) number(lines, PORT), line(lines, STATUS));
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    boolean isReady() {
        return status.equals("ready");
    }

    /** The server, if that process still is the one that wrote the file: process numbers are used again. */
    @Nullable
    ProcessHandle server() {
        return ProcessHandle.of(pid)
                .filter(process ->
                        process.info().command().map(PidFile::isServer).orElse(true))
                .filter(process ->
                        process.info().startInstant().map(this::isEarlier).orElse(true))
                .orElse(null);
    }

    private static boolean isServer(String program) {
        Path name = Path.of(program).getFileName();
        return name != null && name.toString().startsWith("postgres");
    }

    /** The process starts, becomes the server and then notes the time, so it is not younger; both clocks are coarse. */
    private boolean isEarlier(Instant start) {
        return start.getEpochSecond() <= started + 2;
    }

    private static long number(List<String> lines, int index) {
        String line = line(lines, index);
        // A standalone backend writes its number as negative.
        String digits = line.startsWith("-") ? line.substring(1) : line;
        boolean valid =
                !digits.isEmpty() && digits.length() < 19 && digits.chars().allMatch(Character::isDigit);
        return valid ? Long.parseLong(digits) : 0;
    }

    private static String line(List<String> lines, int index) {
        return index < lines.size() ? lines.get(index).strip() : "";
    }
}
