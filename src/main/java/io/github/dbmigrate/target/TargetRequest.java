package io.github.dbmigrate.target;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything but the environment that says which database is meant.
 *
 * @param wanted which of the databases of a goal this is
 * @param goal as it is typed behind {@code dbmigrate:}
 * @param toolVersion shown to administrators in {@code pg_stat_activity}
 * @param osUser the name of the operating system's user: PostgreSQL's default for a missing user
 * @param commandLine whether the goal was typed on the command line. A goal that a pom binds never looks at ambient
 *     variables: a shell with production's DATABASE_URL would turn {@code mvn verify} into a deployment
 * @param writing whether the goal changes the database
 * @param pooledAllowed {@code -Ddbmigrate.pooled=allow}
 * @param commandLineUrl {@code -Ddbmigrate.url}, or what is {@link #wanted}; null when it was not typed
 * @param pomUrl {@code <url>}
 * @param serverId the id of the {@code <server>} that is looked for, whether there is one or not
 * @param server the {@code <server>} of that id
 * @param envFile the file that was asked for with {@code envFile}
 * @param unaskedNames the {@linkplain TargetResolver#addressNames() names} in a {@code .env} that nobody asked for
 */
public record TargetRequest(
        Wanted wanted,
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

    /** A database of a goal, by the parameter and the variable that name it. */
    public enum Wanted {
        /** The one that the goal is about. */
        TARGET("url", "DBMIGRATE_URL"),
        /** One on whose server migrations are rehearsed. */
        SHADOW("shadowUrl", "DBMIGRATE_SHADOW_URL");

        private final String parameter;
        private final String variable;

        Wanted(String parameter, String variable) {
            this.parameter = parameter;
            this.variable = variable;
        }

        public String parameter() {
            return parameter;
        }

        String commandLine() {
            return "-Ddbmigrate." + parameter;
        }

        String pom() {
            return "<" + parameter + "> in the pom";
        }

        public String variable() {
            return variable;
        }
    }

    /** Asks for the database that the goal is about. */
    public TargetRequest(
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
        this(
                Wanted.TARGET,
                goal,
                toolVersion,
                osUser,
                commandLine,
                writing,
                pooledAllowed,
                commandLineUrl,
                pomUrl,
                serverId,
                server,
                envFile,
                unaskedNames);
    }

    public TargetRequest {
        unaskedNames = List.copyOf(unaskedNames);
    }

    /** The urls may hold passwords. */
    @Override
    public String toString() {
        return "target of dbmigrate:" + goal;
    }
}
