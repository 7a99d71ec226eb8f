package io.github.dbmigrate.faults;

import io.github.dbmigrate.testing.TestPostgres.Db;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A {@link RunnerMain} in a process of its own. */
final class Runner implements AutoCloseable {
    private final Process jvm;
    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CompletableFuture<Void> silent;

    /**
     * What became of it.
     *
     * @param exit 137 when it was killed
     */
    record Ended(int exit, String text) {}

    private Runner(Process jvm) {
        this.jvm = jvm;
        this.silent = CompletableFuture.runAsync(this::listen, task -> {
            Thread reader = new Thread(task, "runner-output");
            reader.setDaemon(true);
            reader.start();
        });
    }

    /** Starts the JVM, which then waits to be told. */
    static Runner start() {
        // Surefire's own class path is a jar that only names the real one.
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        try {
            return new Runner(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-Xshare:auto",
                            "-cp",
                            classPath,
                            RunnerMain.class.getName())
                    .redirectErrorStream(true)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Runner awaitReady() {
        ready.join();
        return this;
    }

    /** Lets it run, in the way of a set. */
    CompletableFuture<Ended> migrate(FileSet set, Db db, Path base) {
        try {
            var in = jvm.outputWriter(StandardCharsets.UTF_8);
            in.write(RunnerMain.line(set, db, base) + "\n");
            in.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jvm.onExit().thenCombine(silent, (ended, nothing) -> new Ended(ended.exitValue(), text()));
    }

    /** What it has printed so far. */
    String text() {
        return String.join("\n", said);
    }

    /** As kill -9 does: nothing of the JVM's own runs any more. */
    void kill() {
        jvm.destroyForcibly().onExit().join();
    }

    /** As kill and Ctrl-C do: the shutdown hooks run. */
    void terminate() {
        jvm.destroy();
    }

    @Override
    public void close() {
        kill();
    }

    private void listen() {
        try (var lines = new BufferedReader(jvm.inputReader(StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals("ready")) {
                    ready.complete(null);
                } else {
                    said.add(line);
                }
            }
        } catch (IOException e) {
            // It was killed in the middle of a line.
            said.add("(" + e.getMessage() + ")");
        } finally {
            ready.complete(null);
        }
    }
}
