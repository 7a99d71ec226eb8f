package io.github.dbmigrate.maven;

import io.github.dbmigrate.report.Report;
import io.github.dbmigrate.report.ReportContext;
import io.github.dbmigrate.report.ReportFormat;
import io.github.dbmigrate.report.ReportTexts;
import io.github.dbmigrate.rule.Rule;
import io.github.dbmigrate.target.Environment;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code target/dbmigrate/result.json} and the other reports that are asked for, and the result to where the user wants it.
 * In GitHub Actions problems are shown on their lines, and stand in the summary of the step, without being asked for.
 */
final class ResultFiles {
    private static final String STANDARD_OUTPUT = "-";
    /** What GitHub takes from one step, all modules of a build together; what is longer it drops whole. */
    private static final long LONGEST_SUMMARY = 1024 * 1024;

    private final Path folder;
    private final Environment variables;
    private final Log log;

    ResultFiles(Path buildDirectory, Environment variables, Log log) {
        this.folder = buildDirectory.resolve("dbmigrate");
        this.variables = variables;
        this.log = log;
    }

    /**
     * Writes. What was done to the database is done; a full disk must not make it look as if it were not.
     *
     * @param rules all that were asked
     * @param formats those that were asked for; JSON is always written
     * @param output a path or {@code -}; null when nobody asked for it
     */
    void write(
            Report report,
            List<Rule> rules,
            ReportContext context,
            Set<ReportFormat> formats,
            @Nullable String output) {
        ReportTexts texts = new ReportTexts(report, rules, context);
        texts.files(formats).forEach((name, text) -> replace(folder.resolve(name), text));
        if (STANDARD_OUTPUT.equals(output)) {
            print(texts.text(ReportFormat.JSON));
        } else if (output != null) {
            writeTo(Path.of(output).toAbsolutePath(), texts.text(ReportFormat.JSON));
        }
        boolean asked = formats.contains(ReportFormat.GITHUB) || "true".equals(variables.get("GITHUB_ACTIONS"));
        // Who reads JSON from the standard output can do with nothing else there.
        if (asked && !STANDARD_OUTPUT.equals(output)) {
            annotate(texts.text(ReportFormat.GITHUB));
        }
        String summary = variables.get("GITHUB_STEP_SUMMARY");
        boolean isWorthIt = report.review() != null || !report.problems().isEmpty();
        if (summary != null && !summary.isEmpty() && isWorthIt) {
            append(summary, texts.text(ReportFormat.MARKDOWN));
        }
    }

    /** The file is the old one or the new one, whenever the build is stopped. */
    private void replace(Path file, String text) {
        Path whole = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(whole, text);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            unwritten(file.toString(), e);
        }
    }

    /** Not replaced: it may be a pipe. */
    private void writeTo(Path file, String json) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, json);
        } catch (IOException e) {
            unwritten(file.toString(), e);
        }
    }

    /** Adds to the summary of the step, as long as GitHub would still take it. */
    private void append(String file, String summary) {
        byte[] text = ("\n" + summary).getBytes(StandardCharsets.UTF_8);
        try {
            Path path = Path.of(file);
            long before = Files.exists(path) ? Files.size(path) : 0;
            if (before + text.length > LONGEST_SUMMARY) {
                log.warn("the summary of this step is full; what belongs there is in " + folder);
                return;
            }
            Files.write(path, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException | InvalidPathException e) {
            unwritten(file, e);
        }
    }

    private void unwritten(String what, Exception e) {
        log.warn(what + " could not be written: " + e.getClass().getSimpleName());
    }

    private void print(String json) {
        print(json.getBytes(StandardCharsets.US_ASCII), "the result");
    }

    /** A line of Maven's may have been left without its end, and a command begins a line. */
    private void annotate(String commands) {
        if (!commands.isEmpty()) {
            print(("\n" + commands).getBytes(StandardCharsets.UTF_8), "the annotations");
        }
    }

    /** Maven 4 turns System.out into log lines; the file descriptor is the only way that stays clean. */
    private void print(byte[] text, String what) {
        // Not closed: the descriptor is Maven's.
        @SuppressWarnings("resource")
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        try {
            System.out.flush();
            out.write(text);
            out.flush();
        } catch (IOException e) {
            log.warn(what + " could not be written to the standard output: "
                    + e.getClass().getSimpleName());
        }
    }
}
