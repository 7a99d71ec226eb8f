package io.github.dbmigrate.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.testing.Migrating;
import io.github.dbmigrate.testing.PostgresExtension;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The file of a dry run does what the run would do. */
@ExtendWith(PostgresExtension.class)
class DryRunTest {
    @TempDir
    Path directory;

    @Test
    void onAnEmptyDatabase(Db dry, Db real) throws Exception {
        bothComeToTheSame(dry, real);
    }

    @Test
    void onADatabaseWithATableThatLacksOurColumn(Db dry, Db real) throws Exception {
        for (Db db : new Db[] {dry, real}) {
            db.run("CREATE TABLE schema_migrations (id serial PRIMARY KEY, version varchar(255) UNIQUE NOT NULL,"
                    + " name varchar(255) NOT NULL, applied_at timestamp DEFAULT now(), execution_time_ms integer,"
                    + " checksum varchar(64))");
        }
        bothComeToTheSame(dry, real);
    }

    @Test
    void twiceIsRefused(Db db) throws Exception {
        Path file = project(db).dryRun();
        run(db, file);
        String before = state(db);
        assertThat(run(db, file)).contains("the history moved");
        assertThat(state(db)).isEqualTo(before);
    }

    private Migrating project(Db db) {
        return Migrating.on(db, directory)
                .appliedBy("O'Neil \\ sons")
                .placeholders(Map.of("price", "42"))
                .file("001-items.sql", "CREATE TABLE items (name text, price int DEFAULT ${price}); -- the end")
                .file("002-code.sql", """
                        CREATE FUNCTION one() RETURNS int LANGUAGE sql AS $one$ SELECT 1; $one$;
                        DO $$ BEGIN
                          INSERT INTO items VALUES ('a;b :x \\ c');
                        END $$;
                        SELECT '${other} :name', E'\\'', "name" FROM items;
                        """)
                .file(
                        "003-sets.sql",
                        "\\restrict abc\n\\set ON_ERROR_STOP on\n\\timing\nSET search_path = '';\nCREATE TABLE public.more ();\n\\unrestrict abc\n")
                .file("004-empty.sql", "")
                .file(
                        "005-rows.sql",
                        "COPY items FROM STDIN;\nx\t${price}\n\\.\nSET standard_conforming_strings = off;\n"
                                + "INSERT INTO items VALUES ('it\\'s'); -- the end\n")
                .file("006-rows.sql", "COPY items (name) FROM STDIN;\na \"b\"")
                .file("R__view.sql", "CREATE OR REPLACE VIEW v AS SELECT name FROM items");
    }

    private void bothComeToTheSame(Db dry, Db real) throws Exception {
        String printed = run(dry, project(dry).dryRun());
        project(real).run().ok();
        assertThat(state(dry)).as(printed).isEqualTo(state(real));
        assertThat(project(dry).run().ok().applied()).isEmpty();
    }

    /** History and schema, without what depends on the time. */
    private static String state(Db db) throws SQLException {
        return db.ask("SELECT string_agg((to_jsonb(h) - 'applied_at' - 'execution_time_ms')::text, E'\\n' ORDER BY id)"
                        + " FROM schema_migrations h")
                + "\n"
                + db.ask("SELECT string_agg(attrelid::regclass || '.' || attname || ' ' || atttypid::regtype, E'\\n'"
                        + " ORDER BY attrelid::regclass::text, attnum) FROM pg_attribute JOIN pg_class c ON c.oid = attrelid"
                        + " WHERE relnamespace = 'public'::regnamespace AND attnum > 0 AND relkind IN ('r', 'v')")
                + "\n"
                + db.ask("SELECT string_agg(items::text, ' ') || one() FROM items");
    }

    /** By psql where there is one, else as one query string. Returns what went wrong. */
    private static String run(Db db, Path file) throws Exception {
        try {
            Process psql = new ProcessBuilder(
                            "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", file.toString(), db.url())
                    .redirectErrorStream(true)
                    .start();
            psql.getOutputStream().close();
            String printed = new String(psql.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            psql.waitFor();
            return printed;
        } catch (IOException noPsql) {
            return runWithoutPsql(db, file);
        }
    }

    private static String runWithoutPsql(Db db, Path file) throws IOException {
        String url = db.jdbcUrl() + "&preferQueryMode=simple";
        try (var connection = java.sql.DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(Files.readString(file));
            return "";
        } catch (SQLException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
