package io.github.dbmigrate.script;

import java.time.Duration;
import java.util.Optional;

/** Lengths of time as they are typed. A number without a unit is refused: PostgreSQL would take milliseconds, Maven seconds. */
public final class Durations {
    /** What {@link #parse} takes, for messages. */
    public static final String FORMS = "a number and ms, s, min or h, such as 2s";

    /** PostgreSQL's timeouts are milliseconds in a 32-bit integer (guc_tables.c): not quite 25 days. */
    private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

    private Durations() {}

    /** Empty when it is no length of time. */
    public static Optional<Duration> parse(String text) {
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
        return duration.isPresent() && duration.get().compareTo(LONGEST) > 0 ? Optional.empty() : duration;
    }
}
