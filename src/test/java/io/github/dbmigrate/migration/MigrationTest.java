package io.github.dbmigrate.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.script.Script;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MigrationTest {

    @Test
    void itAnswersForItsName() {
        Migration migration = migration("042-add-order-status.sql", "SELECT 1;\n");
        assertThat(migration.version()).isEqualTo("042-add-order-status");
        assertThat(migration.label()).isEqualTo("042");
        assertThat(migration.description()).isEqualTo("add-order-status");
        assertThat(migration.readableName()).isEqualTo("Add order status");
        assertThat(migration.isRepeatable()).isFalse();
        assertThat(migration).hasToString("042-add-order-status (b4e04978)");
        assertThat(migration("R__totals.sql", "").isRepeatable()).isTrue();
    }

    @Test
    void aHistoryMayHoldTheChecksumOfTheTextOrOfTheBytes() {
        Migration migration = migration("001-users.sql", "SELECT 1;\r\n");
        assertThat(migration.matches(Checksum.of("SELECT 1;\n").hex())).isTrue();
        assertThat(migration.matches(migration.rawChecksum().hex().toUpperCase(java.util.Locale.ROOT)))
                .isTrue();
        assertThat(migration.rawChecksum()).isNotEqualTo(migration.checksum());
        assertThat(migration.matches(Checksum.of("SELECT 2;\n").hex())).isFalse();
    }

    private static Migration migration(String file, String text) {
        return new Migration(
                FileName.parse(file).orElseThrow(),
                "db/" + file,
                Script.of(text.replace("\r\n", "\n")),
                Checksum.of(text),
                Checksum.ofBytes(text.getBytes(StandardCharsets.UTF_8)),
                null,
                null);
    }
}
