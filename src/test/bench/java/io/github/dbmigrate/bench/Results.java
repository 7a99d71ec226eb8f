package io.github.dbmigrate.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that was measured so far, in the order in which it was, and what could not be. */
final class Results {
    private final Map<Case, Series> series = new LinkedHashMap<>();
    private final Map<Measure, List<Double>> values = new LinkedHashMap<>();
    private final Map<Measure, String> failures = new LinkedHashMap<>();
    private final Map<String, String> unfit = new LinkedHashMap<>();

    Series series(Case of) {
        return series.computeIfAbsent(of, any -> new Series());
    }

    Map<Case, Series> series() {
        return Collections.unmodifiableMap(series);
    }

    /** The runs of a case, if there is one that ended well. */
    Optional<Series> measured(Case of) {
        return Optional.ofNullable(series.get(of)).filter(found -> !found.isEmpty());
    }

    void add(Measure of, double value) {
        values.computeIfAbsent(of, any -> new ArrayList<>()).add(value);
    }

    void failed(Measure of, String reason) {
        values.computeIfAbsent(of, any -> new ArrayList<>());
        failures.put(of, reason);
    }

    Set<Measure> measures() {
        return Collections.unmodifiableSet(values.keySet());
    }

    Optional<Spread> measured(Measure of) {
        return Optional.ofNullable(values.get(of))
                .filter(found -> !found.isEmpty())
                .map(found -> Spread.of(found.stream().mapToDouble(Double::doubleValue)));
    }

    @Nullable
    String failure(Measure of) {
        return failures.get(of);
    }

    /** A tool that cannot be measured at all. */
    void unfit(String tool, String reason) {
        unfit.put(tool, reason);
    }

    Map<String, String> unfit() {
        return Collections.unmodifiableMap(unfit);
    }
}
