package io.github.dbmigrate.postgres.embedded;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.DiagnosticException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** All that can go wrong with an embedded PostgreSQL, in the words told to the user. */
final class Problem {
    private static final String ADDRESS_INSTEAD = "or give the address of a PostgreSQL of your own instead of embedded";

    /** What initdb says when the user's number has no name; src/common/username.c. */
    static final String NAMELESS_USER = "could not look up effective user ID";

    private Problem() {}

    static DiagnosticException noBinariesFor(String osName, String osArch) {
        return stop(
                "no embedded PostgreSQL here",
                Diagnostic.error(
                                "unsupported-platform",
                                "there is no embedded PostgreSQL for " + osName + " on " + osArch)
                        .help("there is one for Linux, macOS and Windows on amd64 and arm64")
                        .help("give the address of a PostgreSQL of your own instead of embedded"));
    }

    static DiagnosticException noSuchVersion(String asked, int oldest, int newest) {
        return stop(
                "no such PostgreSQL",
                Diagnostic.error("unsupported-version", "there is no embedded PostgreSQL " + asked)
                        .help("give a major version from " + oldest + " to " + newest
                                + ", such as 17, or a release of one, such as 17.11"));
    }

    static DiagnosticException cannotLeaveRoot(List<UserSwitch> ways) {
        String tried = ways.stream()
                .filter(way -> !way.prefix().isEmpty())
                .map(way -> way.prefix().get(0))
                .collect(Collectors.joining(", "));
        return stop(
                "PostgreSQL does not run as root",
                Diagnostic.error(
                                "root", "PostgreSQL does not run as root, and no way to become another user works here")
                        .note("tried", tried)
                        .help("run the build as a user other than root, or install setpriv (util-linux)")
                        .help(ADDRESS_INSTEAD));
    }

    static DiagnosticException inUse(Path directory, String holder) {
        return stop(
                "the embedded PostgreSQL is in use",
                Diagnostic.error("directory-in-use", holder + " is using " + directory)
                        .help("wait for it to end, or let this build use another directory"));
    }

    static DiagnosticException notPrivate(Path directory) {
        return stop(
                "unsafe directory",
                Diagnostic.error(
                                "unsafe-directory", directory + " belongs to somebody else or can be written by others")
                        .help("remove it, or set the environment variable XDG_CACHE_HOME to a directory of your own"));
    }

    static DiagnosticException initFailed(PostgresVersion version, String output) {
        return stop(
                "no database cluster could be made",
                withCause(
                        Diagnostic.error("initdb-failed", "initdb of PostgreSQL " + version + " failed")
                                .note("said", tail(output)),
                        output,
                        "report the lines above if they make no sense to you"));
    }

    static DiagnosticException startFailed(Cluster cluster, int port, String log) {
        Diagnostic failed = Diagnostic.error(
                        "start-failed", "PostgreSQL " + cluster.version() + " did not start in " + cluster.data())
                .note("log", quoted(log, cluster.log()));
        return stop(
                "the embedded PostgreSQL did not start",
                log.contains("could not bind")
                        ? failed.help("another program listens on port " + port + ": end it, or use another port")
                        : withCause(failed, log, whenDamaged(cluster)));
    }

    static DiagnosticException notReady(Cluster cluster, long seconds, String log) {
        return stop(
                "the embedded PostgreSQL did not start",
                Diagnostic.error(
                                "start-failed",
                                "PostgreSQL " + cluster.version() + " was not ready within " + seconds + " seconds in "
                                        + cluster.data())
                        .note("log", quoted(log, cluster.log()))
                        .help(whenDamaged(cluster)));
    }

    static DiagnosticException damaged(Cluster cluster, String missing) {
        return stop(
                "the embedded PostgreSQL did not start",
                Diagnostic.error("start-failed", "there is no " + missing + " in " + cluster.data())
                        .help(whenDamaged(cluster)));
    }

    static DiagnosticException orphan(Path data, long pid) {
        return stop(
                "the embedded PostgreSQL is in use",
                Diagnostic.error(
                                "directory-in-use",
                                "a PostgreSQL of an earlier build still runs in " + data + " and does not stop")
                        .help("end process " + pid));
    }

    static DiagnosticException files(PostgresVersion version, IOException failure) {
        String reason = reason(failure);
        return stop(
                "the embedded PostgreSQL could not be set up",
                withCause(
                        Diagnostic.error("embedded-files", "PostgreSQL " + version + " could not be set up: " + reason),
                        reason,
                        "the directories of the build and of the cache must be writable"));
    }

    static DiagnosticException interrupted(PostgresVersion version) {
        return stop("interrupted", Diagnostic.error("interrupted", "interrupted while starting PostgreSQL " + version));
    }

    /** The remedy when the cause is known by its words (strerror, which is English under LC_ALL=C), else the general one. */
    private static Diagnostic withCause(Diagnostic diagnostic, String text, String otherwise) {
        if (text.contains("No space left on device")) {
            return diagnostic.help("the disk is full: free about 200 MB");
        }
        if (text.contains("Permission denied")) {
            return diagnostic.help(
                    "a file belongs to another user: delete the directory, or run as the user who made it");
        }
        if (text.contains(NAMELESS_USER)) {
            return diagnostic
                    .help(
                            "the user needs a name: docker run -v /etc/passwd:/etc/passwd:ro, or run the container as root")
                    .help(ADDRESS_INSTEAD);
        }
        if (text.contains("error while loading shared libraries")) {
            return diagnostic.help("install the library named above").help(ADDRESS_INSTEAD);
        }
        return diagnostic.help(otherwise);
    }

    /** Java's message of some failures is the bare path. */
    private static String reason(IOException failure) {
        if (failure instanceof FileSystemException file && file.getReason() == null) {
            return file.getFile() + ": "
                    + (failure instanceof AccessDeniedException
                            ? "Permission denied"
                            : failure.getClass().getSimpleName());
        }
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    private static String whenDamaged(Cluster cluster) {
        return "delete " + cluster.data() + " if its files are damaged: the next start makes an empty one";
    }

    private static String quoted(String log, Path file) {
        return (log.isEmpty() ? "nothing" : tail(log)) + "\nall of it: " + file;
    }

    private static String tail(String text) {
        List<String> lines = text.strip().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    }

    private static DiagnosticException stop(String headline, Diagnostic diagnostic) {
        return new DiagnosticException(headline, diagnostic);
    }
}
