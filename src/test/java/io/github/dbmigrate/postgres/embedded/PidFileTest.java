package io.github.dbmigrate.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
    @TempDir
    private Path data;

    @Test
    void itIsReadLineByLine() throws IOException {
        write("4711\n/data\n1700000000\n54321\n\n127.0.0.1\n  1234  5\nready   \n");
        PidFile file = Objects.requireNonNull(PidFile.read(data));
        assertThat(file).isEqualTo(new PidFile(4711, 1700000000, 54321, "ready"));
        assertThat(file.isReady()).isTrue();
    }

    @Test
    void aServerThatIsStartingHasWrittenOnlyTheFirstLines() throws IOException {
        write("4711\n/data\n1700000000\n");
        assertThat(PidFile.read(data)).isEqualTo(new PidFile(4711, 1700000000, 0, ""));
    }

    @Test
    void anEmptyOneAndNoneAreTheSame() throws IOException {
        assertThat(PidFile.read(data)).isNull();
        write("");
        assertThat(PidFile.read(data)).isNull();
    }

    @Test
    void aProcessThatIsNoPostgresIsNotItsServer() throws IOException {
        write(ProcessHandle.current().pid() + "\n/data\n9999999999\n54321\n\n\n\nready\n");
        assertThat(Objects.requireNonNull(PidFile.read(data)).server()).isNull();
    }

    private void write(String text) throws IOException {
        Files.writeString(PidFile.in(data), text);
    }
}
