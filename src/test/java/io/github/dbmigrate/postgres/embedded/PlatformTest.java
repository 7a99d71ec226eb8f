package io.github.dbmigrate.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dbmigrate.diagnostic.DiagnosticException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, false, linux-amd64",
        "Linux, aarch64, false, linux-arm64v8",
        "Linux, amd64, true, linux-amd64-alpine",
        "Linux, ppc64le, false, linux-ppc64le",
        "Mac OS X, x86_64, false, darwin-amd64",
        "Mac OS X, aarch64, false, darwin-arm64v8",
        "Windows 11, amd64, false, windows-amd64",
        "Windows 11, aarch64, false, windows-amd64"
    })
    void theMachineNamesTheArtifact(String osName, String osArch, boolean alpine, String classifier) {
        assertThat(Platform.of(osName, osArch, alpine).classifier()).isEqualTo(classifier);
    }

    @ParameterizedTest
    @CsvSource({"SunOS, amd64", "Linux, s390x", "Mac OS X, ppc64le"})
    void otherMachinesAreRefused(String osName, String osArch) {
        assertThatThrownBy(() -> Platform.of(osName, osArch, false))
                .isInstanceOf(DiagnosticException.class)
                .hasMessage(
                        "no embedded PostgreSQL here: there is no embedded PostgreSQL for " + osName + " on " + osArch);
    }
}
