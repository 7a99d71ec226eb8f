package io.github.dbmigrate.maven;

import io.github.dbmigrate.goal.Connector;
import io.github.dbmigrate.goal.RehearsalServers;
import io.github.dbmigrate.goal.Session;
import io.github.dbmigrate.postgres.embedded.EmbeddedPostgres;
import io.github.dbmigrate.postgres.embedded.Recipe;
import io.github.dbmigrate.postgres.embedded.Settings;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Starts servers for rehearsals in {@code target/dbmigrate/rehearsal}; their binaries come through Maven. */
final class EmbeddedRehearsals implements RehearsalServers {
    private static final String SOURCE = "the rehearsal";

    private final AbstractDatabaseMojo mojo;
    private final boolean prepared;
    private final @Nullable Connector shadow;

    /**
     * Makes it.
     *
     * @param prepared whether a server may begin with migrations that an earlier rehearsal has applied
     */
    EmbeddedRehearsals(AbstractDatabaseMojo mojo, boolean prepared, @Nullable Connector shadow) {
        this.mojo = mojo;
        this.prepared = prepared;
        this.shadow = shadow;
    }

    @Override
    public Session start(String version, boolean anew, Supplier<Recipe> recipe) {
        MavenBinaries binaries = new MavenBinaries(
                mojo.services.repositories(), mojo.session.getRepositorySession(), mojo.repositories());
        Path directory = mojo.buildDirectory().resolve("dbmigrate").resolve("rehearsal");
        Supplier<Recipe> begins = () -> prepared ? recipe.get().under(mojo.toolVersion()) : Recipe.EMPTY;
        EmbeddedPostgres postgres = anew
                ? EmbeddedPostgres.startAnew(binaries, version, directory, Settings.PLAIN, begins, this::tell)
                : EmbeddedPostgres.start(binaries, version, directory, Settings.PLAIN, begins, this::tell);
        return Opening.session(postgres, SOURCE, mojo.toolVersion());
    }

    private void tell(String line) {
        mojo.getLog().info(line);
    }

    @Override
    public @Nullable Connector shadow() {
        return shadow;
    }
}
