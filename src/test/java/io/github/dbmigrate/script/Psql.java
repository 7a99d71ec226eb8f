package io.github.dbmigrate.script;

import io.github.dbmigrate.testing.RecordingServer;
import io.github.dbmigrate.testing.RecordingServer.Received;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The psql of this machine. */
final class Psql {
    /** The first that knows {@code BEGIN ATOMIC}. */
    private static final int OLDEST = 14;

    private static final int PATIENCE_SECONDS = 60;

    private final RecordingServer server;
    private final String program;

    Psql(RecordingServer server) {
        this.server = server;
        // Debian's own is a Perl script that looks for the one of a version, which takes longer than most scripts do to
        // run.
        Path found = Path.of("/usr/lib/postgresql/%d/bin/psql".formatted(version()));
        this.program = Files.isExecutable(found) ? found.toString() : "psql";
    }

    /** Whether there is one that is not too old; for {@code @EnabledIf}. */
    static boolean isInstalled() {
        return version() >= OLDEST;
    }

    /** The first part of the version of the one on the PATH; 0 when there is none. */
    private static int version() {
        try {
            Process version = new ProcessBuilder("psql", "--version")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String number = said.replaceFirst("^psql \\(PostgreSQL\\) (\\d+).*\\R?", "$1");
            return number.chars().allMatch(Character::isDigit) ? Integer.parseInt(number) : 0;
        } catch (IOException e) {
            // It could not be started: that is the answer.
            return 0;
        }
    }

    /** What it sends when it runs this script. */
    List<Received> sends(String script) throws Exception {
        Path file = Files.createTempFile("psql", ".sql");
        try {
            Files.writeString(file, script);
            return sends(file);
        } finally {
            Files.delete(file);
        }
    }

    List<Received> sends(Path file) throws Exception {
        CompletableFuture<List<Received>> received = server.record();
        ProcessBuilder psql = new ProcessBuilder(
                        program,
                        "-X",
                        "-q",
                        "-h",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(server.port()),
                        "-f",
                        file.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        psql.environment().keySet().removeIf(name -> name.startsWith("PG"));
        psql.environment()
                .putAll(Map.of("PGUSER", "nobody", "PGDATABASE", "nothing", "PGCLIENTENCODING", "UTF8", "LC_ALL", "C"));
        Process process = psql.start();
        process.getOutputStream().close();
        try {
            return received.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } finally {
            process.destroy();
            process.waitFor();
        }
    }
}
