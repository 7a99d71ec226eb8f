package io.github.dbmigrate.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.testing.PostgresExtension;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the looks between statements cost where there are many tables; written to {@code target/bench/observer.txt}. */
@Tag("bench")
@ExtendWith(PostgresExtension.class)
class ObserverFiguresTest {
    private static final int TABLES = 500;
    private static final int STATEMENTS = 40;
    private static final int RUNS = 5;

    @Test
    void ofFiveHundredTables(Db db) throws Exception {
        StringBuilder sql = new StringBuilder();
        for (int i = 0; i < TABLES; i++) {
            sql.append("CREATE TABLE t").append(i).append(" (id bigint PRIMARY KEY");
            for (int column = 1; column < 12; column++) {
                sql.append(", c").append(column).append(" int DEFAULT 1");
            }
            sql.append(", UNIQUE (c1), CHECK (c2 > 0), CHECK (c3 > 0));\n");
        }
        List<String> figures = new ArrayList<>();
        try (Observing observing = Observing.on(db, true, sql.toString())) {
            for (int tables : List.of(1, 5, STATEMENTS)) {
                StringBuilder migration = new StringBuilder();
                for (int i = 0; i < STATEMENTS; i++) {
                    migration
                            .append("ALTER TABLE t")
                            .append(i % tables)
                            .append(" ADD COLUMN x")
                            .append(i)
                            .append(" int;\n");
                }
                for (int run = 1; run <= RUNS; run++) {
                    List<Long> times = observing.times(migration.toString());
                    figures.add(tables + " tables changed, run " + run + ": median " + times.get(STATEMENTS / 2)
                            + " us, longest " + times.get(STATEMENTS - 1) + " us");
                }
            }
        }
        Path file = Path.of("target/bench/observer.txt");
        Files.createDirectories(file.getParent());
        Files.write(file, figures);
        assertThat(figures).hasSize(3 * RUNS);
    }
}
