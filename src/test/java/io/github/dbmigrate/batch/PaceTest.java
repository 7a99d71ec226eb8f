package io.github.dbmigrate.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static Pace pace(long passed, OptionalLong expected) {
        return new Pace(7, passed, Duration.ofSeconds(10), expected);
    }

    @Test
    void theRateIsThatOfTheRowsGoneThrough() {
        assertThat(pace(25_000, OptionalLong.empty()).perSecond()).isEqualTo(2500);
        assertThat(new Pace(0, 0, Duration.ZERO, OptionalLong.empty()).perSecond())
                .isZero();
    }

    @Test
    void theTimeLeftIsThatOfTheRowsLeft() {
        assertThat(pace(250, OptionalLong.of(1000)).left()).contains(Duration.ofSeconds(30));
    }

    @Test
    void nothingIsSaidOfATimeThatNobodyKnows() {
        assertThat(pace(0, OptionalLong.of(1000)).left()).isEmpty();
        assertThat(pace(1200, OptionalLong.of(1000)).left()).isEmpty();
        assertThat(pace(1200, OptionalLong.empty()).left()).isEmpty();
    }
}
