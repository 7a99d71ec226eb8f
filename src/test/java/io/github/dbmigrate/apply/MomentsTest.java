package io.github.dbmigrate.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MomentsTest {

    @Test
    void theyComeEverMoreSeldomUpToAMinute() {
        Moments moments = new Moments();
        List<Integer> come = new ArrayList<>();
        for (int second = 0; second <= 300; second++) {
            if (moments.come(Duration.ofSeconds(second))) {
                come.add(second);
            }
        }
        assertThat(come).containsExactly(5, 10, 20, 40, 60, 120, 180, 240, 300);
    }

    @Test
    void thoseThatWereMissedAreOne() {
        Moments moments = new Moments();
        assertThat(moments.come(Duration.ofSeconds(70))).isTrue();
        assertThat(moments.come(Duration.ofSeconds(119))).isFalse();
        assertThat(moments.come(Duration.ofSeconds(120))).isTrue();
    }
}
