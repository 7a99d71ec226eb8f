package io.github.dbmigrate.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.testing.PostgresExtension;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class TableSizesTest {

    @Test
    void tablesAreMeasuredWithTheirPartitionsAndWhatIsMissingIsLeftOut(Db db) throws SQLException {
        Relation quoted = new Relation("public", "It's", Relation.Kind.TABLE, false);
        Relation parts = new Relation("", "parts", Relation.Kind.PARTITIONED_TABLE, false);
        Relation empty = new Relation("public", "empty", Relation.Kind.TABLE, false);
        Relation missing = new Relation("nowhere", "missing", Relation.Kind.TABLE, false);
        db.run(
                "CREATE TABLE public.\"It's\" (id int PRIMARY KEY, t text); INSERT INTO \"It's\" SELECT i, 'x' FROM generate_series(1, 1000) i;"
                        + " CREATE TABLE empty (t text);"
                        + " CREATE TABLE parts (id int) PARTITION BY RANGE (id);"
                        + " CREATE TABLE a PARTITION OF parts FOR VALUES FROM (0) TO (10);"
                        + " CREATE TABLE b PARTITION OF parts FOR VALUES FROM (10) TO (20);"
                        + " INSERT INTO parts VALUES (1), (2), (11); ANALYZE");
        List<Relation> asked = List.of(quoted, missing, parts, empty);

        Map<Relation, TableSize> sizes = TableSizes.read(asked, ask(db, TableSizes.sql(asked)));

        assertThat(sizes).containsOnlyKeys(quoted, parts, empty);
        TableSize big = Objects.requireNonNull(sizes.get(quoted));
        assertThat(big.rows()).isEqualTo(1000);
        assertThat(big.heapBytes()).isGreaterThan(30_000);
        assertThat(big.indexBytes()).isGreaterThan(8_000);
        assertThat(big.isEmpty()).isFalse();
        assertThat(big.sessions()).isZero();
        assertThat(Objects.requireNonNull(sizes.get(parts)).rows()).isEqualTo(3);
        assertThat(sizes.get(parts)).hasToString("parts has about 3 rows, 17 kB");
        assertThat(sizes.get(empty)).hasToString("public.empty is empty");
    }

    @Test
    void whoUsesATableIsCounted(Db db) throws SQLException {
        Relation table = new Relation("public", "t", Relation.Kind.TABLE, false);
        db.run("CREATE TABLE t (a int)");
        try (Connection other = db.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("INSERT INTO t VALUES (1)");
            TableSize size =
                    Objects.requireNonNull(TableSizes.read(List.of(table), ask(db, TableSizes.sql(List.of(table))))
                            .get(table));
            assertThat(size.sessions()).isEqualTo(1);
            // Nobody has analysed it; before 14 that is 0.
            assertThat(size.rows()).isLessThanOrEqualTo(0);
        }
    }

    private static List<List<@Nullable String>> ask(Db db, String sql) throws SQLException {
        List<List<@Nullable String>> rows = new ArrayList<>();
        try (Connection connection = db.connect();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            while (answer.next()) {
                List<@Nullable String> row = new ArrayList<>();
                for (int i = 1; i <= answer.getMetaData().getColumnCount(); i++) {
                    row.add(answer.getString(i));
                }
                rows.add(Collections.unmodifiableList(row));
            }
        }
        return rows;
    }
}
