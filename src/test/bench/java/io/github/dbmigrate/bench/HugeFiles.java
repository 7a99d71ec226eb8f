package io.github.dbmigrate.bench;

import io.github.dbmigrate.testing.BigFile;
import io.github.dbmigrate.testing.SmallJvm;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * A file of 300 MB, in a JVM with 64 MB of heap, side by side with {@code psql -1 -f}. Ours has the start of a JVM and the first
 * pass over the file in it.
 */
record HugeFiles(BenchServer server, Stopwatch stopwatch, Path projects, Wish wish, Results results) {
    static final String INSERTS = "INSERTs, one a line";
    static final String COPY = "one COPY and an index";
    static final String OURS = "migrate, -Xmx64m";
    private static final String FILE = "001-big.sql";
    private static final int MOST_ROUNDS = 3;

    private interface Writing {
        int rows(Path file, long bytes) throws IOException;
    }

    void run() throws IOException, InterruptedException, SQLException {
        rounds(INSERTS, BigFile::inserts);
        rounds(COPY, BigFile::copy);
    }

    Measure measure(String kind, String who) {
        return measure(wish, kind, who);
    }

    static Measure measure(Wish wish, String kind, String who) {
        return new Measure(wish.bytes() / 1_000_000 + " MB, " + kind, who, "s");
    }

    private void rounds(String kind, Writing writing) throws IOException, InterruptedException, SQLException {
        Path project = projects.resolve("huge");
        Path folder = project.resolve(MigrationFiles.FOLDER);
        Path file = folder.resolve(FILE);
        int rows = writing.rows(file, wish.bytes());
        for (int round = 0; round < Math.min(wish.repeat(), MOST_ROUNDS); round++) {
            if (Tools.hasPsql()) {
                once(measure(kind, Tools.PSQL), rows, db -> stopwatch.time(Psql.oneFile(folder, FILE, db)));
            }
            once(measure(kind, OURS), rows, db -> {
                SmallJvm.Ended ended = SmallJvm.migrate(db, project, "64m");
                if (ended.status() != 0) {
                    throw new FailedException(
                            ended.printed().lines().findFirst().orElse("it said nothing"));
                }
            });
        }
        Files.delete(file);
    }

    private interface Work {
        void on(Db db) throws IOException, InterruptedException, FailedException;
    }

    private void once(Measure measure, int rows, Work work) throws IOException, InterruptedException, SQLException {
        Db db = server.fresh();
        try {
            long started = System.nanoTime();
            work.on(db);
            double seconds = (System.nanoTime() - started) / 1e9;
            String found = db.ask("SELECT count(*) FROM big");
            if (!found.equals(Integer.toString(rows))) {
                throw new FailedException("%s of %d rows".formatted(found, rows));
            }
            results.add(measure, seconds);
        } catch (FailedException e) {
            results.failed(measure, e.reason());
        }
        server.drop(db);
    }
}
