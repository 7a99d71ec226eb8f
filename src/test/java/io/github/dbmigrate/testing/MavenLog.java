package io.github.dbmigrate.testing;

import io.github.dbmigrate.report.Line;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What Maven makes of lines and of a failed goal's message: every line behind its level, empty ones without a blank. */
public final class MavenLog {
    private final StringBuilder text = new StringBuilder();

    /** A golden file: {@code M1} for {@code console/M1.txt}. */
    public static String golden(String name) {
        try (InputStream in =
                Objects.requireNonNull(MavenLog.class.getResourceAsStream("/console/" + name + ".txt"), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void print(Line line) {
        text.append('[').append(line.level()).append(']');
        text.append(line.text().isEmpty() ? "" : " " + line.text()).append('\n');
    }

    /** The failure as Maven prints it last: its own words, then the message. */
    public void failed(String goal, String message) {
        ("Failed to execute goal " + goal + " (default-cli) on project shop: " + message)
                .lines()
                .forEach(line -> print(Line.error(line)));
    }

    /** The problems of a failure alone, without its first line. */
    public void problems(String message) {
        message.lines().skip(2).forEach(line -> print(Line.error(line)));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
