package io.github.dbmigrate.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The largest resident set that one of several processes had. It never shrinks, so only the last moment can be missed. */
final class Peak {
    private static final String LABEL = "VmHWM:";

    private long kilobytes;

    long kilobytes() {
        return kilobytes;
    }

    void look(ProcessHandle shell) {
        shell.descendants().forEach(process -> {
            Path status = Path.of("/proc", Long.toString(process.pid()), "status");
            try (Stream<String> lines = Files.lines(status, StandardCharsets.UTF_8)) {
                lines.filter(line -> line.startsWith(LABEL))
                        .forEach(line -> kilobytes = Math.max(kilobytes, number(line)));
            } catch (IOException | java.io.UncheckedIOException e) {
                // It has ended, or this is not Linux: then nothing is known of its memory.
            }
        });
    }

    private static long number(String line) {
        return Long.parseLong(
                line.substring(LABEL.length(), line.length() - "kB".length()).strip());
    }
}
