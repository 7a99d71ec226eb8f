package io.github.dbmigrate.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.testing.BigFile;
import io.github.dbmigrate.testing.PostgresExtension;
import io.github.dbmigrate.testing.SmallJvm;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files of 300 MB in 64 MB of memory, for {@code mvn test -Pbench}, side by side with {@code psql -1 -f}. The times go to
 * {@code target/bench}; ours has the start of a JVM and the first pass in it.
 */
@Tag("bench")
@ExtendWith(PostgresExtension.class)
class HugeFilesTest {
    /** {@code -Dbench.bytes=30000000} is for a machine that is busy. */
    private static final long LENGTH = Long.getLong("bench.bytes", 300_000_000);

    private static final int ROUNDS = 2;

    @TempDir
    Path directory;

    private interface Making {
        int rows(Path file, long bytes) throws IOException;
    }

    @Test
    void besidePsql(Db db) throws Exception {
        List<String> table = new ArrayList<>();
        table.add("| %d MB, best of %d | psql -1 -f, s | migrate in 64 MB, s | psql's time / ours |"
                .formatted(LENGTH / 1_000_000, ROUNDS));
        table.add("|---|---:|---:|---:|");
        table.add(row("INSERTs", db, BigFile::inserts));
        table.add(row("one COPY and an index", db, BigFile::copy));
        Path figures = Files.createDirectories(Path.of("target", "bench")).resolve("huge-files.md");
        Files.write(figures, table);
        assertThat(figures).isNotEmptyFile();
    }

    private String row(String what, Db db, Making making) throws Exception {
        Path file = directory.resolve("db").resolve("001-big.sql");
        String rows = Integer.toString(making.rows(file, LENGTH));
        double psql = Double.MAX_VALUE;
        double ours = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            psql = Math.min(psql, seconds(db, rows, () -> psql(db, file)));
            ours = Math.min(ours, seconds(db, rows, () -> {
                var ended = SmallJvm.migrate(db, directory, "64m");
                assertThat(ended.status()).as(ended.printed()).isZero();
            }));
        }
        return String.format(Locale.ROOT, "| %s | %.1f | %.1f | %.2f |", what, psql, ours, psql / ours);
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double seconds(Db db, String rows, Work work) throws Exception {
        db.run("DROP TABLE IF EXISTS big, schema_migrations");
        long started = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - started) / 1e9;
        assertThat(db.ask("SELECT count(*) FROM big")).isEqualTo(rows);
        return seconds;
    }

    private static void psql(Db db, Path file) throws IOException, InterruptedException {
        Process psql = new ProcessBuilder(
                        "psql", "-X", "-q", "-1", "-v", "ON_ERROR_STOP=1", "-f", file.toString(), db.url())
                .redirectErrorStream(true)
                .start();
        psql.getOutputStream().close();
        String printed = new String(psql.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(psql.waitFor()).as(printed).isZero();
    }
}
