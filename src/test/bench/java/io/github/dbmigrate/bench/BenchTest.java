package io.github.dbmigrate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Measures the plugin beside others, for {@code mvn test -Pbench}, and writes tables and a plot to {@code target/bench}, anew after
 * every part. No figure is asserted: they tell of a machine as well as of the plugin.
 */
@Tag("bench")
class BenchTest {
    private static final Path OUTPUT = Path.of("target", "bench").toAbsolutePath();
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final Duration LONGEST_PROCESS = Duration.ofMinutes(20);

    private final Wish wish = Wish.ofProperties();
    private final Results results = new Results();
    private final Path projects = OUTPUT.resolve("projects");
    private final Stopwatch stopwatch = new Stopwatch(OUTPUT, LONGEST_PROCESS);
    private final ChildJvm jvm = new ChildJvm(OUTPUT);

    @Test
    void sideBySide() throws Exception {
        Trees.delete(projects);
        Files.createDirectories(projects);
        Maven maven = new Maven(Path.of(System.getProperty("bench.maven", "")), OUTPUT.resolve("repository"));
        try (BenchServer server = BenchServer.inMemory(OUTPUT)) {
            Machine machine = Machine.current(maven, server.version());
            part(machine, Part.MICRO, "JMH", () -> new Micro(jvm, wish, results).run());
            part(machine, Part.FILES, "files", () -> new ManyFiles(server, jvm, projects, wish, results).run());
            if (wish.wants(Part.ENGINE)) {
                engines(machine, server);
            }
            part(
                    machine,
                    Part.HUGE,
                    "huge files",
                    () -> new HugeFiles(server, stopwatch, projects, wish, results).run());
            if (wish.wants(Part.GATE)) {
                Gates gates = new Gates(server, stopwatch, jvm, projects, wish, results);
                part(machine, Part.GATE, "gate", () -> gates.run(maven));
                part(machine, Part.GATE, "looks at a large schema", gates::looks);
            }
            if (wish.wants(Part.NOOP) || wish.wants(Part.APPLY)) {
                wholeProcesses(machine, maven, server);
            }
        }
        assertThat(OUTPUT.resolve("bench.md")).isNotEmptyFile();
    }

    private void engines(Machine machine, BenchServer server) throws Exception {
        Engines engines = new Engines(stopwatch, jvm, projects, wish, results);
        part(machine, Part.ENGINE, "engines, data in memory", () -> engines.near(server, Engines.IN_MEMORY));
        part(machine, Part.ENGINE, "engines, far away", () -> engines.far(server));
        try (BenchServer disk = BenchServer.onDisk(OUTPUT)) {
            part(machine, Part.ENGINE, "engines, on disk", () -> engines.near(disk, Engines.ON_DISK));
        } catch (IOException | SQLException e) {
            results.failed(Engines.measure(Engines.ON_DISK, "all"), "no server: " + e.getMessage());
        }
    }

    private void wholeProcesses(Machine machine, Maven maven, BenchServer server) throws Exception {
        WholeProcesses processes = new WholeProcesses(server, stopwatch, projects, wish, results);
        processes.prepare(Tools.all(maven));
        for (int latency : wish.latencies()) {
            String network = " at " + latency + " ms";
            part(machine, Part.NOOP, "nothing to do" + network, () -> processes.nothingToDo(latency));
            for (int migrations : wish.migrations()) {
                String what = migrations + " migrations" + network;
                part(machine, Part.APPLY, what, () -> processes.apply(migrations, latency));
            }
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    /** Runs what was wished for, and writes down all that is known then. */
    private void part(Machine machine, Part part, String what, Work work) throws Exception {
        if (!wish.wants(part)) {
            return;
        }
        System.out.println(CLOCK.format(LocalTime.now(ZoneOffset.UTC)) + " " + what);
        work.run();
        Tables tables = new Tables(machine, wish, results);
        write("bench.md", tables.all());
        write("readme.md", tables.brief());
        write("bench.svg", new Plot(machine, wish, results).svg());
    }

    private static void write(String name, List<String> lines) throws IOException {
        Files.write(OUTPUT.resolve(name), lines);
    }
}
