package io.github.dbmigrate.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Makes a data directory. Everybody on the machine can connect to 127.0.0.1, and a superuser can run programs
 * ({@code COPY ... FROM PROGRAM}): so there is a password, random, kept in the data directory, which only its owner can read.
 */
record InitDb(Installation installation) {
    static final String SUPERUSER = "postgres";

    /** A file within the data directory, so that a copy of the directory brings the password with it. */
    static final String PASSWORD_FILE = "dbmigrate.password";

    private static final int PASSWORD_BYTES = 24;

    void create(Path data) throws IOException, InterruptedException {
        Path passwordFile = writePassword(data.resolveSibling(data.getFileName() + ".password"));
        try {
            Command.Result result = initdb(data, passwordFile, "C.UTF-8");
            if (!result.succeeded() && result.output().contains("locale")) {
                // Not everywhere: older macOS and musl have no C.UTF-8. C sorts the same, but knows no letters beyond
                // ASCII.
                result = initdb(data, passwordFile, "C");
            }
            if (!result.succeeded()) {
                throw Problem.initFailed(installation.version(), result.output());
            }
            Files.move(passwordFile, data.resolve(PASSWORD_FILE));
        } finally {
            Files.deleteIfExists(passwordFile);
        }
    }

    /**
     * Of PostgreSQL's programs only initdb insists on a user with a name. A container run with {@code --user 1000} has none
     * for that number; in a namespace of its own, where that is allowed, the number is that of nobody.
     */
    private Command.Result initdb(Path data, Path passwordFile, String locale)
            throws IOException, InterruptedException {
        Command initdb = command(data, passwordFile, locale);
        Command.Result result = inEmpty(data, initdb);
        return result.output().contains(Problem.NAMELESS_USER) && UserSwitch.NAMESPACE.works()
                ? inEmpty(data, initdb.after(UserSwitch.NAMESPACE.prefix()))
                : result;
    }

    private Command.Result inEmpty(Path data, Command initdb) throws IOException, InterruptedException {
        // It wants the directory empty, and as another user it could not make one here.
        new Tree(data).delete();
        Files.createDirectory(data);
        installation.user().own(data);
        return initdb.run();
    }

    private Command command(Path data, Path passwordFile, String locale) {
        Command initdb = installation.program(
                "initdb",
                "--pgdata=" + data,
                "--username=" + SUPERUSER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=" + locale,
                "--no-sync");
        // The 4096 rounds slow down guessing a password, and every connection (by 8 ms). Ours cannot be guessed.
        // Both the setting and initdb's -c are new in PostgreSQL 16.
        return installation.version().major() >= 16 ? initdb.and("-c", "scram_iterations=1") : initdb;
    }

    private Path writePassword(Path file) throws IOException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        Files.deleteIfExists(file);
        if (Places.isPosix(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, HexFormat.of().formatHex(random));
        installation.user().own(file);
        return file;
    }
}
