package io.github.dbmigrate.source;

import io.github.dbmigrate.plan.LastChange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What the {@code git} command knows of a file. It only makes messages better, so it never fails: it knows something or nothing. */
public final class GitHistory {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String SEPARATOR = "\u0000";

    private final String git;

    public GitHistory() {
        this("git");
    }

    GitHistory(String git) {
        this.git = git;
    }

    /** Empty when the file was never committed, is in no repository, or git is not installed. */
    public Optional<LastChange> lastChange(Path file) {
        Path path = file.toAbsolutePath();
        return run(path, "log", "-1", "--date=short", "--encoding=UTF-8", "--format=%h%x00%an%x00%ad", "--")
                .flatMap(log -> run(path, "status", "--porcelain", "--")
                        .flatMap(status -> lastChange(log.strip(), !status.isBlank())));
    }

    private static Optional<LastChange> lastChange(String log, boolean uncommitted) {
        List<String> fields = List.of(log.split(SEPARATOR, -1));
        if (fields.size() != 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new LastChange(fields.get(0), fields.get(1), LocalDate.parse(fields.get(2)), uncommitted));
        } catch (DateTimeParseException e) {
            // A git that dates otherwise; see the class comment.
            return Optional.empty();
        }
    }

    private Optional<String> run(Path file, String... arguments) {
        Path directory = file.getParent();
        if (directory == null) {
            return Optional.empty();
        }
        // The optional lock would make a concurrent git command of the user fail; signatures would be mixed into the
        // log.
        List<String> command = new ArrayList<>(
                List.of(git, "--no-optional-locks", "--literal-pathspecs", "-c", "log.showSignature=false"));
        command.addAll(List.of(arguments));
        command.add(file.getFileName().toString());
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            // Set when the build runs in a hook; the file may be in another repository than the hook.
            builder.environment().keySet().removeAll(List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"));
            Process process = builder.start();
            process.getOutputStream().close();
            return output(process);
        } catch (IOException e) {
            // No git, or no such directory.
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** The answer is one line, which fits into the pipe, so it is safe to wait first and read then. */
    private static Optional<String> output(Process process) throws IOException, InterruptedException {
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
                return Optional.empty();
            }
            return Optional.of(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
        }
    }
}
