package io.github.dbmigrate.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchSizeTest {

    @ParameterizedTest
    @CsvSource({
        "250, 1000",
        "200, 1200",
        "225, 1111",
        "1, 1200",
        "0, 1200",
        "500, 500",
        "1000, 250",
        "60000, 250",
    })
    void theNextBatchIsTheSizeThatTakesAQuarterOfASecond(long millis, int next) {
        assertThat(BatchSize.startingWith(1000)
                        .after(Duration.ofMillis(millis), 1000)
                        .rows())
                .isEqualTo(next);
    }

    @Test
    void aBatchThatFoundLittleIsMeasuredByWhatItFound() {
        assertThat(BatchSize.startingWith(1000)
                        .after(Duration.ofMillis(250), 500)
                        .rows())
                .isEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource({"1000, 100, 50000", "1, 1, 50000", "100000, 100, 100000"})
    void itStaysWithinItsLimits(int start, int least, int most) {
        BatchSize size = BatchSize.startingWith(start);
        for (int i = 0; i < 100; i++) {
            size = size.after(Duration.ofMillis(1), size.rows());
        }
        assertThat(size.rows()).isEqualTo(most);
        for (int i = 0; i < 100; i++) {
            size = size.after(Duration.ofHours(1), size.rows());
        }
        assertThat(size.rows()).isEqualTo(least);
    }

    @Test
    void itSettlesAtWhatTheServerCanDo() {
        BatchSize size = BatchSize.startingWith(1000);
        for (int i = 0; i < 40; i++) {
            size = size.after(Duration.ofNanos(size.rows() * 12_500L), size.rows());
        }
        assertThat(size.rows()).isEqualTo(20_000);
    }

    @Test
    void aBatchThatDidNotGetItsLocksIsTriedWithHalf() {
        assertThat(BatchSize.startingWith(1000).afterLockTimeout().rows()).isEqualTo(500);
        assertThat(BatchSize.startingWith(150).afterLockTimeout().rows()).isEqualTo(100);
    }

    @Test
    void theOthersGetATenthOfTheTime() {
        assertThat(BatchSize.pauseAfter(Duration.ofMillis(250))).isEqualTo(Duration.ofMillis(25));
    }
}
