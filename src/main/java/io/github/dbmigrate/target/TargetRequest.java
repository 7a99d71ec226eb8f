package io.github.dbmigrate.target;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything but the environment that says which database is meant.
 *
 * @param goal as it is typed behind {@code dbmigrate:}
 * @param toolVersion shown to administrators in {@code pg_stat_activity}
 * @param osUser the name of the operating system's user: PostgreSQL's default for a missing user
 * @param commandLine whether the goal was typed on the command line. A goal that a pom binds never looks at ambient
 *     variables: a shell with production's DATABASE_URL would turn {@code mvn verify} into a deployment
 * @param writing whether the goal changes the database
 * @param pooledAllowed {@code -Ddbmigrate.pooled=allow}
 * @param commandLineUrl {@code -Ddbmigrate.url}; null when it was not typed
 * @param pomUrl {@code <url>}
 * @param serverId the id of the {@code <server>} that is looked for, whether there is one or not
 * @param server the {@code <server>} of that id
 * @param envFile the file that was asked for with {@code envFile}
 * @param unaskedNames the {@linkplain TargetResolver#addressNames() names} in a {@code .env} that nobody asked for
 */
public record TargetRequest(
        String goal,
        String toolVersion,
        String osUser,
        boolean commandLine,
        boolean writing,
        boolean pooledAllowed,
        @Nullable String commandLineUrl,
        @Nullable String pomUrl,
        String serverId,
        @Nullable SettingsServer server,
        @Nullable DotEnv envFile,
        List<String> unaskedNames) {

    public TargetRequest {
        unaskedNames = List.copyOf(unaskedNames);
    }

    /** The urls may hold passwords. */
    @Override
    public String toString() {
        return "target of dbmigrate:" + goal;
    }
}
