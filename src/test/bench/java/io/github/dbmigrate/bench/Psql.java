package io.github.dbmigrate.bench;

import io.github.dbmigrate.testing.TestPostgres.Db;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The yardstick: one psql that includes all files, each in a transaction with a history row of its own. It plans nothing, guards
 * nothing and hashes nothing. With nothing to do it reads the history.
 */
record Psql() implements Tool {
    private static final String SCRIPT = "all.sql";

    @Override
    public String word() {
        return "psql";
    }

    @Override
    public void write(Path project, int migrations) throws IOException {
        MigrationFiles.write(project, migrations);
        StringBuilder script = new StringBuilder();
        script.append("""
                CREATE TABLE schema_migrations (id serial PRIMARY KEY, version varchar(255) UNIQUE NOT NULL,
                  name varchar(255), applied_at timestamp DEFAULT now(), execution_time_ms int, checksum varchar(64));
                """);
        for (String file : MigrationFiles.names(migrations)) {
            script.append(String.format(Locale.ROOT, """
                    BEGIN;
                    \\i %s/%s
                    INSERT INTO schema_migrations (version, name) VALUES ('%s', 'step');
                    COMMIT;
                    """, MigrationFiles.FOLDER, file, file));
        }
        Files.writeString(project.resolve(SCRIPT), script);
    }

    @Override
    public Command migrate(Path project, Db db) {
        return command(project, db, List.of("-f", SCRIPT));
    }

    @Override
    public Command nothingToDo(Path project, Db db) {
        return command(project, db, List.of("-c", "SELECT version, checksum FROM schema_migrations ORDER BY id"));
    }

    /** One file in one transaction. */
    static Command oneFile(Path directory, String file, Db db) {
        return command(directory, db, List.of("-1", "-f", file));
    }

    /** All of them in one process, each statement committed by itself. */
    static Command allFiles(Path directory, List<String> files, Db db) {
        return command(
                directory,
                db,
                files.stream().flatMap(file -> Stream.of("-f", file)).toList());
    }

    /** A process for each, as a shell's loop over the files starts them. */
    static Command eachFile(Path directory, List<String> files, Db db) {
        Command one = command(directory, db, List.of());
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", """
                for file in %s; do "$@" -f "$file" || exit; done""".formatted(String.join(" ", files)), "sh"));
        words.addAll(one.words());
        return new Command(words, one.environment(), directory);
    }

    private static Command command(Path directory, Db db, List<String> arguments) {
        List<String> words = new ArrayList<>(List.of("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1"));
        words.addAll(Stream.of("-h", db.host(), "-p", Integer.toString(db.port()), "-U", db.user())
                .toList());
        words.addAll(List.of("-d", db.database()));
        words.addAll(arguments);
        return new Command(words, Map.of("PGPASSWORD", db.password()), directory);
    }
}
