package io.github.dbmigrate.source;

import io.github.dbmigrate.script.ScriptConfig;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** That of Flyway has the name of the migration in front, Diesel has one in the folder of each migration. */
    static @Nullable ConfigFile beside(Path sql) {
        String name = sql.getFileName().toString();
        Path flyway = sql.resolveSibling(name + FLYWAY);
        if (Files.isRegularFile(flyway)) {
            return new ConfigFile(flyway, ScriptConfig::flyway);
        }
        Path diesel = sql.resolveSibling(DIESEL);
        return name.equals(DIESEL_SQL) && Files.isRegularFile(diesel)
                ? new ConfigFile(diesel, ScriptConfig::diesel)
                : null;
    }

    String name() {
        return path.getFileName().toString();
    }
}
