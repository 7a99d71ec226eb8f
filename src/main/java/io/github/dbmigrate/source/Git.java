package io.github.dbmigrate.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The {@code git} command, run in a directory. It is asked and never told to change anything. Whatever goes wrong, no git, no
 * repository, no answer in time, is no answer.
 */
final class Git {
    /** Beyond every single commit, and below every walk over a large repository on a cold disk. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final String program;
    private final Path directory;
    private final Duration patience;

    Git(String program, Path directory) {
        this(program, directory, PATIENCE);
    }

    Git(String program, Path directory, Duration patience) {
        this.program = program;
        this.directory = directory;
        this.patience = patience;
    }

    /** What is said to a running git, and made of what it says. */
    interface Exchange<T> {
        T with(OutputStream to, InputStream from) throws IOException;
    }

    /** All that it prints. */
    Optional<String> text(String... arguments) {
        return run(Git::all, arguments);
    }

    /** What was made of its output; empty when it did not end well. */
    <T> Optional<T> run(Exchange<T> exchange, String... arguments) {
        return start(exchange, true, arguments);
    }

    /** What it prints when it does not do what it is asked, in English; empty when it cannot be started. */
    Optional<String> complaint(String... arguments) {
        return start(Git::all, false, arguments);
    }

    /** What is printed with {@code -z}: each ends with a NUL, so that a name may hold anything. */
    static List<String> fields(String output) {
        return output.isEmpty() ? List.of() : List.of(output.split("\0", 0));
    }

    private static String all(OutputStream to, InputStream from) throws IOException {
        to.close();
        return new String(from.readAllBytes(), StandardCharsets.UTF_8);
    }

    private <T> Optional<T> start(Exchange<T> exchange, boolean mustEndWell, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(command(arguments)).directory(directory.toFile());
        if (mustEndWell) {
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        } else {
            builder.redirectErrorStream(true);
        }
        // Set when the build runs in a hook; the file may be in another repository than the hook.
        builder.environment().keySet().removeAll(List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"));
        // Texts in English, and no question for a password where a clone has to fetch what it left out.
        builder.environment().putAll(Map.of("LC_ALL", "C", "GIT_TERMINAL_PROMPT", "0"));
        try {
            return answer(builder.start(), exchange, mustEndWell);
        } catch (IOException e) {
            // No git, no such directory, or it ended in the middle of the exchange.
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** The optional lock would make a concurrent git command of the user fail; a monitor started here would hold our pipe open. */
    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(program, "--no-optional-locks", "--literal-pathspecs", "-c", "core.fsmonitor=false"));
        command.addAll(List.of(arguments));
        return command;
    }

    /**
     * The output is read while git runs, since a long one does not fit into the pipe; so a clock must end the waiting. Only it: to
     * destroy a process closes its output, also one that has ended and is still being read.
     */
    private <T> Optional<T> answer(Process process, Exchange<T> exchange, boolean mustEndWell)
            throws IOException, InterruptedException {
        process.onExit().orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).whenComplete((ended, late) -> {
            if (late != null) {
                process.destroyForcibly();
            }
        });
        try (OutputStream to = process.getOutputStream();
                InputStream from = process.getInputStream()) {
            T answer = exchange.with(to, from);
            to.close();
            return process.waitFor() == 0 || !mustEndWell ? Optional.of(answer) : Optional.empty();
        } finally {
            process.destroyForcibly();
        }
    }
}
