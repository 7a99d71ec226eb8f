package io.github.dbmigrate.postgres.embedded;

import io.github.dbmigrate.testing.ClassPathBinaries;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Another build on this machine: a JVM that starts a server, says so, and keeps it until its input ends or it is killed. */
final class OtherJvm implements AutoCloseable {
    private final Process jvm;
    private final BufferedReader said;
    private @Nullable ProcessHandle server;

    private OtherJvm(Process jvm) {
        this.jvm = jvm;
        this.said = new BufferedReader(jvm.inputReader(StandardCharsets.UTF_8));
    }

    static OtherJvm startingServerIn(Path directory) throws IOException {
        // Surefire's own class path is a jar that only names the real one.
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new OtherJvm(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPath,
                        OtherJvm.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Waits for the line with the server's process. */
    ProcessHandle server() throws IOException {
        ProcessHandle started =
                ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
        server = started;
        return started;
    }

    long pid() {
        return jvm.pid();
    }

    /** As kill -9 does: nothing of the JVM's own runs any more. */
    void kill() {
        jvm.destroyForcibly().onExit().join();
    }

    /** As kill and Ctrl-C do: the shutdown hooks run. */
    void terminate() {
        jvm.destroy();
        jvm.onExit().join();
    }

    /** Leaves nothing behind that still writes to the directory. */
    @Override
    public void close() {
        kill();
        if (server != null) {
            server.onExit().join();
        }
    }

    /** Starts a server in the directory given. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        EmbeddedPostgres.start(new ClassPathBinaries(), ClassPathBinaries.version(), directory, line -> {});
        String major = ClassPathBinaries.version().split("\\.", 2)[0];
        PidFile file = PidFile.read(directory.resolve(major).resolve("data"));
        if (file == null) {
            throw new IllegalStateException("a running server has no postmaster.pid");
        }
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        out.println(file.pid());
        System.in.transferTo(OutputStream.nullOutputStream());
    }
}
