package io.github.dbmigrate.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The runs of one case. A run that failed ends it; what was measured before stays. */
final class Series {
    private final List<Sample> samples = new ArrayList<>();
    private @Nullable String failure;

    void add(Sample sample) {
        samples.add(sample);
    }

    void failed(String reason) {
        failure = reason;
    }

    @Nullable
    String failure() {
        return failure;
    }

    boolean isEmpty() {
        return samples.isEmpty();
    }

    int size() {
        return samples.size();
    }

    double secondsInAll() {
        return samples.stream().mapToDouble(sample -> sample.cost().seconds()).sum();
    }

    /** Of a series that is not empty. */
    Spread spread(ToDoubleFunction<Sample> value) {
        return Spread.of(samples.stream().mapToDouble(value));
    }

    Spread seconds() {
        return spread(sample -> sample.cost().seconds());
    }

    Spread cpu() {
        return spread(sample -> sample.cost().cpuSeconds());
    }

    Spread megabytes() {
        return spread(sample -> sample.cost().megabytes());
    }

    Spread roundTrips() {
        return spread(Sample::roundTrips);
    }

    Spread startUpTrips() {
        return spread(Sample::startUpTrips);
    }

    Spread connections() {
        return spread(Sample::connections);
    }
}
