package io.github.dbmigrate.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.migration.Checksum;
import io.github.dbmigrate.migration.FileName;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.script.Script;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecipeTest {
    private static final List<String> SERVER = List.of("17.11.0", "linux-amd64");

    @Test
    void aKeyForEachMigrationHoldsAllThatWasBefore() {
        List<String> two = keys(file("001-a.sql", "SELECT 1;"), file("002-b.sql", "SELECT 2;"));
        assertThat(two).hasSize(2).doesNotHaveDuplicates().allMatch(key -> key.matches("[0-9a-f]{64}"));
        List<String> three =
                keys(file("001-a.sql", "SELECT 1;"), file("002-b.sql", "SELECT 2;"), file("003-c.sql", "SELECT 3;"));
        assertThat(three.subList(0, 2)).isEqualTo(two);
        assertThat(keys(file("001-a.sql", "SELECT 0;"), file("002-b.sql", "SELECT 2;")))
                .doesNotContainAnyElementsOf(two);
    }

    @Test
    void theNameOfAFileItsLineEndsAndWhatStandsBesideItCount() {
        assertThat(List.of(
                        keys(file("001-a.sql", "SELECT 1;\n")),
                        keys(file("001-b.sql", "SELECT 1;\n")),
                        keys(file("001-a.sql", "SELECT 1;\r\n")),
                        keys(file("001-a.sql", "SELECT 1;\n", "001-a.sql.conf: executeInTransaction=false"))))
                .doesNotHaveDuplicates();
    }

    @Test
    void theServerAndTheCircumstancesCount() {
        List<Migration> files = List.of(file("001-a.sql", "SELECT 1;"));
        assertThat(List.of(
                        new Recipe(List.of(), files).keys(SERVER),
                        new Recipe(List.of(), files).keys(List.of("17.10.0", "linux-amd64")),
                        new Recipe(List.of("tenant", "acme"), files).keys(SERVER),
                        new Recipe(List.of("tena", "ntacme"), files).keys(SERVER),
                        new Recipe(List.of(), files).under("1.0").keys(SERVER)))
                .doesNotHaveDuplicates();
    }

    @Test
    void anEmptyRecipeHasNoKeys() {
        assertThat(Recipe.EMPTY.keys(SERVER)).isEmpty();
    }

    private static List<String> keys(Migration... migrations) {
        return new Recipe(List.of(), Arrays.asList(migrations)).keys(SERVER);
    }

    private static Migration file(String name, String sql) {
        return file(name, sql, null);
    }

    private static Migration file(String name, String sql, @Nullable String marker) {
        return new Migration(
                FileName.parse(name).orElseThrow(),
                name,
                Script.of(sql),
                Checksum.of(sql),
                Checksum.ofBytes(sql.getBytes(StandardCharsets.UTF_8)),
                null,
                marker);
    }
}
