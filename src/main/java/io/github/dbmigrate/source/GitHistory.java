package io.github.dbmigrate.source;

import io.github.dbmigrate.plan.LastChange;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    /** A signature would be mixed into the log. */
    private Optional<String> run(Path file, String... arguments) {
        Path directory = file.getParent();
        if (directory == null) {
            return Optional.empty();
        }
        List<String> command = new ArrayList<>(List.of("-c", "log.showSignature=false"));
        command.addAll(List.of(arguments));
        command.add(file.getFileName().toString());
        return new Git(git, directory, PATIENCE).text(command.toArray(String[]::new));
    }
}
