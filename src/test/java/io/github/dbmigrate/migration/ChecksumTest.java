package io.github.dbmigrate.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ChecksumTest {
    // printf 'SELECT 1;\n' | sha256sum
    private static final String SELECT_1 = "b4e0497804e46e0a0b0b8c31975b062152d551bac49c3c2e80932567b4085dcd";

    @Test
    void itIsTheSha256OfTheText() {
        assertThat(Checksum.of("SELECT 1;\n")).hasToString(SELECT_1);
        assertThat(Checksum.of("SELECT 1;\n").shortForm()).isEqualTo(SELECT_1.substring(0, 8));
    }

    @Test
    void lineEndsAndAByteOrderMarkDoNotChangeIt() {
        assertThat(Checksum.of("\uFEFFSELECT 1;\r\n")).isEqualTo(Checksum.of("SELECT 1;\n"));
        assertThat(Checksum.of("SELECT 1;\r")).isNotEqualTo(Checksum.of("SELECT 1;\n"));
        assertThat(Checksum.of("SELECT 1;")).isNotEqualTo(Checksum.of("SELECT 1;\n"));
    }

    @Test
    void theRawOneIsOfTheBytes() {
        byte[] windows = "SELECT 1;\r\n".getBytes(StandardCharsets.UTF_8);
        assertThat(Checksum.ofBytes(windows)).isNotEqualTo(Checksum.of("SELECT 1;\n"));
        assertThat(Checksum.ofBytes("\u00e9".getBytes(StandardCharsets.UTF_8))).isEqualTo(Checksum.of("\u00e9"));
    }

    @Test
    void aStoredOneMatchesInCapitalsToo() {
        assertThat(Checksum.of("SELECT 1;\n").matches(SELECT_1.toUpperCase(java.util.Locale.ROOT)))
                .isTrue();
        assertThat(Checksum.of("SELECT 1;\n").matches("0" + SELECT_1.substring(1)))
                .isFalse();
    }
}
