package io.github.dbmigrate.testing;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of any length, made row by row. Their table is {@code big (id int, name text, note text)}. */
public final class BigFile {
    private static final String NOTE = "the quick brown fox jumps over the lazy dog, again and again".repeat(14);

    private BigFile() {}

    /** An INSERT a line, at least so many bytes; returns how many. */
    public static int inserts(Path file, long bytes) throws IOException {
        try (BufferedWriter out = writer(file)) {
            out.write("CREATE TABLE big (id int, name text, note text);\n");
            int row = 0;
            for (long written = 0; written < bytes; row++) {
                String line = "INSERT INTO big VALUES (%d, 'name %d', '%s');\n".formatted(row, row * 7, NOTE);
                out.write(line);
                written += line.length();
            }
            return row;
        }
    }

    /** One COPY; returns how many rows. */
    public static int copy(Path file, long bytes) throws IOException {
        try (BufferedWriter out = writer(file)) {
            out.write("CREATE TABLE big (id int, name text, note text);\nCOPY big FROM stdin;\n");
            int row = 0;
            for (long written = 0; written < bytes; row++) {
                String line = row + "\tname " + row * 7 + "\t" + NOTE + "\n";
                out.write(line);
                written += line.length();
            }
            out.write("\\.\n\nCREATE INDEX ON big (id);\n");
            return row;
        }
    }

    private static BufferedWriter writer(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.newBufferedWriter(file);
    }
}
