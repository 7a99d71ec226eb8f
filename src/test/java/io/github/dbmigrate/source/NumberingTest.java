package io.github.dbmigrate.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.migration.FileName;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberingTest {

    @Test
    void twoFilesWithOneNumberAreAnError() {
        assertThat(problems("044-users.sql 045-add-coupons.sql 045-index-orders.sql 046-x.sql"))
                .containsExactly("""
                error[duplicate-version]: two migrations are called 045
                 --> db/045-add-coupons.sql
                 --> db/045-index-orders.sql
                 = help: give the newer one the next free number: 047-index-orders.sql""");
    }

    @Test
    void oneNumberWrittenInSeveralWaysIsStillOneNumber() {
        assertThat(problems("01-a.sql 1-b.sql V1__c.sql")).containsExactly("""
                error[duplicate-version]: 3 migrations have the number 1
                 --> db/01-a.sql
                 --> db/1-b.sql
                 --> db/V1__c.sql
                 = help: give the newer one the next free number: 02-c.sql""");
        assertThat(problems("V1.0__a.sql V1__b.sql")).hasSize(1);
        assertThat(problems("001-a.sql 001-a.up.sql")).hasSize(1);
    }

    @Test
    void twoFilesOfOneMomentAreAnError() {
        assertThat(problems("20240101120000-a.sql 20240101120000-b.sql")).containsExactly("""
                error[duplicate-version]: two migrations are called 20240101120000
                 --> db/20240101120000-a.sql
                 --> db/20240101120000-b.sql
                 = help: give the newer one a later time""");
    }

    @Test
    void twoFilesThatUndoOneMigrationAreAnError() {
        assertThat(problems("001-a.up.sql 001-a.down.sql U1__a.sql")).containsExactly("""
                error[duplicate-version]: two files undo 1
                 --> db/001-a.down.sql
                 --> db/U1__a.sql
                 = help: keep one of them""");
    }

    @Test
    void repeatableOnesAreKnownByTheirNameAlone() {
        assertThat(problems("a/R__totals.sql b/R__totals.sql b/R__Totals.sql")).containsExactly("""
                error[duplicate-version]: two migrations are called R__totals
                 --> db/a/R__totals.sql
                 --> db/b/R__totals.sql
                 = help: rename all but one""");
    }

    @Test
    void aDownFileWithoutItsMigrationIsAWarning() {
        assertThat(problems("001-a.sql 002-b.down.sql")).containsExactly("""
                warning[down-without-up]: there is no 002 that this undoes
                 --> db/002-b.down.sql
                 = help: add the migration, or remove the file""");
    }

    @Test
    void missingNumbersAreOneWarning() {
        assertThat(problems("001-a.sql 002-b.sql 004-d.sql 005-e.sql 009-i.sql"))
                .containsExactly("""
                warning[gap]: no migration has the number 003, 006-008
                 --> db/004-d.sql
                 = help: if a file was not committed or got lost, bring it back; otherwise nothing is wrong""");
        assertThat(problems("002-b.sql 003-c.sql"))
                .singleElement()
                .asString()
                .startsWith("warning[gap]: no migration has the number 001\n");
        assertThat(problems("V1__a.sql V3__c.sql"))
                .singleElement()
                .asString()
                .startsWith("warning[gap]: no migration has the number 2\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "000-a.sql 001-b.sql 002-c.sql",
                "001-a.sql 002-b.sql",
                "280-squashed.sql 281-b.sql",
                "5-a.sql",
                "20240101120000-a.sql 20240301120000-b.sql",
                "20240101-a.sql 20240301-b.sql",
                "001-a.sql 002-b.sql 20240301120000-b.sql",
                "010-a.sql 020-b.sql 040-d.sql",
                "V1_1__a.sql V1_3__b.sql",
                "V1__a.sql V3_1__b.sql",
                "R__a.sql",
                "001-a.sql 002-b.sql 002-b.down.sql",
                "001-A.sql R__a.sql R__A.sql",
            })
    void thisIsNoGapAndNoProblem(String names) {
        assertThat(problems(names.replace("002-b.sql 002-b.down.sql", "002-b.up.sql 002-b.down.sql")))
                .isEmpty();
    }

    @Test
    void aNameThatTheHistoryCannotHoldIsAnError() {
        String longest = "001-" + "\u00e9".repeat(251);
        assertThat(problems(longest + ".sql")).isEmpty();
        assertThat(problems(longest + "x.sql"))
                .singleElement()
                .asString()
                .startsWith("error[long-name]: the name has 256 characters; the history holds 255\n");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 001-",
        "R__a.sql, 001-",
        "001-a.sql, 002-",
        "099_a.sql 7-b.sql, 100_",
        "999-a.sql, 1000-",
        "V1__a.sql V1_9__b.sql, V1.10__",
        "V1__a.sql V2__b.sql, V3__",
        "20240101120000_a/migration.sql, 20240101120001_",
    })
    void theNextNumberFollowsTheNewest(String names, String next) {
        assertThat(numbering(names).next()).isEqualTo(next);
    }

    private static List<String> problems(String names) {
        return numbering(names).problems().stream()
                .map(MigrationFolderTest::text)
                .toList();
    }

    private static Numbering numbering(String names) {
        return new Numbering(Stream.of(names.split(" "))
                .filter(name -> !name.isEmpty())
                .map(name -> new SqlFile(FileName.parse(name).orElseThrow(), Path.of(name), "db/" + name))
                .toList());
    }
}
