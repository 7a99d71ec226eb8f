package io.github.dbmigrate.source;

import io.github.dbmigrate.script.ScriptConfig;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A file beside a migration in which another tool is told how to run it.
 *
 * @param path where it is
 * @param reader reads what it says
 */
record ConfigFile(Path path, Function<String, ScriptConfig> reader) {
    private static final String FLYWAY = ".conf";
    private static final String DIESEL = "metadata.toml";
    private static final String DIESEL_SQL = "up.sql";

    /** Whether it has the name of one. */
    static boolean isNamed(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(FLYWAY) || name.equals(DIESEL);
    }

    /**
     * That of Flyway has the name of the migration in front, Diesel has one in the folder of each migration.
     *
     * @param there all files that have the name of one
     */
    static @Nullable ConfigFile beside(Path sql, Set<Path> there) {
        if (there.isEmpty()) {
            return null;
        }
        String name = sql.getFileName().toString();
        Path flyway = sql.resolveSibling(name + FLYWAY);
        if (there.contains(flyway)) {
            return new ConfigFile(flyway, ScriptConfig::flyway);
        }
        Path diesel = sql.resolveSibling(DIESEL);
        return name.equals(DIESEL_SQL) && there.contains(diesel) ? new ConfigFile(diesel, ScriptConfig::diesel) : null;
    }

    String name() {
        return path.getFileName().toString();
    }
}
