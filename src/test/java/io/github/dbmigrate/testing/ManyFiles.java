package io.github.dbmigrate.testing;

import io.github.dbmigrate.testing.TestPostgres.Db;
import java.nio.file.Path;
import java.sql.SQLException;

/** A project that has grown for years: thousands of small migrations, all of them applied. */
public final class ManyFiles {
    private ManyFiles() {}

    /** Writes the files, and the history as it would stand had they been run; their tables are not made. */
    public static Migrating applied(Db db, Path directory, int count) throws SQLException {
        Migrating project = Migrating.on(db, directory).file("00000-first.sql", "SELECT 1;\n");
        project.run().ok();
        for (int i = 1; i <= count; i++) {
            project.file("%05d-step-%d.sql".formatted(i, i), text(Integer.toString(i)));
        }
        db.run("""
                INSERT INTO schema_migrations (version, name, applied_at, execution_time_ms, checksum)
                SELECT lpad(i::text, 5, '0') || '-step-' || i, 'Step ' || i, now(), 12,
                 encode(sha256(convert_to(replace('%s', '?', i::text), 'UTF8')), 'hex')
                FROM generate_series(1, %d) i""".formatted(text("?").replace("'", "''"), count));
        return project;
    }

    private static String text(String number) {
        return """
                CREATE TABLE step_? (id int PRIMARY KEY, name text NOT NULL, created_at timestamptz DEFAULT now());
                INSERT INTO step_? VALUES (1, 'one'), (2, 'two');
                CREATE INDEX step_?_name ON step_? (name);
                """.replace("?", number);
    }
}
