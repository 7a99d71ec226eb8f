package io.github.dbmigrate.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.testing.CountingProxy;
import io.github.dbmigrate.testing.CountingProxy.Cut;
import io.github.dbmigrate.testing.Migrating;
import io.github.dbmigrate.testing.PostgresExtension;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Files that hold the rows of a COPY ... FROM STDIN. */
@ExtendWith(PostgresExtension.class)
class CopyTest {
    private static final String TABLE = "CREATE TABLE t (a int PRIMARY KEY, b text);\n";

    @TempDir
    Path directory;

    /** The rows of t that a file makes of it. */
    private String rows(Db db, String sql) throws SQLException {
        Migrating.on(db, directory).file("001-copy.sql", TABLE + sql).run().ok();
        assertThat(db.ask("SELECT string_agg(version, ' ') FROM schema_migrations"))
                .isEqualTo("001-copy");
        return db.ask("SELECT string_agg(a || '=' || coalesce(b, '<null>'), ' ' ORDER BY a) FROM t");
    }

    private String problemOf(Db db, String sql) throws SQLException {
        var run = Migrating.on(db, directory).file("001-copy.sql", TABLE + sql).run();
        assertThat(db.ask("SELECT to_regclass('t')")).isEqualTo("null");
        assertThat(db.ask("SELECT count(*) FROM schema_migrations")).isEqualTo("0");
        return run.problems();
    }

    @Test
    void asText(Db db) throws SQLException {
        assertThat(rows(db, "COPY t (a, b) FROM stdin;\n1\tone\n2\t\\N\n3\tx\\ty\\\\z\n\\.\n"))
                .isEqualTo("1=one 2=<null> 3=x\ty\\z");
    }

    @Test
    void asCsv(Db db) throws SQLException {
        assertThat(
                        rows(
                                db,
                                "COPY t FROM STDIN WITH (FORMAT csv, HEADER);\na,b\n1,\"one, \"\"two\"\";\n--three\"\n2,\n\\.\n"))
                .isEqualTo("1=one, \"two\";\n--three 2=<null>");
    }

    @Test
    void upToTheEndOfTheFile(Db db) throws SQLException {
        assertThat(rows(db, "COPY t FROM STDIN;\n1\tone\n2\ttwo\n")).isEqualTo("1=one 2=two");
    }

    @Test
    void upToTheEndOfTheFileWithoutALineBreak(Db db) throws SQLException {
        assertThat(rows(db, "COPY t FROM STDIN;\n1\tone\n2\ttwo")).isEqualTo("1=one 2=two");
    }

    @Test
    void withoutRows(Db db) throws SQLException {
        assertThat(rows(db, "COPY t FROM STDIN;\n\\.\nCOPY t FROM STDIN;\n\\.\nCOPY t FROM STDIN;"))
                .isEqualTo("null");
    }

    @Test
    void withWindowsLineEnds(Db db) throws SQLException {
        assertThat(rows(db, "COPY t FROM STDIN;\r\n1\tone\r\n2\ttwo\r\n\\.\r\nINSERT INTO t VALUES (3, 'three');\r\n"))
                .isEqualTo("1=one 2=two 3=three");
    }

    @Test
    void withLettersOfAllKinds(Db db) throws SQLException {
        assertThat(rows(db, "COPY t FROM STDIN;\n1\t\u00e9\u4E2D\uD83D\uDE00\n\\.\n"))
                .isEqualTo("1=\u00e9\u4E2D\uD83D\uDE00");
    }

    @Test
    void inAPieceThatWouldCutALetterInTwo(Db db) throws SQLException {
        String faces = "\uD83D\uDE00".repeat(100_000);
        assertThat(rows(db, "COPY t FROM STDIN;\n1\t" + faces + "\n22\t" + faces + "\n\\.\n"))
                .isEqualTo("1=" + faces + " 22=" + faces);
    }

    @Test
    void betweenOtherStatements(Db db) throws SQLException {
        assertThat(rows(db, """
                        INSERT INTO t VALUES (1, 'one');
                        COPY t FROM STDIN; -- the data; is below
                        2	two
                        \\.
                        UPDATE t SET b = upper(b); COPY t FROM STDIN;
                        3	three
                        \\.
                        COPY t FROM STDIN;
                        4	four
                        \\.

                        DELETE FROM t WHERE a = 1;
                        """)).isEqualTo("2=TWO 3=three 4=four");
    }

    @Test
    void inAFileThatBeginsAndCommits(Db db) throws SQLException {
        Migrating.on(db, directory)
                .file("001-copy.sql", "BEGIN;\n" + TABLE + "COPY t FROM STDIN;\n1\tone\n\\.\nCOMMIT;\n")
                .run()
                .ok();
        assertThat(db.ask("SELECT b FROM t")).isEqualTo("one");
    }

    @Test
    void behindSetTransaction(Db db) throws SQLException {
        Migrating.on(db, directory)
                .file(
                        "001-copy.sql",
                        "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;\n" + TABLE
                                + "COPY t FROM STDIN;\n1\tone\n\\.\nUPDATE t SET b = current_setting('transaction_isolation');\n")
                .run()
                .ok();
        assertThat(db.ask("SELECT b FROM t")).isEqualTo("serializable");
    }

    @Test
    void asTheFirstStatement(Db db) throws SQLException {
        db.run(TABLE);
        Migrating.on(db, directory)
                .file("001-copy.sql", "COPY t FROM STDIN;\n1\tone\n")
                .run()
                .ok();
        assertThat(db.ask("SELECT b FROM t")).isEqualTo("one");
    }

    @Test
    void placeholdersAreReplacedInItToo(Db db) throws SQLException {
        Migrating.on(db, directory)
                .placeholders(Map.of("table", "t", "one", "uno"))
                .file(
                        "001-copy.sql",
                        TABLE + "COPY ${table} FROM STDIN;\n1\t${one}${two}\n\\.\nINSERT INTO ${table} VALUES (2);\n")
                .run()
                .ok();
        assertThat(db.ask("SELECT string_agg(a || '=' || coalesce(b, ''), ' ' ORDER BY a) FROM t"))
                .isEqualTo("1=uno${two} 2=");
    }

    @Test
    void rowsAreCounted(Db db) {
        var run = Migrating.on(db, directory)
                .file("001-copy.sql", TABLE + "INSERT INTO t VALUES (1);\nCOPY t FROM STDIN;\n2\ttwo\n3\tthree\n\\.\n")
                .run()
                .ok();
        assertThat(run.report().applied().get(0).rows()).isEqualTo(3);
    }

    @Test
    void noticesOfATriggerArePassedOn(Db db) {
        List<String> told = new CopyOnWriteArrayList<>();
        Migrating.on(db, directory)
                .listener(line -> told.add(line.text()))
                .file("001-copy.sql", TABLE + """
                        CREATE FUNCTION say() RETURNS trigger LANGUAGE plpgsql AS
                          $$ BEGIN RAISE WARNING 'row %', NEW.a; RETURN NEW; END $$;
                        CREATE TRIGGER say BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION say();
                        COPY t FROM STDIN;
                        1	one
                        2	two
                        \\.
                        """)
                .run()
                .ok();
        assertThat(told).contains("001: row 1", "001: row 2");
    }

    @Test
    void aValueThatIsNoNumber(Db db) throws SQLException {
        assertThat(problemOf(db, """
                        COPY t (a, b) FROM STDIN;
                        1	one
                        2x	two
                        \\.
                        """)).isEqualTo("""
                        error[22P02]: invalid input syntax for type integer: "2x"
                         --> db/001-copy.sql:4:1  (statement 2 of 2)
                          |
                        4 | 2x  two
                          | ^^
                          = at: COPY t, line 2, column a""");
    }

    @Test
    void aRowWithTooFewColumns(Db db) throws SQLException {
        assertThat(problemOf(db, "SELECT 1;\nCOPY t FROM STDIN;\n1\tone\n2\n\\.\nSELECT 2;\n"))
                .isEqualTo("""
                        error[22P04]: missing data for column "b"
                         --> db/001-copy.sql:5:1  (statement 3 of 4)
                          |
                        5 | 2
                          | ^
                          = at: COPY t, line 2""");
    }

    @Test
    void aRowWithTooManyColumnsOfACsv(Db db) throws SQLException {
        assertThat(problemOf(db, "COPY t FROM STDIN CSV;\n0,zero\n1,\"one\nand\"\n2,two,three\n\\.\n"))
                .isEqualTo("""
                        error[22P04]: extra data after last expected column
                         --> db/001-copy.sql:6:1  (statement 2 of 2)
                          |
                        6 | 2,two,three
                          | ^^^^^^^^^^^
                          = at: COPY t, line 4""");
    }

    @Test
    void aKeyThatIsThereTwice(Db db) throws SQLException {
        assertThat(problemOf(db, "COPY t FROM STDIN;\n1\tone\n2\ttwo\n1\tuno\n\\.\n"))
                .isEqualTo("""
                        error[23505]: duplicate key value violates unique constraint "t_pkey"
                         --> db/001-copy.sql:5:1  (statement 2 of 2)
                          |
                        5 | 1   uno
                          | ^^^^^^^
                          = at: COPY t, line 3
                          = detail: Key (a)=(1) already exists.""");
    }

    @Test
    void aColumnThatIsNotThere(Db db) throws SQLException {
        assertThat(problemOf(db, "COPY t (a, nope) FROM STDIN;\n1\tone\n\\.\n")).isEqualTo("""
                        error[42703]: column "nope" of relation "t" does not exist
                         --> db/001-copy.sql:2:1  (statement 2 of 2)
                          |
                        2 | COPY t (a, nope) FROM STDIN;
                          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^""");
    }

    @Test
    void anErrorBehindTheData(Db db) throws SQLException {
        assertThat(problemOf(db, "COPY t FROM STDIN;\n1\tone\n\\.\n\nSELECT nope;\n"))
                .isEqualTo("""
                        error[42703]: column "nope" does not exist
                         --> db/001-copy.sql:6:8  (statement 3 of 3)
                          |
                        6 | SELECT nope;
                          |        ^^^^""");
    }

    @Test
    void anErrorAtCommitBehindTheData(Db db) throws SQLException {
        assertThat(problemOf(
                        db,
                        "ALTER TABLE t ADD UNIQUE (b) DEFERRABLE INITIALLY DEFERRED;\n"
                                + "COPY t FROM STDIN;\n1\tone\n2\tone\n\\.\n"))
                .startsWith("""
                        error[23505]: duplicate key value violates unique constraint "t_b_key"
                         --> db/001-copy.sql  (at COMMIT)""");
    }

    /** Ten megabytes of notices: without reading them neither side could go on. */
    @Test
    @Timeout(120)
    void aTriggerMaySayMuchAboutEachRow(Db db) throws SQLException {
        StringBuilder rows = new StringBuilder();
        for (int i = 1; i <= 10_000; i++) {
            rows.append(i).append("\tx\n");
        }
        List<String> said = new CopyOnWriteArrayList<>();
        Migrating.on(db, directory)
                .listener(line -> said.add(line.text()))
                .file("001-copy.sql", TABLE + """
                        CREATE FUNCTION talk() RETURNS trigger LANGUAGE plpgsql
                        AS $$ BEGIN RAISE WARNING '% %', NEW.a, repeat('-', 1000); RETURN NEW; END $$;
                        CREATE TRIGGER talk BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION talk();
                        COPY t FROM STDIN;
                        """ + rows + "\\.\nDO $$ BEGIN RAISE WARNING 'still heard'; END $$;\n")
                .run()
                .ok();
        assertThat(db.ask("SELECT count(*) FROM t")).isEqualTo("10000");
        assertThat(said).contains("001: still heard").noneMatch(line -> line.contains("---"));
    }

    /** The opening, the COPY, its data, the end. */
    @Test
    void costsThreeRoundTripsMore(Db db) throws Exception {
        Migrating.on(db, directory).file("001-t.sql", TABLE).run().ok();
        try (var proxy = CountingProxy.before(db)) {
            Migrating.on(proxy.db(), directory)
                    .file("002-copy.sql", "COPY t FROM STDIN;\n1\tone\n\\.\n")
                    .run()
                    .ok();
            assertThat(proxy.traffic().roundTrips()).isEqualTo(1 + 4);
        }
    }

    @Test
    void isSentAgainWhenALockWasNotToBeHad(Db db) throws Exception {
        Migrating.on(db, directory).file("001-t.sql", TABLE).run().ok();
        try (var other = db.connect();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE t IN SHARE ROW EXCLUSIVE MODE");
            List<String> told = new CopyOnWriteArrayList<>();
            var run = Migrating.on(db, directory)
                    .lockTimeout(Duration.ofMillis(100), 20)
                    .listener(line -> {
                        told.add(line.text());
                        if (line.text().contains("attempt 2")) {
                            rollback(other);
                        }
                    })
                    .file(
                            "002-copy.sql",
                            "CREATE TABLE u (c int);\nCOPY u FROM STDIN;\n7\n\\.\nCOPY t FROM STDIN;\n1\tone\n\\.\n")
                    .run()
                    .ok();
            assertThat(told).anyMatch(line -> line.contains("attempt 2 of 20"));
            assertThat(run.applied()).containsExactly("002");
        }
        assertThat(db.ask("SELECT string_agg(c::text, ' ') FROM u")).isEqualTo("7");
        assertThat(db.ask("SELECT string_agg(a::text, ' ') FROM t")).isEqualTo("1");
    }

    private static void rollback(java.sql.Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void ofALostConnectionNothingRemainsAndTheNextRunAppliesIt(Db db) throws Exception {
        String rows = "1234567\tone\n".repeat(1);
        var project = Migrating.on(db, directory).file("001-copy.sql", TABLE + "COPY t FROM STDIN;\n" + rows + "\\.\n");
        for (char message : new char[] {'d', 'c'}) {
            try (var proxy = CountingProxy.before(db)) {
                proxy.cut(Cut.BEFORE_IT_ARRIVES, sent -> sent.type() == message);
                var run = project.on(proxy.db()).run();
                assertThat(run.ids()).containsExactly("connection-lost");
            }
            assertThat(db.ask("SELECT to_regclass('t')")).isEqualTo("null");
        }
        assertThat(project.run().ok().applied()).containsExactly("001");
        assertThat(db.ask("SELECT string_agg(a || b, ' ') FROM t")).isEqualTo("1234567one");
    }

    @Test
    void stringsAreReadOtherwiseBehindASettingForThem(Db db) throws SQLException {
        assertThat(rows(db, """
                        SET standard_conforming_strings = off;
                        SET escape_string_warning = off;
                        INSERT INTO t VALUES (1, 'it\\'s;');
                        SET standard_conforming_strings = on; INSERT INTO t VALUES (2, 'back\\slash');
                        """)).isEqualTo("1=it's; 2=back\\slash");
    }

    @Test
    void ourOwnStatementsAreReadAlikeBehindOne(Db db) throws SQLException {
        Migrating.on(db, directory)
                .appliedBy("O'Neil \\ sons")
                .file("001-strings.sql", "SET standard_conforming_strings = off;\nSELECT 'it\\'s';\n")
                .file("002-alone.sql", "SET standard_conforming_strings = off")
                .file("003-after.sql", "CREATE TABLE after_them AS SELECT 'a\\' AS a;\n")
                .run()
                .ok();
        assertThat(db.ask("SELECT string_agg(version || ' ' || applied_by, ', ' ORDER BY id) FROM schema_migrations"))
                .isEqualTo("001-strings O'Neil \\ sons, 002-alone O'Neil \\ sons, 003-after O'Neil \\ sons");
    }
}
