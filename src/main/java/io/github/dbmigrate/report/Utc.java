package io.github.dbmigrate.report;

import java.time.LocalDateTime;

/** A time in UTC as it is written. To make a formatter of the platform's takes longer than all else that is written here. */
final class Utc {
    private final LocalDateTime time;
    private final StringBuilder text = new StringBuilder(24);

    private Utc(LocalDateTime time) {
        this.time = time;
    }

    /** {@code 2026-11-18 09:14}. */
    static String minute(LocalDateTime time) {
        return new Utc(time).date().then(' ').minute().text.toString();
    }

    /** {@code 2026-11-18T09:14:03.120Z}. */
    static String millis(LocalDateTime time) {
        Utc utc = new Utc(time).date().then('T').minute();
        utc.then(':').digits(time.getSecond(), 2);
        utc.then('.').digits(time.getNano() / 1_000_000, 3);
        return utc.then('Z').text.toString();
    }

    private Utc date() {
        return digits(time.getYear(), 4)
                .then('-')
                .digits(time.getMonthValue(), 2)
                .then('-')
                .digits(time.getDayOfMonth(), 2);
    }

    private Utc minute() {
        return digits(time.getHour(), 2).then(':').digits(time.getMinute(), 2);
    }

    private Utc then(char separator) {
        text.append(separator);
        return this;
    }

    private Utc digits(int number, int width) {
        String digits = Integer.toString(number);
        for (int i = digits.length(); i < width; i++) {
            text.append('0');
        }
        text.append(digits);
        return this;
    }
}
