package io.github.dbmigrate.goal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.testing.CountingProxy;
import io.github.dbmigrate.testing.Migrating;
import io.github.dbmigrate.testing.PostgresExtension;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Measures, for {@code mvn test -Pbench}, what the documentation says of speed, and writes it to {@code target/bench}. */
@Tag("bench")
@ExtendWith(PostgresExtension.class)
class FiguresTest {
    private static final List<Integer> COUNTS = List.of(1, 10, 100, 1000);

    @TempDir
    private Path directory;

    @Test
    void roundTripsAndTimes(Db db) throws Exception {
        List<String> table = new ArrayList<>();
        table.add("| pending migrations | round trips after connecting | ms in all | ms each |");
        table.add("|---:|---:|---:|---:|");
        Migrating project = Migrating.on(db, directory);
        project.file("0001-first.sql", "CREATE TABLE first (id int)").run().ok();
        table.add(row(db, project, 0));
        int next = 2;
        for (int count : COUNTS) {
            for (int i = 0; i < count; i++, next++) {
                project.file("%04d-step.sql".formatted(next), statements(next));
            }
            table.add(row(db, project, count));
        }
        Path file = Files.createDirectories(Path.of("target", "bench")).resolve("figures.md");
        Files.write(file, table);
        assertThat(file).isNotEmptyFile();
    }

    private static String statements(int number) {
        return """
                CREATE TABLE step_%1$d (id int PRIMARY KEY, name text);
                INSERT INTO step_%1$d VALUES (1, 'one'), (2, 'two');
                CREATE INDEX ON step_%1$d (name);
                """.formatted(number);
    }

    private static String row(Db db, Migrating project, int pending) throws Exception {
        try (var proxy = CountingProxy.before(db)) {
            long started = System.nanoTime();
            var ran = project.on(proxy.db()).run().ok();
            double millis = (System.nanoTime() - started) / 1e6;
            assertThat(ran.applied()).hasSize(pending);
            return "| %d | %d | %.0f | %s |"
                    .formatted(
                            pending,
                            proxy.traffic().roundTrips(),
                            millis,
                            pending == 0 ? "" : "%.2f".formatted(millis / pending));
        }
    }
}
