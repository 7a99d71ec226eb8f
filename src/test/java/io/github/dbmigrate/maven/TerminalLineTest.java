package io.github.dbmigrate.maven;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TerminalLineTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private long millis;
    private final TerminalLine line =
            new TerminalLine(out, UTF_8, () -> Duration.ofMillis(millis).toNanos());

    @Test
    void aTextTakesThePlaceOfTheLastOne() {
        line.show("045  index  1 s ...");
        millis = 1_000;
        line.show("045  index  2 s ...");
        assertThat(shown()).isEqualTo("<start>045  index  1 s ...<erase><start>045  index  2 s ...<erase>");
    }

    @Test
    void itIsGoneBeforeALineOfTheLog() {
        line.show("1 s ...");
        line.above(() -> write("[INFO] one\n"));
        line.above(() -> write("[INFO] two\n"));
        assertThat(shown()).isEqualTo("<start>1 s ...<erase><start><erase>[INFO] one\n[INFO] two\n");
    }

    @Test
    void itIsNotRewrittenMoreThanTwelveTimesASecond() {
        for (millis = 0; millis < 10_000; millis++) {
            line.show("x");
        }
        assertThat(shown().chars().filter(c -> c == 'x').count()).isBetween(115L, 120L);
    }

    @Test
    void itComesBackAtOnceBelowALineOfTheLog() {
        line.show("1 s ...");
        line.above(() -> {});
        line.show("1 s ...");
        assertThat(shown()).endsWith("<start><erase><start>1 s ...<erase>");
    }

    @Test
    void nothingIsWrittenWhereNothingWasShown() {
        line.clear();
        line.above(() -> {});
        assertThat(shown()).isEmpty();
    }

    @Test
    void aTerminalThatIsGoneStopsNothing() {
        TerminalLine gone = new TerminalLine(
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("gone");
                    }
                },
                UTF_8,
                () -> millis);
        gone.show("1 s ...");
        gone.above(() -> write("[INFO] one\n"));
        assertThat(shown()).isEqualTo("[INFO] one\n");
    }

    private void write(String text) {
        out.writeBytes(text.getBytes(UTF_8));
    }

    private String shown() {
        return out.toString(UTF_8).replace("\r", "<start>").replace("\u001b[K", "<erase>");
    }
}
