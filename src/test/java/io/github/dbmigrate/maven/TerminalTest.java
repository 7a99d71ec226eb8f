package io.github.dbmigrate.maven;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.target.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private static final Path SCRIPT = Path.of("/usr/bin/script");
    private static final Log LOG = new SystemStreamLog();

    private final DefaultMavenExecutionRequest request = new DefaultMavenExecutionRequest();

    @Test
    void somebodyAtATerminalWatches() {
        assertThat(isWatched(Map.of("TERM", "xterm"), true)).isTrue();
        assertThat(isWatched(Map.of("TERM", "xterm"), false)).isFalse();
    }

    @Test
    void whoeverAsksForPlainTextGetsIt() {
        assertThat(isWatched(Map.of("TERM", "dumb"), true)).isFalse();
        assertThat(isWatched(Map.of("TERM", "xterm", "NO_COLOR", ""), true)).isFalse();
        assertThat(isWatched(Map.of("TERM", "xterm", "CI", "true"), true)).isFalse();
    }

    @Test
    void aBuildInBatchModeIsNotWatched() {
        request.setInteractiveMode(false);
        assertThat(isWatched(Map.of("TERM", "xterm"), true)).isFalse();
    }

    @Test
    void modulesThatAreBuiltAtTheSameTimeHaveNoLastLine() {
        MavenSession session = session();
        session.setParallel(true);
        assertThat(Terminal.isWatched(session, LOG, Map.of("TERM", "xterm")::get, () -> true))
                .isFalse();
    }

    @Test
    void aLogWithDebugLinesOrWithErrorsOnlyHasNone() {
        assertThat(Terminal.isWatched(session(), new RecordedLog(), Map.of("TERM", "xterm")::get, () -> true))
                .isFalse();
        Log quiet = new SystemStreamLog() {
            @Override
            public boolean isInfoEnabled() {
                return false;
            }
        };
        assertThat(Terminal.isWatched(session(), quiet, Map.of("TERM", "xterm")::get, () -> true))
                .isFalse();
    }

    @Test
    void aPipeIsNoTerminal() throws Exception {
        assertThat(output(java())).isEqualTo("no terminal\n");
    }

    /** On a real pseudo-terminal, as far as the machine can make one. */
    @Test
    void aTerminalIsOne() throws Exception {
        if (Files.isExecutable(SCRIPT)) {
            String command = String.join(" ", java());
            assertThat(output(List.of(SCRIPT.toString(), "-qec", command, "/dev/null")))
                    .isEqualTo("\r045  index  1 s ...\u001b[K\r\u001b[K[INFO] 045\r\n");
        }
    }

    /** Shows a line and then prints another, as a goal does. */
    public static void main(String[] arguments) {
        if (Terminal.isAttached()) {
            TerminalLine line = TerminalLine.onStandardOutput();
            line.show("045  index  1 s ...");
            line.above(() -> System.out.println("[INFO] 045"));
        } else {
            System.out.println("no terminal");
        }
    }

    private static List<String> java() {
        // Surefire's own class path is a jar that only names the real one.
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                TerminalTest.class.getName());
    }

    private static String output(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }

    private boolean isWatched(Map<String, String> variables, boolean attached) {
        Environment environment = variables::get;
        return Terminal.isWatched(session(), LOG, environment, () -> attached);
    }

    @SuppressWarnings("deprecation")
    private MavenSession session() {
        return new MavenSession(null, new DefaultRepositorySystemSession(), request, new DefaultMavenExecutionResult());
    }
}
