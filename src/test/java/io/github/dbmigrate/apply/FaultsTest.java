package io.github.dbmigrate.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.testing.Migrating;
import io.github.dbmigrate.testing.PostgresExtension;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is wrong with a migration: nothing of it remains, and a run with a mended file goes on from there. */
@ExtendWith(PostgresExtension.class)
class FaultsTest {
    private static final String BEGINNING = "CREATE TABLE traces (id int UNIQUE);\nINSERT INTO traces VALUES (1);\n";

    /** What is wrong, as SQL behind {@link #BEGINNING}, and the code that tells it. */
    enum Fault {
        SYNTAX("CREATE TABEL more ();", "42601"),
        UNKNOWN_NAME("SELECT nope;", "42703"),
        DUPLICATE_KEY("INSERT INTO traces VALUES (1);", "23505"),
        CALCULATION("SELECT 1/0;", "22012"),
        RAISED("DO $$ BEGIN RAISE 'no'; END $$;", "P0001"),
        TOO_SLOW("SELECT pg_sleep(5);", "57014"),
        AT_COMMIT(
                "ALTER TABLE traces ADD FOREIGN KEY (id) REFERENCES base DEFERRABLE INITIALLY DEFERRED;"
                        + " INSERT INTO traces VALUES (7);",
                "23503"),
        IN_A_SAVEPOINT("SAVEPOINT s; INSERT INTO traces VALUES (2); SELECT 1/0; RELEASE s;", "22012"),
        COMMIT_IN_A_BODY("DO $$ BEGIN COMMIT; END $$;", "2D000"),
        NO_HISTORY_TABLE("DROP TABLE public.schema_migrations;", "42P01"),
        ITS_OWN_HISTORY_ROW("INSERT INTO schema_migrations (version, name) VALUES ('002-fault', 'Fault');", "23505"),
        CONNECTION("SELECT pg_terminate_backend(pg_backend_pid());", "57P01"),
        COPY_FROM_NOBODY("DO $$ BEGIN EXECUTE 'COPY traces FROM STDIN'; END $$;", "0A000"),
        UNTERMINATED("SELECT 'no end;", "unterminated"),
        OWN_COMMIT("COMMIT; SELECT 1/0;", "transaction-control"),
        NOT_IN_A_TRANSACTION("VACUUM base;", "refused-in-transaction"),
        IN_COPY_DATA("COPY traces FROM STDIN;\n5\nsix\n\\.\n", "22P02"),
        BEHIND_COPY_DATA("COPY traces FROM STDIN;\n5\n\\.\nSELECT nope;\n", "42703"),
        BEHIND_OTHER_STRINGS("SET standard_conforming_strings = off; SELECT 'a\\'', nope;", "42703");

        final String sql;
        final String code;

        Fault(String sql, String code) {
            this.sql = sql;
            this.code = code;
        }
    }

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void theFirstMigrationOfADatabase(Fault fault, Db db) throws SQLException {
        db.run("CREATE TABLE base (id int PRIMARY KEY)");
        db.run("INSERT INTO base VALUES (1)");
        failsWithoutTraceAndGoesOn(fault, db, Migrating.on(db, directory), "");
    }

    @ParameterizedTest
    @EnumSource
    void aMigrationBetweenOthers(Fault fault, Db db) throws SQLException {
        Migrating project = Migrating.on(db, directory)
                .file("001-base.sql", "CREATE TABLE base (id int PRIMARY KEY);\nINSERT INTO base VALUES (1);\n");
        project.run().ok();
        project.file("003-after.sql", "CREATE TABLE after_it ()");
        failsWithoutTraceAndGoesOn(fault, db, project, "001-base");
    }

    private static void failsWithoutTraceAndGoesOn(Fault fault, Db db, Migrating project, String before)
            throws SQLException {
        var failed = project.statementTimeout(Duration.ofMillis(500))
                .file("002-fault.sql", BEGINNING + fault.sql)
                .run();
        assertThat(failed.report().problems())
                .extracting(problem -> problem.code())
                .as(failed.text())
                .allMatch(code -> code.startsWith(fault.code));
        assertThat(failed.report().isFailed()).isTrue();
        assertThat(failed.applied()).isEmpty();
        assertThat(versions(db)).isEqualTo(before);
        assertThat(db.ask("SELECT to_regclass('traces')")).isEqualTo("null");

        var mended = project.file("002-fault.sql", BEGINNING).run().ok();
        assertThat(mended.applied()).startsWith("002");
        assertThat(versions(db)).startsWith((before + " 002-fault").strip());
        assertThat(db.ask("SELECT string_agg(id::text, ' ') FROM traces")).isEqualTo("1");
    }

    private static String versions(Db db) throws SQLException {
        if (db.ask("SELECT to_regclass('schema_migrations')").equals("null")) {
            return "";
        }
        return db.ask("SELECT coalesce(string_agg(version, ' ' ORDER BY id), '') FROM schema_migrations");
    }
}
