package io.github.dbmigrate.postgres.embedded;

import java.nio.file.Path;
import java.util.List;

/**
 * What a launcher finds around it.
 *
 * @param platform which binaries fit
 * @param cache where unpacked binaries are kept for all builds of this user
 * @param temporary a directory of ours that everybody can reach, for when the cache cannot be used; it need not exist
 * @param ways how to become somebody else than root
 */
record Machine(Platform platform, Path cache, Path temporary, List<UserSwitch> ways) {

    static Machine current() {
        Platform platform = Platform.current();
        String user = System.getProperty("user.name");
        return new Machine(
                platform,
                userCache(platform).resolve("dbmigrate").toAbsolutePath(),
                Path.of(System.getProperty("java.io.tmpdir"), "dbmigrate-" + user)
                        .toAbsolutePath(),
                platform.isWindows() ? List.of(UserSwitch.NONE) : UserSwitch.ALL);
    }

    /** The XDG base directory specification; on Windows the known folder for data that does not roam. */
    private static Path userCache(Platform platform) {
        String named = System.getenv(platform.isWindows() ? "LOCALAPPDATA" : "XDG_CACHE_HOME");
        // The specification wants relative paths ignored.
        return named != null && Path.of(named).isAbsolute()
                ? Path.of(named)
                : Path.of(System.getProperty("user.home"), ".cache");
    }
}
