package io.github.dbmigrate.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * On what, with what and when it was measured.
 *
 * @param words the facts, in the order in which they are told
 */
record Machine(LocalDate date, List<String> words) {
    static Machine current(Maven maven, String postgres) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        words.add(processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores");
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        if (load >= 0) {
            words.add(String.format(Locale.ROOT, "load %.1f before the run", load));
        }
        words.add(System.getProperty("os.name") + " " + System.getProperty("os.version"));
        words.add("JDK " + System.getProperty("java.version"));
        words.add(firstLine(List.of(maven.executable(), "-B", "--version")).replace("Apache ", ""));
        words.add("PostgreSQL " + postgres);
        if (Tools.hasPsql()) {
            words.add(firstLine(List.of("psql", "--version")).replace(" (PostgreSQL)", ""));
        }
        words.add("Flyway " + System.getProperty("bench.version.flyway"));
        words.add("Liquibase " + System.getProperty("bench.version.liquibase"));
        return new Machine(LocalDate.now(ZoneOffset.UTC), words);
    }

    @Override
    public String toString() {
        return date + ": " + String.join("; ", words);
    }

    private static String processor() throws IOException {
        Path facts = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(facts)) {
            return System.getProperty("os.arch");
        }
        try (Stream<String> lines = Files.lines(facts, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        }
    }

    private static String firstLine(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.lines()
                .map(Said::plain)
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("unknown");
    }
}
