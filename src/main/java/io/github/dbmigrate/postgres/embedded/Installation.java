package io.github.dbmigrate.postgres.embedded;

import java.nio.file.Path;

/** PostgreSQL's programs, unpacked. */
record Installation(PostgresVersion version, Path home, UserSwitch user) {

    /** {@code initdb}, {@code postgres} or {@code pg_ctl} with arguments, as a user that PostgreSQL accepts. */
    Command program(String name, String... arguments) {
        return user.command(home.resolve("bin").resolve(name).toString()).and(arguments);
    }
}
