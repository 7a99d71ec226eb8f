package io.github.dbmigrate.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.report.Line;
import io.github.dbmigrate.script.LongText;
import io.github.dbmigrate.testing.BigFile;
import io.github.dbmigrate.testing.CountingProxy;
import io.github.dbmigrate.testing.Migrating;
import io.github.dbmigrate.testing.PostgresExtension;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A file that is never held does what any other file does. */
@ExtendWith(PostgresExtension.class)
class LongFileTest {
    private static final int LENGTH = LongText.BYTES + 1;
    private static final String TABLE = "CREATE TABLE t (a int PRIMARY KEY, b text);\n";

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("db").resolve("001-big.sql");
    }

    private Migrating project(Db db, String sql) {
        return Migrating.on(db, directory).file("001-big.sql", sql);
    }

    /** Statements enough to make a file long, each on a line of its own. */
    private static String padding() {
        String line =
                "SELECT 'padding that nobody reads, though it takes its place in the file like everything else';\n";
        return line.repeat(LENGTH / line.length() + 1);
    }

    private static int linesOf(String text) {
        return (int) text.chars().filter(c -> c == '\n').count();
    }

    @Test
    void ofInserts(Db db) throws Exception {
        int rows = BigFile.inserts(file(), LENGTH);
        try (var proxy = CountingProxy.before(db)) {
            var run = Migrating.on(proxy.db(), directory).run().ok();
            assertThat(run.report().applied().get(0).rows()).isEqualTo(rows);
            // The history is read and its table is made; then one message for each 256 kB.
            assertThat(proxy.traffic().firstRoundTrips()).isBetween(2 + LENGTH / 262_144, 3 + LENGTH / 250_000);
        }
        assertThat(db.ask("SELECT count(*) || ' ' || sum(id) FROM big"))
                .isEqualTo(rows + " " + (long) rows * (rows - 1) / 2);
        assertThat(Migrating.on(db, directory).run().ok().applied()).isEmpty();
    }

    @Test
    void ofCopiedRows(Db db) throws Exception {
        int rows = BigFile.copy(file(), LENGTH);
        var run = Migrating.on(db, directory).run().ok();
        assertThat(run.report().applied().get(0).rows()).isEqualTo(rows);
        assertThat(db.ask("SELECT count(*) || ' ' || sum(id) FROM big"))
                .isEqualTo(rows + " " + (long) rows * (rows - 1) / 2);
    }

    @Test
    void endsWhereItWouldUndoItself(Db db) throws Exception {
        String undoing = "DROP TABLE t; SELECT 'no end\n";
        String text = TABLE + padding() + "INSERT INTO t VALUES (1, 'one')\n-- +goose Down\n"
                + undoing.repeat(LENGTH / undoing.length());
        int comment = linesOf(TABLE + padding()) + 2;
        var run = project(db, text).run().ok();
        assertThat(db.ask("SELECT b FROM t")).isEqualTo("one");
        assertThat(run.lines())
                .contains(Line.debug("001: lines " + comment + " to " + linesOf(text) + " undo it and are not run"));
        assertThat(db.ask("SELECT checksum FROM schema_migrations"))
                .isEqualTo(io.github.dbmigrate.migration.Checksum.of(text).hex());
        assertThat(project(db, text).run().ok().applied()).isEmpty();
    }

    @Test
    void withAPartToRunBelowThePartThatUndoesIsRefused(Db db) throws SQLException {
        String text = TABLE + "-- +goose Down\n" + padding() + "-- +goose Up\nSELECT 1;\n";
        assertThat(project(db, text).run().problems())
                .startsWith("error[down-part]: an Up part follows below this Down part, in line " + (linesOf(text) - 1))
                .contains("db/001-big.sql:2:1");
    }

    @Test
    void hasTheChecksumThatAnyToolComputes(Db db) throws Exception {
        String text = TABLE + padding();
        project(db, "\uFEFF" + text.replace("\n", "\r\n")).run().ok();
        assertThat(db.ask("SELECT checksum FROM schema_migrations"))
                .isEqualTo(io.github.dbmigrate.migration.Checksum.of(text).hex());
        assertThat(project(db, text).run().ok().applied()).isEmpty();
    }

    @Test
    void windowsLineEndsAmongOthersAreData(Db db) throws Exception {
        project(db, TABLE + padding() + "INSERT INTO t VALUES (1, 'one\r\ntwo');\n")
                .run()
                .ok();
        assertThat(db.ask("SELECT octet_length(b) FROM t")).isEqualTo("8");
    }

    @Test
    void anErrorIsInItsPlace(Db db) throws SQLException {
        String padding = padding();
        int before = linesOf(TABLE + padding);
        var run = project(db, TABLE + padding + "SELECT 1; SELECT\n  nope;\n" + padding)
                .run();
        assertThat(run.problems()).isEqualTo("""
                        error[42703]: column "nope" does not exist
                             --> db/001-big.sql:%1$d:3  (statement %2$d of %3$d)
                              |
                        %1$d |   nope;
                              |   ^^^^""".formatted(before + 2, before + 2, 2 * before + 1));
        assertThat(db.ask("SELECT to_regclass('t')")).isEqualTo("null");
    }

    @Test
    void anErrorInARowIsInItsPlace(Db db) throws SQLException {
        String padding = padding();
        String rows = "1\tone\n".repeat(1) + "2\t" + "two ".repeat(100_000) + "\nx3\tthree\n4\tfour\n";
        int line = linesOf(TABLE + padding) + 1 + 3;
        var run = project(db, TABLE + padding + "COPY t FROM STDIN;\n" + rows + "\\.\n")
                .run();
        assertThat(run.problems()).isEqualTo("""
                        error[22P02]: invalid input syntax for type integer: "x3"
                             --> db/001-big.sql:%1$d:1  (statement %2$d of %2$d)
                              |
                        %1$d | x3  three
                              | ^^
                              = at: COPY t, line 3, column a""".formatted(line, line - 3));
        assertThat(db.ask("SELECT to_regclass('t')")).isEqualTo("null");
    }

    @Test
    void faultsAreFoundBeforeAnythingIsSent(Db db) throws SQLException {
        String padding = padding();
        int line = linesOf(padding) + 1;
        var run = project(db, padding + "\\i more.sql\nVACUUM;\nSELECT 'open").run();
        assertThat(run.report().problems())
                .extracting(problem -> problem.id() + " " + problem.places())
                .containsExactly(
                        "psql-command [db/001-big.sql:" + line + ":1]",
                        "unterminated [db/001-big.sql:" + (line + 2) + ":8]");
        assertThat(project(db, padding + "VACUUM;\n").run().problems()).isEqualTo("""
                        error[refused-in-transaction]: VACUUM cannot run inside a transaction
                             --> db/001-big.sql:%1$d:1
                              |
                        %1$d | VACUUM;
                              | ^^^^^^
                              = why: a file of more than 4 MB is never held whole, and is always one transaction
                              = help: move it into a file of its own, which then runs outside a transaction by itself""".formatted(line));
        assertThat(db.ask("SELECT count(*) FROM pg_class WHERE relname = 'schema_migrations'"))
                .isEqualTo("0");
    }

    @Test
    void whatIsNoUtf8IsFoundWithItsLine(Db db) throws Exception {
        String padding = padding();
        Files.createDirectories(file().getParent());
        Files.writeString(file(), padding);
        Files.write(file(), new byte[] {'-', '-', (byte) 0xE9, '\n'}, StandardOpenOption.APPEND);
        assertThat(Migrating.on(db, directory).run().problems())
                .startsWith("error[not-utf8]: byte 0xE9 is not UTF-8\n --> db/001-big.sql:" + (linesOf(padding) + 1));
        assertThat(project(db, padding + "SELECT '\0';\n").run().problems())
                .startsWith("error[nul-character]: a NUL character, which PostgreSQL does not take\n"
                        + " --> db/001-big.sql:" + (linesOf(padding) + 1));
    }

    @Test
    void cannotBeTakenApart(Db db) {
        assertThat(project(db, "-- dbmigrate: no-transaction\n" + padding())
                        .run()
                        .problems())
                .isEqualTo("""
                        error[long-file]: the file is too long for no-transaction
                         --> db/001-big.sql:1:1
                          |
                        1 | -- dbmigrate: no-transaction
                          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                          = why: a file of more than 4 MB is never held whole, and is always one transaction
                          = help: split it""");
    }

    @Test
    void withAFrameAndPlaceholdersAndOtherStrings(Db db) throws Exception {
        project(db, """
                        BEGIN;
                        %sSET standard_conforming_strings = off;
                        SET escape_string_warning = off;
                        %sINSERT INTO ${table} VALUES (1, 'it\\'s ${one}');
                        COPY ${table} FROM STDIN;
                        2	${one}
                        \\.
                        RESET standard_conforming_strings;
                        INSERT INTO t VALUES (3, 'back\\');
                        COMMIT;
                        """.formatted(TABLE, padding()))
                .placeholders(Map.of("table", "t", "one", "uno"))
                .run()
                .ok();
        assertThat(db.ask("SELECT string_agg(a || b, ', ' ORDER BY a) FROM t")).isEqualTo("1it's uno, 2uno, 3back\\");
    }

    @Test
    void thatSomebodyChangesMeanwhileIsRolledBack(Db db) throws SQLException {
        var run = project(db, TABLE + "DO $$ BEGIN RAISE WARNING 'now'; END $$;\n" + padding())
                .listener(line -> {
                    if (line.text().contains("now")) {
                        append("INSERT INTO t VALUES (1);\n");
                    }
                })
                .run();
        assertThat(run.problems()).isEqualTo("""
                        error[changed-meanwhile]: the file was changed while it was being applied
                         --> db/001-big.sql
                          = help: run the same command again""");
        assertThat(db.ask("SELECT to_regclass('t')")).isEqualTo("null");
        Migrating.on(db, directory).run().ok();
        assertThat(db.ask("SELECT count(*) FROM t")).isNotEqualTo("0");
    }

    @Test
    void thatSomebodyChangesInTheMiddleOfItsRowsIsRolledBack(Db db) throws SQLException {
        String rows = "0\trow that fills the file, as many of them do\n".repeat(LENGTH / 40);
        var run = project(
                        db,
                        "CREATE TABLE u (a int, b text);\nDO $$ BEGIN RAISE WARNING 'now'; END $$;\n"
                                + "COPY u FROM STDIN;\n" + rows)
                .listener(line -> {
                    if (line.text().contains("now")) {
                        append("0\tmore\n");
                    }
                })
                .run();
        assertThat(run.ids()).containsExactly("changed-meanwhile");
        assertThat(db.ask("SELECT to_regclass('u')")).isEqualTo("null");
        assertThat(Migrating.on(db, directory).run().ok().applied()).containsExactly("001");
    }

    private void append(String sql) {
        try {
            Files.writeString(file(), sql, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
