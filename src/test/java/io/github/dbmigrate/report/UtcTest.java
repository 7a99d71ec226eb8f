package io.github.dbmigrate.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class UtcTest {

    @Test
    void everyPartHasItsZeros() {
        LocalDateTime time = LocalDateTime.of(2026, 1, 2, 3, 4, 5, 6_000_000);
        assertThat(Utc.minute(time)).isEqualTo("2026-01-02 03:04");
        assertThat(Utc.millis(time)).isEqualTo("2026-01-02T03:04:05.006Z");
    }

    @Test
    void whatIsShorterThanAMillisecondIsLeftOut() {
        assertThat(Utc.millis(LocalDateTime.of(2026, 11, 18, 19, 14, 59, 999_999_999)))
                .isEqualTo("2026-11-18T19:14:59.999Z");
    }
}
