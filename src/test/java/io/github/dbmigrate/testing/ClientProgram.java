package io.github.dbmigrate.testing;

import io.github.dbmigrate.testing.TestPostgres.Db;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A program of PostgreSQL's client side that is installed on this machine: {@code psql}, {@code pg_dump}.
 *
 * @param major the first part of its version
 */
public record ClientProgram(Path file, int major) {
    /** Where Debian keeps one directory for each version. */
    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

    /** The oldest one that is not older than this, since pg_dump refuses servers that are newer than itself. */
    public static Optional<ClientProgram> find(String name, int oldest) {
        return directories()
                .map(directory -> directory.resolve(name))
                .filter(Files::isExecutable)
                .map(file -> new ClientProgram(file, major(file)))
                .filter(program -> program.major >= oldest)
                .min(Comparator.comparing(ClientProgram::major));
    }

    private static Stream<Path> directories() {
        Stream<Path> path = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(directory -> !directory.isEmpty())
                .map(Path::of);
        return Stream.concat(path, versions());
    }

    private static Stream<Path> versions() {
        if (!Files.isDirectory(VERSIONS)) {
            return Stream.empty();
        }
        try (Stream<Path> entries = Files.list(VERSIONS)) {
            return entries.map(version -> version.resolve("bin")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code pg_dump (PostgreSQL) 17.11 (Debian 17.11-0+deb13u1)}. */
    private static int major(Path file) {
        String said = run(List.of(file.toString(), "--version"), "");
        String version = said.substring(said.indexOf(')') + 1).strip();
        int end = 0;
        while (end < version.length() && Character.isDigit(version.charAt(end))) {
            end++;
        }
        return end == 0 ? 0 : Integer.parseInt(version.substring(0, end));
    }

    /** What it prints, run on a database; it must end well. */
    public String run(Db db, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                file.toString(),
                "-h",
                db.host(),
                "-p",
                Integer.toString(db.port()),
                "-U",
                db.user(),
                "-d",
                db.database()));
        command.addAll(arguments);
        return run(command, db.password());
    }

    private static String run(List<String> command, String password) {
        try {
            Path errors = Files.createTempFile("client", ".err");
            try {
                return run(command, password, errors);
            } finally {
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String run(List<String> command, String password, Path errors)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("PGPASSWORD", password);
        builder.environment().put("PGCLIENTENCODING", "UTF8");
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command.get(0) + ": " + Files.readString(errors));
        }
        return output;
    }
}
