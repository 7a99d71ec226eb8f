package io.github.dbmigrate.maven;

import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.goal.Connector;
import io.github.dbmigrate.target.Target;
import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.repository.RemoteRepository;
import org.jspecify.annotations.Nullable;

/** A goal that works on a database: where its address comes from. */
abstract class AbstractDatabaseMojo extends AbstractDbMigrateMojo {
    /**
     * The database: {@code postgres://user@host:5432/db?sslmode=require}, {@code jdbc:postgresql://host/db}, or {@code embedded},
     * {@code embedded:17}, {@code embedded:17.11} for a PostgreSQL that the plugin fetches and starts itself.
     *
     * <p>On the command line {@code -Ddbmigrate.url=...}, which wins over all else; then the variable {@code DBMIGRATE_URL}; then
     * this element; then the {@code <server>} in settings.xml. A goal typed on the command line looks further: at
     * {@code MIGRATE_DATABASE_URL}, {@code DATABASE_URL_UNPOOLED}, {@code POSTGRES_URL_NON_POOLING}, {@code DATABASE_URL_DIRECT},
     * {@code DIRECT_URL}, {@code DIRECT_DATABASE_URL}, then {@code DATABASE_URL}, {@code POSTGRES_URL},
     * {@code JDBC_DATABASE_URL}, {@code SPRING_DATASOURCE_URL}, then {@code PGHOST_UNPOOLED}, {@code PGHOST}, {@code PGSERVICE}.
     * A password here is refused, because Maven prints parameters with {@code -X}: put it into settings.xml or a variable.
     */
    @Parameter
    @Nullable
    String url;

    /**
     * The id of a {@code <server>} in settings.xml that holds {@code <username>}, {@code <password>} (which may be encrypted) and,
     * if you like, {@code <configuration><url>}. For example {@code -Ddbmigrate.serverId=production}.
     */
    @Parameter(property = "dbmigrate.serverId", defaultValue = "dbmigrate")
    String serverId;

    /**
     * A file of {@code NAME=value} lines whose variables are looked at after those of the environment. Never read unless it is
     * asked for. For example {@code -Ddbmigrate.envFile=.env}.
     */
    @Parameter(property = "dbmigrate.envFile")
    @Nullable
    String envFile;

    /**
     * What to do with the address of a pooler in transaction mode: {@code refuse} it and name the direct one, or {@code allow} it.
     * For example {@code -Ddbmigrate.pooled=allow}.
     */
    @Parameter(property = "dbmigrate.pooled", defaultValue = "refuse")
    String pooled;

    /** Not a parameter: Maven would look this property up by reflection, whether it is needed or not. */
    final List<RemoteRepository> repositories() {
        return project == null ? List.of() : project.getRemotePluginRepositories();
    }

    final boolean pooledAllowed() {
        return given().word("pooled", pooled, List.of("refuse", "allow")).equals("allow");
    }

    /** Whether a new embedded server may come with migrations that an earlier build has applied. */
    boolean beginsPrepared() {
        return false;
    }

    /** How to open the database that the user has named. Nothing is looked up before it is opened. */
    final Connector connector() {
        return connector(target());
    }

    /** As {@link #connector()}, but null when no database is named anywhere. */
    final @Nullable Connector connectorIfNamed() {
        Target target;
        try {
            target = target();
        } catch (DiagnosticException e) {
            if (e.diagnostics().get(0).id().equals("no-database")) {
                return null;
            }
            throw e;
        }
        return connector(target);
    }

    /** How to open the server on which migrations are rehearsed instead of on one of ours; null when none is named. */
    final @Nullable Connector shadowConnector(@Nullable String shadowUrl) {
        Target shadow = new Targets(this).shadow(shadowUrl);
        return shadow == null ? null : connector(shadow);
    }

    private Target target() {
        return new Targets(this).resolve();
    }

    private Connector connector(Target target) {
        return new Opening(this, target);
    }
}
