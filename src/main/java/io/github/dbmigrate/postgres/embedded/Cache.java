package io.github.dbmigrate.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What is made once for each version and platform and then used by all builds of this user: the unpacked binaries and an
 * initialised, never started data directory. Each appears by an atomic move, made under a lock: what is there is whole.
 */
record Cache(Path directory, Platform platform, UserSwitch user) {
    private static final Duration UNPACKING = Duration.ofMinutes(3);

    /** Makes a directory in a place where nobody looks yet. */
    private interface Maker {
        void make(Path directory) throws IOException, InterruptedException;
    }

    /** The unpacked binaries. The first time ever they are fetched, which is told. */
    Installation installation(PostgresVersion version, Binaries binaries, Consumer<String> told)
            throws IOException, InterruptedException {
        Path home = once(name(version), unpacked -> {
            told.accept("fetching PostgreSQL " + version + " for " + platform.classifier() + ", once");
            Path jar = binaries.jar(platform.classifier(), version.exact());
            Files.createDirectory(unpacked);
            new Archive(jar).unpackInto(unpacked);
            if (Places.isPosix(unpacked)) {
                Files.setPosixFilePermissions(unpacked, Files.getPosixFilePermissions(unpacked.resolve("bin")));
            }
        });
        return new Installation(version, home, user);
    }

    /** A data directory to copy: initdb takes half a second, a copy a fraction of it. */
    Path template(Installation installation) throws IOException, InterruptedException {
        return once(name(installation.version()) + "-template", data -> new InitDb(installation).create(data));
    }

    /** What builds of this user have made of a template. */
    PreparedClusters prepared() {
        return new PreparedClusters(directory, PreparedClusters.LIMIT);
    }

    private String name(PostgresVersion version) {
        return version.exact() + "-" + platform.classifier();
    }

    private Path once(String name, Maker maker) throws IOException, InterruptedException {
        Path made = directory.resolve(name);
        if (Files.isDirectory(made)) {
            return made;
        }
        Path lockFile = directory.resolve(name + ".lock");
        DirectoryLock lock =
                DirectoryLock.acquire(lockFile, Patience.of(UNPACKING), holder -> Problem.inUse(made, holder));
        try {
            if (!Files.isDirectory(made)) {
                Path fresh = directory.resolve(name + ".new");
                // Left by a build that was killed at this point.
                new Tree(fresh).delete();
                maker.make(fresh);
                Files.move(fresh, made, StandardCopyOption.ATOMIC_MOVE);
            }
        } finally {
            lock.close();
        }
        return made;
    }
}
