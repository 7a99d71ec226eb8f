package io.github.dbmigrate.maven;

import io.github.dbmigrate.goal.Connector;
import io.github.dbmigrate.goal.Session;
import io.github.dbmigrate.postgres.embedded.EmbeddedPostgres;
import io.github.dbmigrate.postgres.embedded.Recipe;
import io.github.dbmigrate.postgres.embedded.Settings;
import io.github.dbmigrate.target.Host;
import io.github.dbmigrate.target.Secret;
import io.github.dbmigrate.target.Target;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Opens a target: connects to a server, or starts an embedded one whose data stays in {@code target/dbmigrate}. */
final class Opening implements Connector {
    private final AbstractDatabaseMojo mojo;
    private final Target target;

    Opening(AbstractDatabaseMojo mojo, Target target) {
        this.mojo = mojo;
        this.target = target;
    }

    @Override
    public Session open() {
        return open(() -> Recipe.EMPTY);
    }

    @Override
    public Session open(Supplier<Recipe> recipe) {
        Supplier<Recipe> wanted = mojo.beginsPrepared() ? recipe : () -> Recipe.EMPTY;
        return target.fold(Session::to, embedded -> start(embedded, wanted));
    }

    private Session start(Target.Embedded embedded, Supplier<Recipe> recipe) {
        MavenBinaries binaries = new MavenBinaries(
                mojo.services.repositories(), mojo.session.getRepositorySession(), mojo.repositories());
        EmbeddedPostgres postgres = EmbeddedPostgres.start(
                binaries,
                embedded.version(),
                mojo.buildDirectory().resolve("dbmigrate").resolve("postgres"),
                Settings.FAST,
                // Migrations can see it as the application's name, and another version may send something else.
                () -> recipe.get().under(mojo.toolVersion()),
                line -> mojo.getLog().info(line));
        return session(postgres, embedded.source(), mojo.toolVersion());
    }

    static Session session(EmbeddedPostgres postgres, String source, String toolVersion) {
        try {
            return Session.to(server(postgres, source, toolVersion), postgres);
        } catch (RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    private static Target.Server server(EmbeddedPostgres postgres, String source, String toolVersion) {
        return new Target.Server(
                List.of(new Host(postgres.host(), postgres.port())),
                null,
                postgres.database(),
                postgres.user(),
                new Secret(postgres.password(), source),
                List.of(),
                Map.of(
                        "sslmode", "disable",
                        "gssEncMode", "disable",
                        "preferQueryMode", "simple",
                        "assumeMinServerVersion", "12",
                        "ApplicationName", "dbmigrate " + toolVersion),
                null,
                List.of(),
                source,
                List.of(),
                List.of(),
                false);
    }
}
