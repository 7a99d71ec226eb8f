package io.github.dbmigrate.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.testing.ClassPathBinaries;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a server whose build ends as no build should. */
class KilledBuildTest {
    private static final PostgresVersion VERSION = PostgresVersion.of(ClassPathBinaries.version());

    @TempDir
    private Path directory;

    @Test
    void theServerOfAKilledBuildShutsDownCleanly() throws Exception {
        try (var build = OtherJvm.startingServerIn(directory)) {
            ProcessHandle server = build.server();
            build.kill();
            server.onExit().get(20, TimeUnit.SECONDS);
        }
        assertThat(log()).contains("received fast shutdown request").contains("database system is shut down");
        start().close();
    }

    @Test
    void theServerOfATerminatedBuildIsGoneBeforeIt() throws Exception {
        try (var build = OtherJvm.startingServerIn(directory)) {
            ProcessHandle server = build.server();
            build.terminate();
            assertThat(server.isAlive()).isFalse();
        }
        assertThat(log()).contains("database system is shut down");
    }

    @Test
    void aBuildThatUsesTheDirectoryIsNamedByItsProcess() throws Exception {
        try (var build = OtherJvm.startingServerIn(directory)) {
            build.server();
            assertThatThrownBy(this::start)
                    .isInstanceOf(DiagnosticException.class)
                    .hasMessage("the embedded PostgreSQL is in use: another build (process " + build.pid()
                            + ") is using " + directory.resolve(Integer.toString(VERSION.major())));
        }
    }

    @Test
    void aServerWhoseWatchdogWasKilledTooIsStoppedByTheNextBuild() throws Exception {
        try (var build = OtherJvm.startingServerIn(directory)) {
            ProcessHandle orphan = build.server();
            ProcessHandle shell = orphan.parent().orElseThrow();
            List<ProcessHandle> watchdog =
                    shell.children().filter(child -> !child.equals(orphan)).toList();
            watchdog.forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
            build.kill();
            assertThat(orphan.isAlive()).isTrue();
            try (var postgres = start()) {
                assertThat(orphan.isAlive()).isFalse();
                assertThat(postgres.port()).isPositive();
            }
        }
    }

    @Test
    void aServerThatWasKilledItselfRecovers() throws Exception {
        try (var build = OtherJvm.startingServerIn(directory)) {
            ProcessHandle server = build.server();
            server.destroyForcibly();
            server.onExit().get(20, TimeUnit.SECONDS);
        }
        start().close();
        assertThat(log()).contains("database system was not properly shut down; automatic recovery in progress");
    }

    private EmbeddedPostgres start() {
        return new Launcher(Machine.current(), new ClassPathBinaries(), line -> {}, Duration.ofMillis(500))
                .start(VERSION, directory, Settings.FAST);
    }

    private String log() throws Exception {
        return Files.readString(
                directory.resolve(Integer.toString(VERSION.major())).resolve("server.log"));
    }
}
