package io.github.dbmigrate.apply;

import java.time.Duration;

/** How long something has taken since this was made. */
final class Stopwatch {
    private final long started = System.nanoTime();

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    long millis() {
        return elapsed().toMillis();
    }
}
