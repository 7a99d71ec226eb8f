package io.github.dbmigrate.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs a program below a shell that tells, when it has ended, how much CPU it and all its children took (the builtin
 * {@code times}): exact, and the same on every system with a POSIX shell. The peak of the memory is what Linux has noted of each
 * process ({@code VmHWM}), looked up again and again while it lives.
 *
 * @param scratch a directory for what the programs print
 * @param limit what takes longer is killed, and has failed
 */
record Stopwatch(Path scratch, Duration limit) {
    private static final String TIMED = "\"$@\" >\"$BENCH_LOG\" 2>&1; status=$?; times >\"$BENCH_TIMES\"; exit $status";
    private static final long FIRST_LOOK_MILLIS = 5;
    private static final long LAST_LOOK_MILLIS = 40;

    Cost time(Command command) throws IOException, InterruptedException, FailedException {
        Path log = scratch.resolve("last.log");
        Path times = scratch.resolve("last.times");
        ProcessBuilder builder =
                new ProcessBuilder(Stream.concat(Stream.of("/bin/sh", "-c", TIMED, "sh"), command.words().stream())
                        .toList());
        builder.directory(command.directory().toFile()).redirectInput(ProcessBuilder.Redirect.from(nothing()));
        var environment = builder.environment();
        environment
                .keySet()
                .removeIf(
                        name -> name.startsWith("PG") || name.equals("MAVEN_OPTS") || name.equals("JAVA_TOOL_OPTIONS"));
        environment.putAll(command.environment());
        environment.put("LC_ALL", "C");
        environment.put("BENCH_LOG", log.toString());
        environment.put("BENCH_TIMES", times.toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));

        long started = System.nanoTime();
        Process shell = builder.start();
        Peak peak = new Peak();
        long pause = FIRST_LOOK_MILLIS;
        while (!shell.waitFor(pause, TimeUnit.MILLISECONDS)) {
            peak.look(shell.toHandle());
            pause = Math.min(2 * pause, LAST_LOOK_MILLIS);
            if (System.nanoTime() - started > limit.toNanos()) {
                shell.descendants().forEach(ProcessHandle::destroyForcibly);
                shell.destroyForcibly().waitFor();
                throw new FailedException("not done after " + limit.toSeconds() + " s");
            }
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        if (shell.exitValue() != 0) {
            throw new FailedException("exit " + shell.exitValue() + ": " + Said.errors(log));
        }
        return new Cost(seconds, cpu(Files.readString(times, StandardCharsets.US_ASCII)), peak.kilobytes() / 1024.0);
    }

    private static java.io.File nothing() {
        return Path.of("/dev/null").toFile();
    }

    /** The second line is the children's: {@code 0m1.230000s 0m0.120000s}, user and system. */
    static double cpu(String times) {
        double seconds = 0;
        for (String time : times.lines().skip(1).findFirst().orElse("").split(" ", -1)) {
            int minutes = time.indexOf('m');
            if (minutes > 0) {
                seconds += 60 * Double.parseDouble(time.substring(0, minutes))
                        + Double.parseDouble(time.substring(minutes + 1, time.length() - 1));
            }
        }
        return seconds;
    }
}
