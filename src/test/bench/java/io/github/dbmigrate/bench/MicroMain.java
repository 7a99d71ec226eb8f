package io.github.dbmigrate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs JMH's benchmarks, and writes for each what it measured, its parameter, and the seconds of every iteration's operation. */
final class MicroMain {
    private MicroMain() {}

    /** A file for the result, and how many iterations. */
    public static void main(String[] arguments) throws IOException, RunnerException {
        var options = new OptionsBuilder()
                .include(Lexing.class.getName())
                .include(Hashing.class.getName())
                .include(Planning.class.getName())
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(1)
                .warmupIterations(5)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(Integer.parseInt(arguments[1]))
                .measurementTime(TimeValue.seconds(1))
                .build();
        List<String> lines = new ArrayList<>();
        for (RunResult result : new Runner(options).run()) {
            BenchmarkParams params = result.getParams();
            String name = params.getBenchmark();
            String parameter = params.getParam(params.getParamsKeys().iterator().next());
            for (IterationResult iteration :
                    result.getBenchmarkResults().iterator().next().getIterationResults()) {
                lines.add(String.format(
                        Locale.ROOT,
                        "%s %s %.3f",
                        name.substring(name.lastIndexOf('.') + 1),
                        parameter,
                        iteration.getPrimaryResult().getScore()));
            }
        }
        Files.write(Path.of(arguments[0]), lines);
    }
}
