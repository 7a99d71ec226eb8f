package io.github.dbmigrate.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.report.Line;
import io.github.dbmigrate.testing.Migrating;
import io.github.dbmigrate.testing.PostgresExtension;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Files that hold the way up and the way down, as they were written for other tools. */
@ExtendWith(PostgresExtension.class)
class BothWaysTest {
    @TempDir
    Path directory;

    @Test
    void onlyTheWayUpIsRun(Db db) throws Exception {
        Migrating project = Migrating.on(db, directory)
                .file("20240101000001_goose.sql", """
                        -- +goose Up
                        CREATE TABLE goose (n int);
                        -- +goose StatementBegin
                        CREATE FUNCTION goose() RETURNS int LANGUAGE plpgsql AS $$
                        BEGIN
                            INSERT INTO goose VALUES (1);
                            RETURN 1;
                        END;
                        $$;
                        -- +goose StatementEnd
                        SELECT goose();

                        -- +goose Down
                        -- +goose StatementBegin
                        DROP FUNCTION goose();
                        -- +goose StatementEnd
                        DROP TABLE goose;
                        """)
                .file("20240101000002_dbmate.sql", """
                        -- migrate:up
                        CREATE TABLE dbmate (n int)

                        -- migrate:down
                        DROP TABLE dbmate
                        """)
                .file("20240101000003_dbmate_index.sql", """
                        -- migrate:up transaction:false
                        CREATE INDEX CONCURRENTLY dbmate_n ON dbmate (n);

                        -- migrate:down transaction:false
                        DROP INDEX CONCURRENTLY dbmate_n;
                        """)
                .file("20240101000004_mybatis.sql", """
                        -- // A table.
                        CREATE TABLE mybatis (n int);

                        -- //@UNDO
                        DROP TABLE mybatis; -- it isn't needed
                        """)
                .file("20240101000005_sql_migrate.sql", """
                        -- +migrate Up
                        CREATE TABLE sql_migrate (n int);
                        COPY sql_migrate FROM stdin;
                        1
                        2
                        \\.

                        -- +migrate Down
                        DROP TABLE sql_migrate;
                        """)
                .file("20240101000006_tern.sql", """
                        CREATE TABLE tern (n int);
                        ---- create above / drop below ----
                        DROP TABLE tern;
                        """)
                .file("20240101000007_nothing_up.sql", """
                        -- migrate:up

                        -- migrate:down
                        DROP TABLE tern;
                        """);
        var run = project.run().ok();
        assertThat(run.applied()).hasSize(7);
        assertThat(db.ask("SELECT string_agg(relname, ' ' ORDER BY relname) FROM pg_class JOIN pg_namespace n"
                        + " ON n.oid = relnamespace WHERE nspname = 'public' AND relname !~ '^(schema_|dbmigrate_)'"))
                .isEqualTo("dbmate dbmate_n goose mybatis sql_migrate tern");
        assertThat(db.ask("SELECT (SELECT count(*) FROM goose) || ' ' || (SELECT sum(n) FROM sql_migrate)"))
                .isEqualTo("1 3");
        assertThat(run.lines()).contains(Line.debug("20240101000001: lines 13 to 17 undo it and are not run"));
        assertThat(project.run().ok().applied()).isEmpty();
    }

    @Test
    void anErrorInTheWayUpIsInItsPlace(Db db) throws Exception {
        var run = Migrating.on(db, directory)
                .file("001-a.sql", "-- migrate:up\nSELECT 1;\nSELECT nope\n\n-- migrate:down\nSELECT 'no end")
                .run();
        assertThat(run.problems()).isEqualTo("""
                error[42703]: column "nope" does not exist
                 --> db/001-a.sql:3:8  (statement 2 of 2)
                  |
                3 | SELECT nope
                  |        ^^^^""");
    }

    @Test
    void aCopyThatIsLeftOpenHasNoRows(Db db) throws Exception {
        Migrating.on(db, directory)
                .file(
                        "001-a.sql",
                        "CREATE TABLE t (a text);\nCOPY t FROM stdin\n-- a comment\n-- +goose Down\nDROP TABLE t;\n")
                .run()
                .ok();
        assertThat(db.ask("SELECT count(*) FROM t")).isEqualTo("0");
    }

    @Test
    void anErrorAtTheEndOfTheWayUpIsInItsPlace(Db db) throws Exception {
        var run = Migrating.on(db, directory)
                .file("001-a.sql", "-- migrate:up\nSELECT 1 +\n\n-- migrate:down\nSELECT 2;")
                .run();
        assertThat(run.problems()).isEqualTo("""
                error[42601]: syntax error at or near ";"
                 --> db/001-a.sql:2:11  (statement 1 of 1)
                  |
                2 | SELECT 1 +
                  |           ^""");
    }

    @Test
    void theWayDownIsNotSentEvenIfItHoldsPlaceholders(Db db) throws Exception {
        Path pending = Migrating.on(db, directory)
                .file("001-a.sql", "-- migrate:up\nSELECT '${a}';\n-- migrate:down\nSELECT '${a} ${b}';\n")
                .placeholders(Map.of("a", "it"))
                .dryRun();
        assertThat(Files.readString(pending))
                .contains("-- migrate:up\nSELECT 'it';\n;\n")
                .doesNotContain("migrate:down", "${b}", "it it");
    }
}
