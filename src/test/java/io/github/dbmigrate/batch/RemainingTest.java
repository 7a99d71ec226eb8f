package io.github.dbmigrate.batch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RemainingTest {

    @Test
    void thePlanSaysHowManyRowsAreLeft() {
        assertThat(Remaining.rows("Seq Scan on orders dbmigrate_t  (cost=0.00..35.50 rows=2550 width=0)"))
                .hasValue(2550);
        assertThat(Remaining.rows("Result")).isEmpty();
        assertThat(Remaining.rows("Seq Scan  (cost=0.00..35.50 rows=2550")).isEmpty();
    }
}
