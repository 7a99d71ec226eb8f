package io.github.dbmigrate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.testing.CrashingServer;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A few moments of every kind of fault, in every build; {@link EveryFaultTest} tries them all. */
class SomeFaultsTest {
    private static final int MESSAGES = 2;

    private static final int PLACES = 1;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void everythingIsAppliedExactlyOnce(FileSet set) throws Exception {
        try (var server = CrashingServer.in(directory.resolve("server"));
                var campaign = new Campaign(server, set, directory.resolve("project"))) {
            for (Strike strike : Strike.values()) {
                Campaign.Row row = campaign.run(strike, strike.isSlow() ? 1 : MESSAGES, PLACES);
                assertThat(String.join("\n\n", row.failed())).isEmpty();
                assertThat(row.points()).isPositive();
            }
        }
    }
}
