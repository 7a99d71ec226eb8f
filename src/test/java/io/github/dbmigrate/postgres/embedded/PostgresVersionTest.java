package io.github.dbmigrate.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.DiagnosticException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresVersionTest {

    @ParameterizedTest
    @CsvSource({
        "'', 17.11.0",
        "13, 13.23.0",
        "14, 14.24.0",
        "15, 15.19.0",
        "16, 16.15.0",
        "17, 17.11.0",
        "18, 18.6.0",
        "17.9, 17.9.0",
        "17.9.0, 17.9.0",
        "17.0, 17.0.0",
        "' 16 ', 16.15.0"
    })
    void aMajorVersionIsItsNewestReleaseAndAnExactOneIsTaken(String asked, String exact) {
        assertThat(PostgresVersion.of(asked).exact()).isEqualTo(exact);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9.6", "12", "19", "latest", "17.", "17.x", "-17", "17.11.0.0", "17.11.1", "99999999999"})
    void anyOtherIsRefused(String asked) {
        assertThatThrownBy(() -> PostgresVersion.of(asked))
                .isInstanceOf(DiagnosticException.class)
                .hasMessage("no such PostgreSQL: there is no embedded PostgreSQL " + asked);
    }

    @Test
    void theRefusalSaysWhatThereIs() {
        assertThatThrownBy(() -> PostgresVersion.of("12"))
                .isInstanceOfSatisfying(
                        DiagnosticException.class,
                        refusal -> assertThat(refusal.diagnostics())
                                .containsExactly(
                                        Diagnostic.error("unsupported-version", "there is no embedded PostgreSQL 12")
                                                .help(
                                                        "give a major version from 13 to 18, such as 17, or a release of one, such as 17.11")));
    }

    @Test
    void itIsPrintedAsPostgresqlDoes() {
        assertThat(PostgresVersion.of("17")).hasToString("17.11");
    }
}
