package io.github.dbmigrate.batch;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a run of batches gets on.
 *
 * @param changed how many rows all batches have changed, those of earlier runs too
 * @param passed how many keys this run has gone through
 * @param took how long that took, pauses included
 * @param expected how many keys there were to go through when this run began; empty when the planner did not say
 */
public record Pace(long changed, long passed, Duration took, OptionalLong expected) {

    /** How many rows are gone through in a second, whether the condition holds for them or not. */
    public long perSecond() {
        return Math.round(passed * 1e9 / Math.max(1, took.toNanos()));
    }

    /** How long it will take from here; empty when it cannot be known, as when there are more rows than were expected. */
    public Optional<Duration> left() {
        if (passed <= 0 || expected.isEmpty() || passed >= expected.getAsLong()) {
            return Optional.empty();
        }
        double left = (double) took.toMillis() / passed * (expected.getAsLong() - passed);
        return Optional.of(Duration.ofMillis(Math.round(left)));
    }
}
