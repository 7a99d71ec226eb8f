package io.github.dbmigrate.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.testing.Migrating;
import io.github.dbmigrate.testing.PostgresExtension;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ends the transaction behind our back, which a placeholder's value can, gets no history row. */
@ExtendWith(PostgresExtension.class)
class EndedTransactionTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"COMMIT; BEGIN", "COMMIT", "COMMIT; BEGIN; SET search_path = ''", "COMMIT AND CHAIN"})
    void aCommitOnTheWay(String end, Db db) throws SQLException {
        var run = Migrating.on(db, directory)
                .placeholders(Map.of("stop", end))
                .file("001-ends.sql", "CREATE TABLE stays ();\n${stop};\nCREATE TABLE public.goes ();\n")
                .run();
        assertThat(run.problems()).isEqualTo("""
                        error[transaction-ended]: the file ended its transaction
                         --> db/001-ends.sql
                          = why: a migration and its history row must be one transaction;
                                 the marker that was set at its start is gone
                          = now: what was committed stays; the rest was rolled back, and the history has no row of it
                          = help: look what of the file the database has, and take that out of the file, or undo it
                          = help: then take the COMMIT out, or put  -- dbmigrate: no-transaction  on a line of its own
                          = help: if it was a RESET ALL in a function or DO block, which forgets the marker:
                                  reset single settings""");
        assertThat(db.ask("SELECT concat_ws(' ', to_regclass('stays'), to_regclass('goes'))"))
                .isEqualTo("stays");
        assertThat(db.ask("SELECT count(*) FROM schema_migrations")).isEqualTo("0");
    }

    @Test
    void aCommitBetweenTwoMessages(Db db) throws SQLException {
        var run = Migrating.on(db, directory)
                .placeholders(Map.of("stop", "COMMIT; BEGIN"))
                .file("001-ends.sql", "CREATE TABLE stays (a int);\n${stop};\nCOPY stays FROM STDIN;\n1\n")
                .run();
        assertThat(run.ids()).containsExactly("transaction-ended");
        assertThat(db.ask("SELECT count(*) FROM stays")).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SAVEPOINT a; SELECT 1; ROLLBACK TO a",
                "RESET ALL",
                "SET search_path = ''",
                "SET SESSION AUTHORIZATION DEFAULT",
                "DO $$ BEGIN PERFORM 1/0; EXCEPTION WHEN others THEN NULL; END $$",
                "DISCARD PLANS; DISCARD SEQUENCES; DISCARD TEMP"
            })
    void whatDoesNotEndIt(String sql, Db db) throws SQLException {
        Migrating.on(db, directory).file("001-x.sql", sql + ";\n").run().ok();
        assertThat(db.ask("SELECT version FROM schema_migrations")).isEqualTo("001-x");
    }

    /** A table called so would be found before PostgreSQL's own functions and operators. */
    @Test
    void aSearchPathInWhichNothingIsWhatItSeems(Db db) throws SQLException {
        Migrating.on(db, directory).file("001-x.sql", """
                        CREATE SCHEMA evil;
                        CREATE FUNCTION evil.lie(text, text) RETURNS boolean LANGUAGE sql AS 'SELECT false';
                        CREATE OPERATOR evil.= (FUNCTION = evil.lie, LEFTARG = text, RIGHTARG = text);
                        SET search_path = evil, pg_catalog;
                        """).run().ok();
        assertThat(db.ask("SELECT version FROM schema_migrations")).isEqualTo("001-x");
    }
}
