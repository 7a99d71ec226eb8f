package io.github.dbmigrate.postgres.embedded;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/**
 * A server started and stopped by {@code pg_ctl}: the way for Windows, where there is no shell to watch over it, and where
 * only pg_ctl gives up an administrator's rights, with which the server does not run. Should the JVM be killed, the next
 * start in the same directory stops it.
 */
final class ControlledServer implements ServerProcess {
    private final Installation installation;
    private final Cluster cluster;
    private final int port;

    private ControlledServer(Installation installation, Cluster cluster, int port) {
        this.installation = installation;
        this.cluster = cluster;
        this.port = port;
    }

    static ControlledServer start(Installation installation, Cluster cluster, Settings settings, int port)
            throws IOException, InterruptedException {
        Command start = installation
                .program("pg_ctl", "start", "-w", "-s", "-t", "60")
                .and("-D", cluster.data().toString(), "-l", cluster.freshLog().toString())
                .and("-o", String.join(" ", settings.arguments(port)));
        // The server inherits pg_ctl's outputs on Windows: were they pipes, reading them would last as long as the
        // server.
        start.builder()
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start()
                .waitFor();
        return new ControlledServer(installation, cluster, port);
    }

    @Override
    public boolean isAlive() throws IOException {
        PidFile file = PidFile.read(cluster.data());
        return file != null && file.server() != null;
    }

    @Override
    public boolean isReady() throws IOException {
        PidFile file = PidFile.read(cluster.data());
        return file != null && file.isReady() && file.port() == port && file.server() != null;
    }

    @Override
    public void stop() throws IOException, InterruptedException {
        if (isAlive()) {
            installation
                    .program("pg_ctl", "stop", "-m", "fast", "-w", "-s")
                    .and("-D", cluster.data().toString())
                    .run();
        }
    }
}
