package io.github.dbmigrate.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "2s, PT2S",
        "5min, PT5M",
        "1h, PT1H",
        "10 min, PT10M",
        "0, PT0S",
        "0s, PT0S",
        "596h, PT596H"
    })
    void aNumberAndAUnitIsALengthOfTime(String text, Duration duration) {
        assertThat(Durations.parse(text)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "2", "s", "-1s", "1.5s", "2S", "2m", "1h30min", "2 seconds", "1234567890s", " 2s", "\u0662s"
            })
    void whatIsNotClearIsRefused(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }

    @Test
    void whatIsLongerThanAServerCanCountIsRefused() {
        assertThat(Durations.parse("2147483s")).isPresent();
        assertThat(Durations.parse("2147484s")).isEmpty();
        assertThat(Durations.parse("999999999h")).isEmpty();
    }
}
