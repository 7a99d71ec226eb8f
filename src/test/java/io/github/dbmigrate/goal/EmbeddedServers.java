package io.github.dbmigrate.goal;

import io.github.dbmigrate.postgres.embedded.EmbeddedPostgres;
import io.github.dbmigrate.postgres.embedded.Recipe;
import io.github.dbmigrate.postgres.embedded.Settings;
import io.github.dbmigrate.target.Host;
import io.github.dbmigrate.target.Secret;
import io.github.dbmigrate.target.Target;
import io.github.dbmigrate.testing.ClassPathBinaries;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts the tests' own PostgreSQL for a rehearsal, as {@code validate} starts one.
 *
 * @param directory for its data
 * @param told is given a line when it begins with what another rehearsal has left
 */
public record EmbeddedServers(Path directory, Consumer<String> told) implements RehearsalServers {
    @Override
    public Session start(String version, boolean anew, Supplier<Recipe> recipe) {
        ClassPathBinaries binaries = new ClassPathBinaries();
        String only = ClassPathBinaries.version();
        EmbeddedPostgres postgres = anew
                ? EmbeddedPostgres.startAnew(binaries, only, directory, Settings.PLAIN, recipe, told)
                : EmbeddedPostgres.start(binaries, only, directory, Settings.PLAIN, recipe, told);
        return Session.to(
                new Target.Server(
                        List.of(new Host(postgres.host(), postgres.port())),
                        null,
                        postgres.database(),
                        postgres.user(),
                        new Secret(postgres.password(), "test"),
                        List.of(),
                        Map.of("sslmode", "disable", "preferQueryMode", "simple"),
                        null,
                        List.of(),
                        "test",
                        List.of(),
                        List.of(),
                        false),
                postgres);
    }

    @Override
    public @Nullable Connector shadow() {
        return null;
    }
}
