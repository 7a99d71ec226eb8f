package io.github.dbmigrate.postgres.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server below a small shell that reads from a pipe of ours and, at its end, sends the server SIGINT. The pipe ends when
 * we close it, and also when this JVM dies in any way, kill -9 included: a child process alone would live on.
 */
final class WatchedServer implements ServerProcess {
    private static final Patience STOPPING = Patience.of(Duration.ofSeconds(30));

    /** Descriptor 3 is the pipe; the server does not get it. The shell ends with the server and with its exit code. */
    private static final String WATCH = "exec 3<&0; \"$@\" </dev/null 3<&- & pg=$!;"
            + " { read x <&3; kill -INT $pg; } 2>/dev/null & w=$!;"
            + " wait $pg; rc=$?; kill $w 2>/dev/null; exit $rc";

    private final Process shell;
    private final Cluster cluster;
    private final int port;
    private @Nullable ProcessHandle server;

    private WatchedServer(Process shell, Cluster cluster, int port) {
        this.shell = shell;
        this.cluster = cluster;
        this.port = port;
    }

    static WatchedServer start(Installation installation, Cluster cluster, Settings settings, int port)
            throws IOException {
        Command postgres = installation
                .program("postgres", "-D", cluster.data().toString())
                .and(settings.arguments(port).toArray(String[]::new));
        Process shell = postgres.after(List.of("/bin/sh", "-c", WATCH, "dbmigrate-watchdog"))
                .builder()
                .redirectErrorStream(true)
                .redirectOutput(cluster.freshLog().toFile())
                .start();
        return new WatchedServer(shell, cluster, port);
    }

    @Override
    public boolean isAlive() {
        return shell.isAlive();
    }

    /** Compared with our process and port: an orphan's file may lie there until our server writes its own. */
    @Override
    public boolean isReady() throws IOException {
        PidFile file = PidFile.read(cluster.data());
        if (file == null || !file.isReady() || file.port() != port) {
            return false;
        }
        server = shell.children()
                .filter(child -> child.pid() == file.pid())
                .findFirst()
                .orElse(null);
        return server != null;
    }

    @Override
    public void stop() throws IOException, InterruptedException {
        shell.getOutputStream().close();
        // After Ctrl-C the terminal has ended the shell already, while the server still writes its last checkpoint.
        if (!STOPPING.until(() -> !shell.isAlive() && (server == null || !server.isAlive()))) {
            if (server != null) {
                server.destroyForcibly();
            }
            shell.destroyForcibly().waitFor();
        }
    }
}
