package io.github.dbmigrate.postgres.embedded;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a launcher finds around it.
 *
 * @param platform which binaries fit
 * @param cache where unpacked binaries are kept for all builds of this user; null when there is no home directory
 * @param temporary where everybody may make directories
 * @param ways how to become somebody else than root
 */
record Machine(Platform platform, @Nullable Path cache, Path temporary, List<UserSwitch> ways) {

    static Machine current() {
        Platform platform = Platform.current();
        Path cache = userCache(platform);
        return new Machine(
                platform,
                cache == null ? null : cache.resolve("dbmigrate"),
                Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath(),
                platform.isWindows() ? List.of(UserSwitch.NONE) : UserSwitch.ALL);
    }

    /** The XDG base directory specification; on Windows the known folder for data that does not roam. */
    private static @Nullable Path userCache(Platform platform) {
        String named = System.getenv(platform.isWindows() ? "LOCALAPPDATA" : "XDG_CACHE_HOME");
        // The specification wants relative paths ignored.
        if (named != null && Path.of(named).isAbsolute()) {
            return Path.of(named);
        }
        // Java's home of a user without a name, as containers have them, is "?".
        Path home = Path.of(System.getProperty("user.home"));
        return home.isAbsolute() ? home.resolve(".cache") : null;
    }
}
