package io.github.dbmigrate.bench;

import io.github.dbmigrate.rehearse.SchemaFigures;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The figures that this plugin means to reach, each as a ratio of what was measured in one and the same run. */
record Figures(Wish wish, Results results) {
    private static final int MANY = 1000;
    private static final int FAR = 20;

    List<Figure> all() {
        return List.of(
                Figure.atMost(1, "round trips, nothing to do, after connecting", roundTrips(0)),
                Figure.atMost(35, "round trips, 1,000 migrations, pipelined, after connecting", roundTrips(MANY)),
                Figure.atMost(0.03, "1,000 migrations at 20 ms, pipelined / psql", far(Tools.PIPELINED, Tools.PSQL)),
                Figure.atMost(
                        0.03,
                        "the same, our engine without Maven / psql",
                        ratio(engine(Engines.FAR_AWAY, Tools.PIPELINED), farMillis(Tools.PSQL))),
                Figure.atMost(0.2, "1,000 migrations at 20 ms, one by one / psql", far(Tools.ONE_BY_ONE, Tools.PSQL)),
                Figure.atMost(
                        0.2,
                        "the same, our engine without Maven / psql",
                        ratio(engine(Engines.FAR_AWAY, Tools.ONE_BY_ONE), farMillis(Tools.PSQL))),
                Figure.atMost(
                        0.01, "1,000 migrations at 20 ms, pipelined / Flyway", far(Tools.PIPELINED, Tools.FLYWAY)),
                Figure.atMost(
                        0.06, "1,000 migrations at 20 ms, one by one / Flyway", far(Tools.ONE_BY_ONE, Tools.FLYWAY)),
                Figure.atMost(
                        0.85,
                        "1,000 migrations at 0 ms, engine alone, data in memory / psql",
                        ratio(engine(Engines.IN_MEMORY, Tools.PIPELINED), engine(Engines.IN_MEMORY, Tools.PSQL))),
                Figure.atMost(
                        1.05,
                        "the same on disk, every commit waits for it / psql",
                        ratio(engine(Engines.ON_DISK, Tools.PIPELINED), engine(Engines.ON_DISK, Tools.PSQL))),
                Figure.atMost(
                        0.25,
                        "1,000 migrations at 0 ms, engine alone, data in memory / Flyway's engine",
                        ratio(engine(Engines.IN_MEMORY, Tools.PIPELINED), engine(Engines.IN_MEMORY, Tools.FLYWAY))),
                Figure.atMost(
                        0.35,
                        "CPU of nothing to do beyond an empty goal / Flyway's",
                        ratio(cpuBeyondEmpty(Tools.PIPELINED), cpuBeyondEmpty(Tools.FLYWAY))),
                Figure.atMost(
                        1.3,
                        "CPU of nothing to do beyond an empty goal / a goal's that only connects",
                        ratio(cpuBeyondEmpty(Tools.PIPELINED), cpuBeyondEmpty(Tools.CONNECT))),
                Figure.atMost(
                        1.3,
                        "CPU of nothing to do, Maven included / a goal's that only connects",
                        ratio(cpu(Tools.PIPELINED), cpu(Tools.CONNECT))),
                Figure.atMost(
                        11,
                        "nothing to do, 10,000 files / 1,000 files, engine alone",
                        ratio(median(ManyFiles.measure(10_000)), median(ManyFiles.measure(1_000)))),
                Figure.atMost(
                        1.5,
                        gate("first run, mvn / psql, one process a file, and the server's start"),
                        gate(Gates.FIRST, Gates.PSQL_EACH)),
                Figure.atMost(1.5, "the same without Maven", gate(Gates.FIRST_ALONE, Gates.PSQL_EACH)),
                Figure.atMost(
                        1.5,
                        gate("first run, mvn / psql, one process in all, and the server's start"),
                        gate(Gates.FIRST, Gates.PSQL)),
                Figure.atMost(1.5, "the same without Maven", gate(Gates.FIRST_ALONE, Gates.PSQL)),
                Figure.atMost(0.33, gate("second run / first, mvn"), second(Gates.SECOND, Gates.FIRST)),
                Figure.atMost(0.33, "the same without Maven", second(Gates.SECOND_ALONE, Gates.FIRST_ALONE)),
                Figure.atMost(
                        6,
                        "ms that a statement's observation takes, " + SchemaFigures.TABLES + " tables",
                        median(Gates.MOST_CHANGED)),
                Figure.atMost(
                        1,
                        "round trips, fingerprint of " + SchemaFigures.TABLES + " tables",
                        median(Gates.ROUND_TRIPS)),
                Figure.atLeast(2, megabytes() + " MB of INSERTs, -Xmx64m, psql's time / ours", huge(HugeFiles.INSERTS)),
                Figure.atLeast(0.9, megabytes() + " MB of COPY, -Xmx64m, psql's time / ours", huge(HugeFiles.COPY)),
                Figure.atLeast(
                        200, "lexer, MB/s on one core, 35 short migrations", median(Micro.lexer(Texts.WEB_SHOP))),
                Figure.atLeast(200, "lexer, MB/s on one core, 1 MB of INSERTs", median(Micro.lexer(Texts.INSERTS))));
    }

    private static String gate(String what) {
        return "gate, " + GateProject.EARLIER + " earlier and " + GateProject.NEW.size() + " new migrations, " + what;
    }

    private OptionalDouble gate(String run, String psql) {
        OptionalDouble applied = median(Gates.measure(psql));
        OptionalDouble started = median(Gates.measure(Gates.SERVER));
        return applied.isPresent() && started.isPresent()
                ? ratio(median(Gates.measure(run)), OptionalDouble.of(applied.getAsDouble() + started.getAsDouble()))
                : OptionalDouble.empty();
    }

    private OptionalDouble second(String run, String first) {
        return ratio(median(Gates.measure(run)), median(Gates.measure(first)));
    }

    private int nearest() {
        return wish.latencies().stream().mapToInt(Integer::intValue).min().orElse(0);
    }

    private OptionalDouble roundTrips(int pending) {
        return series(
                Tools.PIPELINED, pending, nearest(), found -> found.roundTrips().median());
    }

    private OptionalDouble far(String tool, String other) {
        return ratio(farMillis(tool), farMillis(other));
    }

    private OptionalDouble farMillis(String tool) {
        return series(tool, MANY, FAR, found -> 1000 * found.seconds().median());
    }

    private OptionalDouble cpuBeyondEmpty(String tool) {
        OptionalDouble all = series(tool, 0, nearest(), found -> found.cpu().median());
        OptionalDouble empty =
                series(Tools.EMPTY, 0, nearest(), found -> found.cpu().median());
        return all.isPresent() && empty.isPresent()
                ? OptionalDouble.of(all.getAsDouble() - empty.getAsDouble())
                : OptionalDouble.empty();
    }

    private OptionalDouble cpu(String tool) {
        return series(tool, 0, nearest(), found -> found.cpu().median());
    }

    private OptionalDouble engine(String what, String who) {
        return median(Engines.measure(what, who));
    }

    private OptionalDouble huge(String kind) {
        return ratio(
                median(HugeFiles.measure(wish, kind, Tools.PSQL)),
                median(HugeFiles.measure(wish, kind, HugeFiles.OURS)));
    }

    private long megabytes() {
        return wish.bytes() / 1_000_000;
    }

    private OptionalDouble median(Measure of) {
        return results.measured(of)
                .map(spread -> OptionalDouble.of(spread.median()))
                .orElse(OptionalDouble.empty());
    }

    private OptionalDouble series(String tool, int pending, int latency, Function<Series, Double> value) {
        return results.measured(new Case(tool, pending, latency))
                .map(found -> OptionalDouble.of(value.apply(found)))
                .orElse(OptionalDouble.empty());
    }

    private static OptionalDouble ratio(OptionalDouble value, OptionalDouble other) {
        return value.isPresent() && other.isPresent()
                ? OptionalDouble.of(value.getAsDouble() / other.getAsDouble())
                : OptionalDouble.empty();
    }
}
