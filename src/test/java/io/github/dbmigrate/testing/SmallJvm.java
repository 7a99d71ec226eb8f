package io.github.dbmigrate.testing;

import io.github.dbmigrate.testing.TestPostgres.Db;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run in a JVM of its own, with as much memory as a test gives it. */
public final class SmallJvm {
    private SmallJvm() {}

    /** What a run printed, and its end: 0 when all is well. */
    public record Ended(int status, String printed) {}

    /** Applies the migrations that lie in {@code db} below the directory. */
    public static Ended migrate(Db db, Path directory, String memory) throws IOException, InterruptedException {
        // Surefire's own class path is a jar that only names the real one.
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + memory,
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPath,
                        SmallJvm.class.getName(),
                        db.host(),
                        Integer.toString(db.port()),
                        db.user(),
                        db.database(),
                        directory.toString())
                .redirectErrorStream(true);
        builder.environment().put("DBM_TEST_SECRET", db.password());
        Process jvm = builder.start();
        jvm.getOutputStream().close();
        // A flood of lines must not fill our own memory either.
        StringBuilder printed = new StringBuilder();
        try (var lines = jvm.inputReader(StandardCharsets.UTF_8)) {
            for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (printed.length() < 10_000) {
                    printed.append(line).append('\n');
                }
            }
        }
        return new Ended(jvm.waitFor(), printed.toString());
    }

    /** Host, port, user, database, directory. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true);
        Map<String, String> environment = System.getenv();
        Db db = new Db(
                arguments[0],
                Integer.parseInt(arguments[1]),
                arguments[2],
                environment.getOrDefault("DBM_TEST_SECRET", ""),
                arguments[3]);
        int[] told = {0};
        var run = Migrating.on(db, Path.of(arguments[4]))
                .forgetful(line -> told[0]++)
                .run();
        out.println(
                run.report().isFailed()
                        ? run.problems()
                        : told[0] + " lines, " + run.report().applied());
        Runtime.getRuntime().halt(run.report().isFailed() ? 1 : 0);
    }
}
