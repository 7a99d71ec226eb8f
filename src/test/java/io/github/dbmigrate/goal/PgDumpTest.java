package io.github.dbmigrate.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.script.Script;
import io.github.dbmigrate.testing.Migrating;
import io.github.dbmigrate.testing.PostgresExtension;
import io.github.dbmigrate.testing.TestPostgres;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pg_dump has written, of whatever version and however asked, is a migration. */
@ExtendWith(PostgresExtension.class)
class PgDumpTest {
    /** All settings of a session, apart from those that name the migration itself. */
    private static final String SETTINGS = "SELECT name, setting FROM pg_catalog.pg_settings"
            + " WHERE name NOT IN ('application_name', 'transaction_timeout')"
            + " UNION ALL SELECT 'role', current_user || ' ' || session_user";

    private final List<Db> used = new ArrayList<>();

    @TempDir
    Path directory;

    @BeforeAll
    static void createRoles() throws SQLException {
        Dumped.createRoles(TestPostgres.admin());
    }

    @AfterEach
    void drop() throws SQLException {
        for (Db db : used) {
            Dumped.drop(db);
        }
    }

    @AfterAll
    static void dropRoles() throws SQLException {
        Dumped.dropRoles(TestPostgres.admin());
    }

    @ParameterizedTest
    @ValueSource(strings = {"13", "14", "15", "16", "17", "18", "17-inserts", "18-statistics"})
    void isAppliedWithAllItHoldsAndNothingElse(String dump, Db db) throws SQLException {
        int version = Integer.parseInt(dump.substring(0, 2));
        List<String> empty = Dumped.contentsOf(db);
        Migrating project = using(db)
                .file("001-before.sql", "CREATE SCHEMA noted;\nCREATE TABLE noted.before AS " + SETTINGS + ";\n")
                .file("002-dump.sql", Dumped.sql(dump))
                .file("003-after.sql", "CREATE TABLE noted.after AS " + SETTINGS + ";\n");
        Migrating.Ran run = project.run();
        if (version > version(db) && run.report().isFailed()) {
            assertThat(run.report().problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.toString()).contains("db/002-dump.sql:"));
            assertThat(Dumped.contentsOf(db)).isEqualTo(empty);
            return;
        }
        assertThat(run.ok().applied()).containsExactly("001", "002", "003");
        assertThat(Dumped.contentsOf(db)).isEqualTo(Dumped.contents(version));
        assertThat(db.ask("SELECT string_agg(lost::text, ', ')"
                        + " FROM (TABLE noted.before EXCEPT TABLE noted.after) AS lost"))
                .as("what the dump has left behind")
                .isEqualTo("null");
        assertThat(project.run().ok().applied()).isEmpty();
    }

    @Test
    void ofANewerVersionSaysWhichLineTheServerDoesNotKnow(Db db) throws SQLException {
        // Each version may bring such a setting, as 17 did with transaction_timeout; none brings one of this name.
        String sql =
                Dumped.sql("13").replace("SET lock_timeout = 0;\n", "SET lock_timeout = 0;\nSET newest_timeout = 0;\n");
        List<String> empty = Dumped.contentsOf(db);
        var run = using(db).file("001-dump.sql", sql).run();
        assertThat(run.problems())
                .isEqualTo("""
                error[42704]: unrecognized configuration parameter "newest_timeout"
                  --> db/001-dump.sql:12:1  (statement 3 of %d)
                   |
                12 | SET newest_timeout = 0;
                   | ^^^^^^^^^^^^^^^^^^^^^^
                   = help: if it is a dump of a newer PostgreSQL, take the line out: this one has no such setting""".formatted(Script.of(sql).statements().size()));
        assertThat(Dumped.contentsOf(db)).isEqualTo(empty);
        assertThat(db.ask("SELECT count(*) FROM schema_migrations")).isEqualTo("0");
    }

    /** Without what pg_dump's own --clean cannot do twice: partitions with a key, and a view that is grouped by one. */
    @Test
    void oneThatDropsFirstWhatItBrings(Db db) throws SQLException {
        // Older servers do not have all that the database of version 15 had.
        String dump = version(db) < 15 ? "13-clean" : "15-clean";
        Migrating project = using(db).file("001-dump.sql", Dumped.sql(dump));
        project.run().ok();
        List<String> once = Dumped.contentsOf(db);
        assertThat(once).contains("large object 4711 dump_owner 00ff5c27");
        db.run("INSERT INTO shop.room VALUES (7, NULL); DROP TABLE shop.unlogged");
        assertThat(Dumped.contentsOf(db)).isNotEqualTo(once);
        project.file("002-again.sql", Dumped.sql(dump)).run().ok();
        assertThat(Dumped.contentsOf(db)).isEqualTo(once);
    }

    @Test
    void notOneThatCreatesTheDatabase(Db db) {
        var run = using(db).file("001-dump.sql", """
                --
                -- PostgreSQL database dump
                --

                \\restrict dump

                SET client_encoding = 'UTF8';

                CREATE DATABASE shop WITH TEMPLATE = template0 ENCODING = 'UTF8';


                ALTER DATABASE shop OWNER TO dump_owner;

                \\unrestrict dump
                \\connect shop
                \\restrict dump

                CREATE TABLE public.t (id integer);
                """).run();
        assertThat(run.problems()).isEqualTo("""
                error[psql-command]: \\connect is a psql command, not SQL
                  --> db/001-dump.sql:15:1
                   |
                14 | \\unrestrict dump
                15 | \\connect shop
                   | ^^^^^^^^
                   = help: a migration runs in one database: dump without --create, or make a folder for the other one""");
    }

    @Test
    void notOneOfTheSchemaThatEveryDatabaseHas(Db db) {
        var run = using(db).file("001-dump.sql", "CREATE SCHEMA public;\n").run();
        assertThat(run.problems()).isEqualTo("""
                error[42P06]: schema "public" already exists
                 --> db/001-dump.sql:1:1  (statement 1 of 1)
                  |
                1 | CREATE SCHEMA public;
                  | ^^^^^^^^^^^^^^^^^^^^
                  = help: write CREATE SCHEMA IF NOT EXISTS""");
    }

    private Migrating using(Db db) {
        used.add(db);
        return Migrating.on(db, directory);
    }

    private static int version(Db db) throws SQLException {
        return Integer.parseInt(db.ask("SHOW server_version_num")) / 10_000;
    }
}
