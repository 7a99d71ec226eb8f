package io.github.dbmigrate.maven;

import java.time.Duration;
import java.util.Optional;

/** Lengths of time as they are typed. A number without a unit is refused: PostgreSQL would take milliseconds, Maven seconds. */
final class Durations {
    /** PostgreSQL's timeouts are milliseconds in a 32-bit integer (guc_tables.c): not quite 25 days. */
    private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

    private Durations() {}

    static Optional<Duration> parse(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        if (digits == 0 || digits > 9) {
            return Optional.empty();
        }
        long number = Long.parseLong(text.substring(0, digits));
        Optional<Duration> duration = switch (text.substring(digits).strip()) {
            case "" -> number == 0 ? Optional.of(Duration.ZERO) : Optional.empty();
            case "ms" -> Optional.of(Duration.ofMillis(number));
            case "s" -> Optional.of(Duration.ofSeconds(number));
            case "min" -> Optional.of(Duration.ofMinutes(number));
            case "h" -> Optional.of(Duration.ofHours(number));
            default -> Optional.empty();
        };
        return duration.filter(length -> length.compareTo(LONGEST) <= 0);
    }
}
