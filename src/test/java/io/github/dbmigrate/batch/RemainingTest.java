package io.github.dbmigrate.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RemainingTest {

    @Test
    void thePlanSaysHowManyRowsAreLeft() {
        assertThat(Remaining.rows("Seq Scan on orders dbmigrate_t  (cost=0.00..35.50 rows=2550 width=0)"))
                .hasValue(2550);
        assertThat(Remaining.rows("Result")).isEmpty();
        assertThat(Remaining.rows("Seq Scan  (cost=0.00..35.50 rows=2550")).isEmpty();
    }

    @Test
    void theTimeLeftIsThatOfTheRowsLeft() {
        assertThat(Remaining.time(1000, 250, Duration.ofSeconds(10))).contains(Duration.ofSeconds(30));
    }

    @Test
    void nothingIsSaidOfATimeThatNobodyKnows() {
        assertThat(Remaining.time(1000, 0, Duration.ofSeconds(10))).isEmpty();
        assertThat(Remaining.time(1000, 1200, Duration.ofSeconds(10))).isEmpty();
    }
}
