package io.github.dbmigrate.script;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTest {

    @Test
    void anOffsetHasALineAndAColumnInCodePoints() {
        Script script = Script.of("SELECT 1;\n\uD83D\uDE00\u00e9 x;");
        int x = script.text().indexOf('x');
        assertThat(script.line(x)).isEqualTo(2);
        assertThat(script.column(x)).isEqualTo(4);
        assertThat(script.line(0)).isEqualTo(1);
        assertThat(script.column(0)).isEqualTo(1);
        assertThat(script.line(script.text().length())).isEqualTo(2);
    }

    @Test
    void theServerIsNotSentWhatBelongsToPsql() {
        Script script = Script.of("\\restrict abc\nSELECT 1;\n\\unrestrict abc\n");
        assertThat(script.sqlText()).isEqualTo("             \nSELECT 1;\n               \n");
        assertThat(script.faults()).isEmpty();
        assertThat(Script.of("SELECT 1;").sqlText()).isEqualTo("SELECT 1;");
    }

    @ParameterizedTest
    @CsvSource({
        "BEGIN, COMMIT",
        "begin work, end",
        "START TRANSACTION, COMMIT WORK",
        "BEGIN TRANSACTION, END TRANSACTION"
    })
    void aTransactionAroundTheWholeFileIsOurs(String begin, String commit) {
        Script script = Script.of("-- x\n" + begin + ";\nSELECT 1;\nSAVEPOINT s;\n" + commit + ";\n-- y\n");
        assertThat(script.statements()).extracting(script::text).containsExactly("SELECT 1", "SAVEPOINT s");
        assertThat(script.sqlText())
                .isEqualTo("-- x\n" + " ".repeat(begin.length()) + ";\nSELECT 1;\nSAVEPOINT s;\n"
                        + " ".repeat(commit.length()) + ";\n-- y\n");
    }

    @Test
    void theTransactionsInWhichADumpFillsItsLargeObjectsAreOurs() {
        Script script = Script.of("""
                SELECT pg_catalog.lo_create('7');
                BEGIN;

                SELECT pg_catalog.lo_open('7', 131072);
                SELECT pg_catalog.lowrite(0, '\\x00');
                SELECT pg_catalog.lo_close(0);

                COMMIT;
                SELECT 1;
                """);
        assertThat(script.statements())
                .extracting(script::text)
                .noneMatch(sql -> sql.equals("BEGIN") || sql.equals("COMMIT"));
        assertThat(script.statements()).hasSize(5).noneMatch(Statement::controlsTransaction);
        assertThat(script.sqlText()).doesNotContain("BEGIN", "COMMIT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BEGIN; SELECT pg_catalog.lo_open('7', 131072); SELECT 1; COMMIT; SELECT 2",
                "BEGIN; SELECT pg_catalog.lo_open('7', 131072), f(); COMMIT; SELECT 2",
                "SELECT pg_catalog.lo_open('7', 131072); COMMIT; SELECT 2",
                "BEGIN; COMMIT; SELECT 2",
                "BEGIN ISOLATION LEVEL SERIALIZABLE; SELECT 1; COMMIT",
                "BEGIN; SELECT 1; COMMIT AND CHAIN",
                "BEGIN; SELECT 1; ROLLBACK",
                "BEGIN; SELECT 1; COMMIT; BEGIN; SELECT 2; COMMIT",
                "BEGIN; SELECT 1; COMMIT; SELECT 2",
                "SELECT 1; BEGIN; SELECT 2; COMMIT",
                "BEGIN",
            })
    void anyOtherIsLeftAsItIs(String sql) {
        assertThat(Script.of(sql).sqlText()).isEqualTo(sql);
    }

    @Test
    void aStatementKnowsItsTextWithoutComments() {
        Script script = Script.of("-- first\nSELECT 1 /* one */ ; SELECT 2");
        assertThat(script.statements()).extracting(script::text).containsExactly("SELECT 1", "SELECT 2");
    }

    @Test
    void aDirectiveCanBeAskedFor() {
        Script script = Script.of("-- dbmigrate: no-transaction\nVACUUM;");
        assertThat(script.has(Directive.NO_TRANSACTION)).isTrue();
        assertThat(script.has(Directive.BATCH)).isFalse();
    }

    @Test
    void copyDataIsNoSql() {
        Script script = Script.of("COPY t FROM STDIN;\n1\n\\.\n");
        assertThat(script.statements()).singleElement().satisfies(copy -> {
            assertThat(copy.copiesFromStdin()).isTrue();
            assertThat(copy.copyData()).isEqualTo(new Range(19, 21));
        });
    }

    @Test
    void commandsOfPsqlThatMeanNothingToTheServerAreToldApart() {
        Script script = Script.of("BEGIN;\n\\set ON_ERROR_STOP on \nCOPY t FROM STDIN;\n\\.\nCOMMIT;\n  \\timing\n");
        assertThat(script.passedOver())
                .containsExactly(
                        new PassedOver.Command(2, "\\set ON_ERROR_STOP on"), new PassedOver.Command(6, "\\timing"));
    }

    @Test
    void aCommentForAnotherToolIsKnownByItsPlace() {
        assertThat(Script.of("-- An index.\n  -- +goose NO TRANSACTION \n").outsideMarker())
                .isEqualTo(new Marker("-- +goose NO TRANSACTION", 15));
        assertThat(Script.of("SELECT 1;").outsideMarker()).isNull();
    }

    /** For who tries a file out in a transaction of its own; all offsets stay. */
    @Test
    void concurrentlyIsLeftOutWhereATransactionForbidsIt() {
        assertThat(Script.of("""
                        CREATE INDEX /* concurrently */ CONCURRENTLY "concurrently" ON t (a);
                        drop index concurrently i;
                        ALTER TABLE p DETACH PARTITION q CONCURRENTLY;
                        REFRESH MATERIALIZED VIEW CONCURRENTLY v;
                        SELECT 'CREATE INDEX CONCURRENTLY';
                        """).sqlTextInTransaction()).isEqualTo("""
                        CREATE INDEX /* concurrently */              "concurrently" ON t (a);
                        drop index              i;
                        ALTER TABLE p DETACH PARTITION q             ;
                        REFRESH MATERIALIZED VIEW CONCURRENTLY v;
                        SELECT 'CREATE INDEX CONCURRENTLY';
                        """);
    }

    @Test
    void thePartThatUndoesStandsOnItsOwnLines() {
        String text = "-- +goose Up\nSELECT '\u00e9\ud83d\ude00';\n-- +goose Down\nDROP TABLE t;\n";
        DownPart part = requireNonNull(Script.of(text).downPart());
        assertThat(part.alone(text)).hasSameSizeAs(text).endsWith(" \nDROP TABLE t;\n");
        assertThat(Script.of(part.alone(text)).statements())
                .singleElement()
                .satisfies(drop -> assertThat(drop.line()).isEqualTo(4));
    }
}
