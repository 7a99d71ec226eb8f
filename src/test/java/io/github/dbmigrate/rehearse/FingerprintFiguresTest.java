package io.github.dbmigrate.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.history.HistoryTable;
import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.testing.CountingProxy;
import io.github.dbmigrate.testing.PostgresExtension;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Measures, for {@code mvn test -Pbench}, how long a schema of 500 tables takes to be read, and writes it to {@code target/bench}. */
@Tag("bench")
@ExtendWith(PostgresExtension.class)
class FingerprintFiguresTest {
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 7);
    private static final int TABLES = 500;

    @Test
    void readsManyTables(Db db) throws Exception {
        db.run("""
                DO $$ BEGIN
                FOR i IN 1..%d LOOP
                  EXECUTE format('CREATE TABLE t%%1$s (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a text NOT NULL, b int DEFAULT 3, '
                    'c timestamptz DEFAULT now(), d numeric(10,2), e jsonb, f uuid UNIQUE, g bool, h date, i varchar(50) CHECK (i <> ''''), '
                    'j smallint, parent bigint REFERENCES t%%2$s); CREATE INDEX ON t%%1$s (parent); CREATE INDEX ON t%%1$s (lower(a))', i, greatest(1, i - 1));
                END LOOP; END $$;
                """.formatted(TABLES));
        Fingerprint fingerprint = new Fingerprint(HistoryTable.DEFAULT, List.of());
        try (var proxy = CountingProxy.before(db);
                Database database = FingerprintTest.connect(proxy.db())) {
            proxy.traffic().reset();
            double first = millis(() -> fingerprint.hash(database));
            double hash = median(() -> fingerprint.hash(database));
            double rows = median(() -> fingerprint.read(database));
            assertThat(proxy.traffic().roundTrips()).isEqualTo(1 + 2 * ROUNDS);
            int objects = fingerprint.read(database).objects().size();
            Path file = Files.createDirectories(Path.of("target", "bench")).resolve("fingerprint.md");
            Files.writeString(file, """
                    | %d tables of 12 columns, %d objects | time | round trips |
                    |---|---:|---:|
                    | hash, the first of a session | %.0f ms | 1 |
                    | hash | %.0f ms | 1 |
                    | all objects | %.0f ms | 1 |
                    """.formatted(TABLES, objects, first, hash, rows));
            assertThat(file).isNotEmptyFile();
        }
    }

    private static double median(Runnable work) {
        double[] times = new double[ROUNDS];
        Arrays.setAll(times, i -> millis(work));
        Arrays.sort(times);
        return times[ROUNDS / 2];
    }

    private static double millis(Runnable work) {
        long begun = System.nanoTime();
        work.run();
        return (System.nanoTime() - begun) / 1e6;
    }
}
