package io.github.dbmigrate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.testing.CrashingServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every fault at many moments, evenly spread, for {@code mvn test -Pfaults}; at more of them with {@code -Dfaults.points=1000}.
 * Prints a table, and writes it to {@code target/faults}.
 */
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryFaultTest {
    private static final int LEAST_POINTS = 500;
    /** The server needs a second to come back; its recovery does not depend on which of our messages was the last. */
    private static final int SLOW_POINTS = 50;

    private static final int POINTS = Integer.getInteger("faults.points", 100);

    private final List<Campaign.Row> rows = new ArrayList<>();

    @ParameterizedTest
    @EnumSource
    void everythingIsAppliedExactlyOnce(FileSet set, @TempDir Path directory) throws Exception {
        List<String> failed = new ArrayList<>();
        try (var server = CrashingServer.in(directory.resolve("server"));
                var campaign = new Campaign(server, set, directory.resolve("project"))) {
            for (Strike strike : Strike.values()) {
                Campaign.Row row =
                        campaign.run(strike, strike.isSlow() ? Math.min(SLOW_POINTS, POINTS) : POINTS, POINTS);
                rows.add(row);
                failed.addAll(row.failed());
            }
        }
        assertThat(String.join("\n\n", failed)).isEmpty();
    }

    @AfterAll
    void printTheTable() throws IOException {
        int points = rows.stream().mapToInt(Campaign.Row::points).sum();
        int failed = rows.stream().mapToInt(row -> row.failed().size()).sum();
        Duration took = rows.stream().map(Campaign.Row::took).reduce(Duration.ZERO, Duration::plus);
        List<String> table = Stream.of(
                        Campaign.Row.HEAD.stream(),
                        rows.stream().map(Campaign.Row::toString),
                        Stream.of(
                                "| all | | %d | %d | %.1f |".formatted(points, points - failed, took.toMillis() / 1e3)))
                .flatMap(lines -> lines)
                .toList();
        Path file = Files.createDirectories(Path.of("target", "faults")).resolve("points.md");
        Files.write(file, table);
        System.out.println(String.join("\n", table));
        assertThat(points).isGreaterThanOrEqualTo(LEAST_POINTS);
    }
}
