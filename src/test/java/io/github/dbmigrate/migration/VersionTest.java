package io.github.dbmigrate.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {

    @Test
    void numbersAreComparedAsNumbers() {
        List<String> sorted = Stream.of(
                        "10", "9", "1.10", "1.2", "1", "1.2.1", "0", "20240101120000", "99999999999999999999999")
                .map(Version::of)
                .sorted()
                .map(Version::toString)
                .toList();
        assertThat(sorted)
                .containsExactly(
                        "0", "1", "1.2", "1.2.1", "1.10", "9", "10", "20240101120000", "99999999999999999999999");
    }

    @Test
    void zerosAtEitherEndMeanNothing() {
        assertThat(Version.of("001"))
                .isEqualTo(Version.of("1"))
                .isEqualTo(Version.of("1.0"))
                .isEqualTo(Version.of("1_0_0"));
        assertThat(Version.of("1.0")).hasSameHashCodeAs(Version.of("1")).isEqualByComparingTo(Version.of("1"));
        assertThat(Version.of("000")).isEqualTo(Version.of("0.0"));
        assertThat(Version.of("10")).isNotEqualTo(Version.of("1"));
    }

    @Test
    void anUnderscoreIsADot() {
        assertThat(Version.of("1_2_03")).hasToString("1.2.3").isEqualTo(Version.of("1.2.3"));
    }

    @Test
    void theLastPartIsCountedUp() {
        assertThat(Version.of("009").next()).hasToString("10");
        assertThat(Version.of("1.9").next()).hasToString("1.10");
        assertThat(Version.of("1.0").next()).hasToString("2");
    }

    @Test
    void aTimestampHasAtLeastTwelveDigits() {
        assertThat(Version.of("202401011200").isTimestamp()).isTrue();
        assertThat(Version.of("20240101").isTimestamp()).isFalse();
        assertThat(Version.of("1.2").isDotted()).isTrue();
        assertThat(Version.of("12").isDotted()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "1.", ".1", "1..2", "a", "1a", "-1", "1 ", "\u0661"})
    void anythingElseIsNoVersion(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Version.of(text)).withMessage("not a version: " + text);
    }
}
