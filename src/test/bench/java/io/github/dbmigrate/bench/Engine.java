package io.github.dbmigrate.bench;

import io.github.dbmigrate.testing.Migrating;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;

/** What does the work behind a goal, called without Maven. */
enum Engine {
    PIPELINED(Tools.PIPELINED) {
        @Override
        void migrate(Db db, Path project) {
            Migrating.on(db, project).pipelined().run().ok();
        }
    },
    ONE_BY_ONE(Tools.ONE_BY_ONE) {
        @Override
        void migrate(Db db, Path project) {
            Migrating.on(db, project).oneAtATime().run().ok();
        }
    },
    FLYWAY(Tools.FLYWAY) {
        @Override
        void migrate(Db db, Path project) {
            Flyway.configure()
                    .dataSource(
                            "jdbc:postgresql://%s:%d/%s".formatted(db.host(), db.port(), db.database()),
                            db.user(),
                            db.password())
                    .locations("filesystem:" + project.resolve(MigrationFiles.FOLDER))
                    .load()
                    .migrate();
        }
    };

    private final String word;

    Engine(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    boolean isOurs() {
        return this != FLYWAY;
    }

    /** Applies what lies in {@code db} below a project; connecting, reading and planning are part of it. */
    abstract void migrate(Db db, Path project);
}
