package io.github.dbmigrate.rule.text;

import static io.github.dbmigrate.testing.Migrations.file;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.rule.Observed;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TextReaderTest {
    private static final Migration CREATES = file("001-orders", "CREATE TABLE orders (id int);\n");
    private static final Migration CHANGES = file("002-index", "CREATE INDEX i ON orders (id);\n");

    @Test
    void whatAnEarlierMigrationMadeIsNewOnlyWhenTheyComeTogether() {
        TextReader together = TextReader.ofAll();
        together.read(CREATES);
        assertThat(Noted.of(together.read(CHANGES))).containsExactly("IndexAdded orders* i btree 1");
        TextReader apart = TextReader.ofEach();
        apart.read(CREATES);
        assertThat(Noted.of(apart.read(CHANGES)))
                .containsExactly("Locked orders SHARE", "Scanned orders", "IndexAdded orders i btree 1");
    }

    @Test
    void aTemporaryTableEndsWithItsMigration() {
        TextReader reader = TextReader.ofAll();
        reader.read(file("001-temp", "CREATE TEMP TABLE orders AS SELECT 1;"));
        assertThat(Noted.of(reader.read(file("002-empty", "TRUNCATE orders;"))))
                .containsExactly("Locked orders ACCESS_EXCLUSIVE", "Emptied orders");
    }

    @Test
    void aSearchPathEndsWithItsMigration() {
        TextReader reader = TextReader.ofAll();
        reader.read(file("001-app", "SET search_path = app; CREATE TABLE orders (id int);"));
        assertThat(Noted.of(reader.read(file("002-empty", "TRUNCATE orders, app.orders;"))))
                .containsExactly("Locked orders ACCESS_EXCLUSIVE", "Emptied orders");
    }

    @Test
    void locksAreHeldUntilTheEndOfTheTransaction() {
        List<Observed> statements = TextReader.ofEach().read(file("001-locks", """
                        ALTER TABLE a VALIDATE CONSTRAINT c;
                        ALTER TABLE public.a ADD b int;
                        CREATE INDEX i ON d (e);
                        SELECT 1;
                        """));
        assertThat(statements)
                .extracting(statement -> statement.heldBefore().toString())
                .containsExactly(
                        "{}", "{a=SHARE_UPDATE_EXCLUSIVE}", "{a=ACCESS_EXCLUSIVE}", "{a=ACCESS_EXCLUSIVE, d=SHARE}");
        assertThat(statements).allMatch(Observed::inTransaction);
    }

    @Test
    void outsideATransactionLocksAreHeldOnlyBetweenBeginAndCommit() {
        List<Observed> statements = TextReader.ofEach().read(file("001-outside", """
                        -- dbmigrate: no-transaction
                        ALTER TABLE a ADD b int;
                        BEGIN;
                        LOCK c;
                        SELECT 1;
                        COMMIT;
                        VACUUM c;
                        """));
        assertThat(statements)
                .extracting(statement -> statement.inTransaction() + " " + statement.heldBefore())
                .containsExactly(
                        "false {}",
                        "false {}",
                        "true {}",
                        "true {c=ACCESS_EXCLUSIVE}",
                        "true {c=ACCESS_EXCLUSIVE}",
                        "false {}");
    }

    @Test
    void aFileMayTurnTheLockTimeoutOff() {
        assertThat(patience("SET lock_timeout = 0; SELECT 1; SET LOCAL lock_timeout = '2s'; SELECT 1;"))
                .isEqualTo("false true true false");
        assertThat(patience("-- dbmigrate: lock-timeout 0\nSELECT 1;")).isEqualTo("true");
        assertThat(patience("-- dbmigrate: lock-timeout 5s\nSELECT 1;")).isEqualTo("false");
    }

    private static String patience(String sql) {
        return TextReader.ofEach().read(file("001-patience", sql)).stream()
                .map(statement -> String.valueOf(statement.lockTimeoutOff()))
                .collect(Collectors.joining(" "));
    }

    @Test
    void ofSeveralActionsEachHasItsPlace() {
        assertThat(places("ALTER TABLE t\n  ADD a int, -- why\n  DROP COLUMN b;\n"))
                .containsExactly(
                        "Locked t ACCESS_EXCLUSIVE: ADD a int",
                        "ColumnAdded t [a integer]: ADD a int",
                        "Dropped <table column> <t.b> t <b> named: DROP COLUMN b");
        assertThat(places("SELECT 1;\nALTER TABLE t DROP COLUMN b;\n"))
                .containsExactly(
                        "Locked t ACCESS_EXCLUSIVE: ALTER TABLE t DROP COLUMN b",
                        "Dropped <table column> <t.b> t <b> named: ALTER TABLE t DROP COLUMN b");
    }

    private static List<String> places(String sql) {
        return TextReader.ofEach().read(file("001-places", sql)).stream()
                .flatMap(statement -> statement.facts().stream())
                .map(fact -> Noted.of(fact.observation()) + ": " + sql.substring(fact.offset(), fact.end()))
                .toList();
    }

    @Test
    void aStringThatIsReadOtherwiseThanTheServerReadsItIsPassedOver() {
        assertThat(Noted.of(TextReader.ofEach().read(file("001-strings", """
                        SET standard_conforming_strings = off;
                        DELETE FROM a WHERE b = '\\' OR ';
                        """)))).containsExactly();
    }
}
