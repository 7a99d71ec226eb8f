package io.github.dbmigrate.maven;

import io.github.dbmigrate.report.Report;
import io.github.dbmigrate.report.ResultJson;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/** Writes {@code target/dbmigrate/result.json}, and the same to where the user wants it. */
final class ResultFiles {
    private static final String STANDARD_OUTPUT = "-";

    private final Path buildDirectory;
    private final String toolVersion;
    private final Log log;

    ResultFiles(Path buildDirectory, String toolVersion, Log log) {
        this.buildDirectory = buildDirectory;
        this.toolVersion = toolVersion;
        this.log = log;
    }

    /**
     * Writes. What was done to the database is done; a full disk must not make it look as if it were not.
     *
     * @param output a path or {@code -}; null when nobody asked for it
     */
    void write(Report report, @Nullable String output) {
        String json = ResultJson.of(report, toolVersion);
        writeTo(buildDirectory.resolve("dbmigrate").resolve("result.json"), json);
        if (STANDARD_OUTPUT.equals(output)) {
            print(json);
        } else if (output != null) {
            writeTo(Path.of(output).toAbsolutePath(), json);
        }
    }

    private void writeTo(Path file, String json) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, json);
        } catch (IOException e) {
            log.warn(file + " could not be written: " + e.getClass().getSimpleName());
        }
    }

    /** Maven 4 turns System.out into log lines; the file descriptor is the only way that stays clean. */
    private void print(String json) {
        // Not closed: the descriptor is Maven's.
        @SuppressWarnings("resource")
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        try {
            System.out.flush();
            out.write(json.getBytes(StandardCharsets.US_ASCII));
            out.flush();
        } catch (IOException e) {
            log.warn("the result could not be written to the standard output: "
                    + e.getClass().getSimpleName());
        }
    }
}
