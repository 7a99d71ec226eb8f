package io.github.dbmigrate.bench;

import io.github.dbmigrate.testing.TestPostgres.Db;
import java.io.IOException;
import java.nio.file.Path;

/** What migrates a database, or costs as little as anything can that does. */
interface Tool {
    /** What it is called in the tables and in {@code -Dbench.tools}. */
    String word();

    /** Whether it leaves the migrations alone. */
    default boolean isFloor() {
        return false;
    }

    /** Writes a project with so many migrations into an empty directory. */
    void write(Path project, int migrations) throws IOException;

    /** Applies what is pending. */
    Command migrate(Path project, Db db);

    /** The same when nothing is pending. */
    default Command nothingToDo(Path project, Db db) {
        return migrate(project, db);
    }

    /** As {@link #migrate}, but what is missing on this machine may be fetched. */
    default Command firstTime(Path project, Db db) {
        return migrate(project, db);
    }
}
