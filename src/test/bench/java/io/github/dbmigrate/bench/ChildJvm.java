package io.github.dbmigrate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A JVM of its own with this class path and no other options, which writes what it measured into a file. */
record ChildJvm(Path scratch) {

    /** The lines of the file, whose name is the program's first argument. */
    List<String> run(Class<?> program, List<String> arguments, Map<String, String> environment)
            throws IOException, InterruptedException, FailedException {
        Path measured = scratch.resolve("child.txt");
        Path log = scratch.resolve("child.log");
        Files.deleteIfExists(measured);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                // Surefire's own class path is a jar that only names the real one.
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                program.getName(),
                measured.toString()));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process jvm = builder.start();
        jvm.getOutputStream().close();
        if (jvm.waitFor() != 0 || !Files.exists(measured)) {
            throw new FailedException("exit " + jvm.exitValue() + ": " + Said.errors(log));
        }
        return Files.readAllLines(measured);
    }
}
