package io.github.dbmigrate.bench;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What to measure, from {@code -Dbench.*}.
 *
 * @param only the parts
 * @param tools the tools whose whole processes are measured, by their words; empty: all
 * @param latencies the round trip times of the network, in ms
 * @param migrations how many are pending
 * @param repeat how often everything is measured at most
 * @param budget how long one tool may take for one case before it is not repeated any more
 * @param bytes the length of a huge file
 */
record Wish(
        Set<Part> only,
        Set<String> tools,
        List<Integer> latencies,
        List<Integer> migrations,
        int repeat,
        Duration budget,
        long bytes) {

    static Wish ofProperties() {
        Set<Part> only = words("bench.only", "noop,apply,engine,files,huge,gate,micro")
                .map(word -> Part.valueOf(word.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Part.class)));
        return new Wish(
                only,
                words("bench.tools", "").collect(Collectors.toSet()),
                numbers("bench.latencies", "0,5,20"),
                numbers("bench.migrations", "1,10,100,1000"),
                Integer.getInteger("bench.repeat", 5),
                Duration.ofSeconds(Integer.getInteger("bench.budget", 30)),
                Long.getLong("bench.bytes", 300_000_000));
    }

    boolean wants(Part part) {
        return only.contains(part);
    }

    boolean wants(String tool) {
        return tools.isEmpty() || tools.contains(tool);
    }

    private static Stream<String> words(String property, String otherwise) {
        return Stream.of(System.getProperty(property, otherwise).split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty());
    }

    private static List<Integer> numbers(String property, String otherwise) {
        return words(property, otherwise).map(Integer::valueOf).toList();
    }
}
