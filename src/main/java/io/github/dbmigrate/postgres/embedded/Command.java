package io.github.dbmigrate.postgres.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A short-lived program. */
record Command(List<String> words) {

    /** What a program said on both its outputs, and how it ended. */
    record Result(int exit, String output) {
        boolean succeeded() {
            return exit == 0;
        }
    }

    Command {
        words = List.copyOf(words);
    }

    static Command of(String... words) {
        return new Command(List.of(words));
    }

    Command and(String... more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return new Command(all);
    }

    Command after(List<String> prefix) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(words);
        return new Command(all);
    }

    Result run() throws IOException, InterruptedException {
        Process process = builder().redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output.strip());
        } finally {
            process.destroy();
        }
    }

    /**
     * A process without what the surroundings say to PostgreSQL: PGDATA and its like, another PostgreSQL's libraries
     * (LD_LIBRARY_PATH wins over the binaries' RUNPATH), and a locale, which makes macOS's libraries start a thread that
     * the server refuses to live with.
     */
    ProcessBuilder builder() {
        var builder = new ProcessBuilder(words);
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("PG") || name.endsWith("LD_LIBRARY_PATH"));
        environment.put("LC_ALL", "C");
        return builder;
    }
}
