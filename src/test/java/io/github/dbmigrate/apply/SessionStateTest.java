package io.github.dbmigrate.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.testing.Migrating;
import io.github.dbmigrate.testing.PostgresExtension;
import io.github.dbmigrate.testing.TestPostgres.Db;
import io.github.dbmigrate.testing.TestRole;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file sets for its session reaches neither the next file nor the history. */
@ExtendWith(PostgresExtension.class)
class SessionStateTest {
    private static final String NOTE = """
            INSERT INTO public.noted SELECT pg_catalog.concat_ws(' | ', current_user, session_user,
              pg_catalog.current_setting('search_path'), pg_catalog.current_setting('DateStyle'),
              pg_catalog.current_setting('client_encoding'), pg_catalog.current_setting('TimeZone'),
              pg_catalog.current_setting('lock_timeout'), pg_catalog.current_setting('statement_timeout'),
              pg_catalog.current_setting('session_replication_role'), pg_catalog.current_setting('check_function_bodies'),
              pg_catalog.current_setting('default_transaction_read_only'), pg_catalog.current_setting('row_security'),
              pg_catalog.current_setting('transaction_isolation'), pg_catalog.current_setting('default_table_access_method'),
              pg_catalog.current_setting('IntervalStyle'), pg_catalog.current_setting('bytea_output'),
              pg_catalog.current_setting('extra_float_digits'), pg_catalog.current_setting('lc_messages'));
            """;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET search_path = ''",
                "SELECT pg_catalog.set_config('search_path', '', false)",
                "SET TimeZone = 'Asia/Tokyo'",
                "SET lock_timeout = 0; SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0",
                "SET session_replication_role = replica",
                "SET default_transaction_read_only = on",
                "SET check_function_bodies = false; SET row_security = off",
                "SET IntervalStyle = iso_8601; SET bytea_output = escape; SET extra_float_digits = 0",
                "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE",
                "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE",
                "SET LOCAL TimeZone = 'Asia/Tokyo'",
                "SET application_name = 'dbmigrate took 99999999 ms, 1999-01-01T00:00:00.000'",
                "SAVEPOINT never_released; SET search_path = ''",
            })
    void isGoneBehindTheFile(String set, Db db) throws SQLException {
        isGone(set, db);
    }

    /** Before 14 the server reports them at once (postgres.c, ReportChangedGUCOptions), and the driver hangs up. */
    @ParameterizedTest
    @ValueSource(strings = {"SET DateStyle = 'SQL, DMY'", "SET client_encoding = 'LATIN1'"})
    void evenIfTheDriverCannotLiveWithIt(String set, Db db) throws SQLException {
        if (version(db) >= 14) {
            isGone(set, db);
            return;
        }
        var project = Migrating.on(db, directory).file("001-sets.sql", set + ";\nCREATE TABLE public.once ();\n");
        assertThat(project.run().ids()).containsExactly("connection-lost");
        assertThat(project.run().ok().report().problems()).isEmpty();
        assertThat(rows(db)).startsWith("001-sets");
    }

    private static int version(Db db) throws SQLException {
        return Integer.parseInt(db.ask("SHOW server_version_num")) / 10_000;
    }

    private void isGone(String set, Db db) throws SQLException {
        var run = Migrating.on(db, directory)
                .appliedBy("Zo\u00eb")
                .file("001-before.sql", "CREATE TABLE noted (settings text);\n" + NOTE)
                .file("002-sets.sql", set + ";\nCREATE TABLE public.between_them ();\n")
                .file("003-after.sql", NOTE + "CREATE TABLE after_them ();\n")
                .run()
                .ok();
        assertThat(db.ask("SELECT count(DISTINCT settings) || ' of ' || count(*) FROM noted"))
                .as(db.ask("SELECT string_agg(settings, E'\\n') FROM noted"))
                .isEqualTo("1 of 2");
        assertThat(db.ask("SELECT to_regclass('public.after_them')")).isEqualTo("after_them");
        assertThat(rows(db)).isEqualTo("001-before Zo\u00eb t, 002-sets Zo\u00eb t, 003-after Zo\u00eb t");
        assertThat(run.report().applied()).allMatch(applied -> applied.millis() < 60_000);
        assertThat(db.ask("SELECT string_agg(to_char(applied_at, 'YYYY-MM-DD\"T\"HH24:MI:SS.MS'), ' ' ORDER BY id)"
                        + " FROM schema_migrations"))
                .isEqualTo(String.join(
                        " ",
                        run.report().applied().stream()
                                .map(applied -> java.time.format.DateTimeFormatter.ofPattern(
                                                "yyyy-MM-dd'T'HH:mm:ss.SSS", java.util.Locale.ROOT)
                                        .format(applied.appliedAt()))
                                .toList()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SET ROLE", "SET SESSION AUTHORIZATION"})
    void anotherRoleIsLeftBeforeTheHistoryRowIsWritten(String set, Db db) throws SQLException {
        try (var role = TestRole.on(db)) {
            db.run("GRANT CREATE ON SCHEMA public TO " + role.name());
            Migrating.on(db, directory)
                    .file("001-sets.sql", set + " " + role.name() + ";\nCREATE TABLE theirs ();\n")
                    .file("002-after.sql", "CREATE TABLE ours ();\n")
                    .run()
                    .ok();
            assertThat(db.ask("SELECT string_agg(tablename || ' of ' || tableowner, ', ' ORDER BY tablename)"
                            + " FROM pg_tables WHERE tablename IN ('ours', 'theirs')"))
                    .isEqualTo("ours of " + db.user() + ", theirs of " + role.name());
        }
    }

    @Test
    void theIsolationLevelThatAFileAsksForIsTheOneItGets(Db db) throws SQLException {
        Migrating.on(db, directory).file("001-sets.sql", """
                        SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;
                        CREATE TABLE noted AS SELECT current_setting('transaction_isolation') AS level;
                        """).run().ok();
        assertThat(db.ask("SELECT level FROM noted")).isEqualTo("serializable");
    }

    @Test
    void aReadOnlyTransactionCannotBeRecorded(Db db) {
        var run = Migrating.on(db, directory)
                .file("001-sets.sql", "SET TRANSACTION READ ONLY;\nSELECT 1;\n")
                .run();
        assertThat(run.problems()).isEqualTo("""
                        error[25006]: cannot execute SELECT in a read-only transaction
                         --> db/001-sets.sql  (when its history row was written)""");
    }

    @Test
    void rowsThatAStatementSendsToTheClientAreDropped(Db db) throws SQLException {
        Migrating.on(db, directory)
                .file("001-rows.sql", """
                        CREATE TABLE t AS SELECT generate_series(1, 1000) AS id;
                        SELECT * FROM t;
                        COPY t TO STDOUT;
                        COPY (SELECT 1) TO STDOUT;
                        INSERT INTO t VALUES (0) RETURNING id;
                        """)
                .file("002-after.sql", "INSERT INTO t VALUES (-1)")
                .run()
                .ok();
        assertThat(db.ask("SELECT count(*) FROM t")).isEqualTo("1002");
    }

    @Test
    void anErrorBehindRowsForTheClientIsStillAnError(Db db) {
        var run = Migrating.on(db, directory)
                .file("001-rows.sql", "COPY (SELECT 1) TO STDOUT;\nSELECT 1/0;\n")
                .run();
        assertThat(run.problems()).isEqualTo("""
                        error[22012]: division by zero
                         --> db/001-rows.sql:2:1  (statement 2 of 2)
                          |
                        2 | SELECT 1/0;
                          | ^^^^^^^^^^""");
    }

    private static String rows(Db db) throws SQLException {
        return db.ask("SELECT string_agg(concat_ws(' ', version, applied_by, abs(extract(epoch FROM applied_at"
                + " - timezone('UTC', now()))) < 60), ', ' ORDER BY id) FROM schema_migrations");
    }
}
