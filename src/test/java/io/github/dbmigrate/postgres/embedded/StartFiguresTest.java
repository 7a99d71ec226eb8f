package io.github.dbmigrate.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.github.dbmigrate.testing.Migrating;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures, for {@code mvn test -Pbench}, how long an embedded server takes to start and a run on it to end, each time in a
 * new JVM as in a build, and writes it to {@code target/bench}.
 */
@Tag("bench")
class StartFiguresTest {
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 7);
    private static final int MIGRATIONS = 100;

    /** What there is when a build starts. */
    private enum Way {
        KEPT("data kept"),
        EMPTY("new directory"),
        PREPARING("new directory, result is kept"),
        PREPARED("new directory, prepared");

        private final String words;

        Way(String words) {
            this.words = words;
        }
    }

    @TempDir
    private Path home;

    @TempDir
    private Path base;

    @Test
    void startsAndRuns() throws Exception {
        try (OwnCache cache = OwnCache.in(home)) {
            project(base);
            jvm(Way.KEPT, 0);
            jvm(Way.PREPARING, 0);
            Map<Way, List<double[]>> figures = new EnumMap<>(Way.class);
            for (int round = 1; round <= ROUNDS; round++) {
                for (Way way : Way.values()) {
                    if (way == Way.PREPARING) {
                        new Tree(cache.prepared()).delete();
                    }
                    figures.computeIfAbsent(way, w -> new ArrayList<>()).add(jvm(way, round));
                }
            }
            Path file = Files.createDirectories(Path.of("target", "bench")).resolve("start.md");
            Files.write(file, table(figures));
            assertThat(file).isNotEmptyFile();
        }
    }

    private static List<String> table(Map<Way, List<double[]>> figures) {
        List<String> lines = new ArrayList<>();
        lines.add("| " + MIGRATIONS + " migrations | server ready | run ended | stopped | CPU of the JVM |");
        lines.add("|---|---:|---:|---:|---:|");
        figures.forEach((way, rounds) -> lines.add("| %s | %.0f ms | %.0f ms | %.0f ms | %.0f ms |"
                .formatted(way.words, median(rounds, 0), median(rounds, 1), median(rounds, 2), median(rounds, 3))));
        return lines;
    }

    private static double median(List<double[]> rounds, int column) {
        double[] values =
                rounds.stream().mapToDouble(round -> round[column]).sorted().toArray();
        return values[values.length / 2];
    }

    private static void project(Path base) {
        Migrating project = Migrating.on(OwnCache.ELSEWHERE, base);
        for (int i = 1; i <= MIGRATIONS; i++) {
            project.file(
                    "%04d-step.sql".formatted(i),
                    "CREATE TABLE step_%1$d (id int PRIMARY KEY, name text);\nCREATE INDEX ON step_%1$d (name);\n"
                            .formatted(i));
        }
    }

    private double[] jvm(Way way, int round) throws IOException, InterruptedException {
        // Surefire's own class path is a jar that only names the real one.
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Path directory = base.resolve(way == Way.KEPT ? "kept" : "target-" + way + round);
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPath,
                        StartFiguresTest.class.getName(),
                        home.toString(),
                        directory.toString(),
                        base.toString(),
                        way.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jvm.waitFor()).isZero();
        return Arrays.stream(printed.trim().split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    /** Cache, data directory, project, way. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        OwnCache.Opening opening = new OwnCache(Path.of(arguments[0])).opening(Path.of(arguments[1]), line -> {});
        Way way = Way.valueOf(arguments[3]);
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        double cpu = system.getProcessCpuTime() / 1e6;
        double begun = System.nanoTime() / 1e6;
        double[] times = new double[4];
        Migrating.on(OwnCache.ELSEWHERE, Path.of(arguments[2]))
                .by(new TimedOpening(opening, way != Way.EMPTY, () -> times[0] = System.nanoTime() / 1e6 - begun))
                .listener(line -> times[1] = System.nanoTime() / 1e6 - begun)
                .run()
                .ok();
        times[2] = System.nanoTime() / 1e6 - begun;
        times[3] = system.getProcessCpuTime() / 1e6 - cpu;
        out.println(String.format(Locale.ROOT, "%.1f %.1f %.1f %.1f", times[0], times[1], times[2], times[3]));
        Runtime.getRuntime().halt(0);
    }
}
