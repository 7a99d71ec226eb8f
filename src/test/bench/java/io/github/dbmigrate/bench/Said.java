package io.github.dbmigrate.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a program printed, made fit for a cell of a table. */
final class Said {
    private static final char ESCAPE = '\u001b';
    private static final int LONGEST = 600;

    private Said() {}

    /** The first errors in a log. */
    static String errors(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.UTF_8)) {
            String errors = lines.filter(line -> line.contains("rror") || line.contains("ERROR"))
                    .limit(2)
                    .map(Said::plain)
                    .collect(Collectors.joining(" "));
            return errors.isEmpty() ? "it named no error" : errors.substring(0, Math.min(LONGEST, errors.length()));
        }
    }

    /** Without colours, which some Mavens print even into a pipe, and without what would end a cell. */
    static String plain(String line) {
        StringBuilder plain = new StringBuilder();
        for (int at = 0; at < line.length(); at++) {
            if (line.charAt(at) == ESCAPE && line.indexOf('m', at) > 0) {
                at = line.indexOf('m', at);
            } else {
                plain.append(line.charAt(at));
            }
        }
        return plain.toString().replace("|", "/").strip();
    }
}
