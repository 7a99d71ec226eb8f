package io.github.dbmigrate.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.target.Shown;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalsTest {
    @Test
    void aServerThatIsTooOldIsNamed() {
        assertThat(Shown.refusal(() -> new Refusals(HistoryTable.DEFAULT).check(facts(120022, "12.22"))))
                .isEqualTo("""
                        the server is too old
                        error[old-server]: the server is PostgreSQL 12.22; 13 is the oldest that is supported
                          = help: upgrade the server; nothing was changed
                        """);
    }

    @Test
    void theOldestSupportedServerIsNot() {
        new Refusals(HistoryTable.DEFAULT).check(facts(130000, "13.0"));
    }

    private static Facts facts(int version, String shown) {
        return new Facts(
                version,
                shown,
                "shop",
                "shop",
                false,
                false,
                1,
                false,
                List.of(),
                false,
                "postgres",
                null,
                null,
                1000,
                false,
                true,
                false,
                false,
                List.of());
    }
}
