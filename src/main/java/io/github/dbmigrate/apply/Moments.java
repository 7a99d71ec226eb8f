package io.github.dbmigrate.apply;

import java.time.Duration;

/** When something that takes long is worth another line in a log: after 5, 10, 20 and 40 seconds, then each minute. */
final class Moments {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private Duration next = FIRST;

    /** Whether one has come since it was last asked. */
    boolean come(Duration elapsed) {
        boolean come = elapsed.compareTo(next) >= 0;
        while (elapsed.compareTo(next) >= 0) {
            Duration doubled = next.multipliedBy(2);
            next = doubled.compareTo(MINUTE) < 0 ? doubled : MINUTE.multipliedBy(next.toMinutes() + 1);
        }
        return come;
    }
}
