package io.github.dbmigrate.bench;

import io.github.dbmigrate.testing.TestPostgres.Db;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Nothing to do among 1,000 files and among 10,000, without Maven around it: reading, hashing, planning and one question. */
record ManyFiles(BenchServer server, ChildJvm jvm, Path projects, Wish wish, Results results) {
    static final String WHAT = "nothing to do, engine alone";
    private static final List<Integer> SIZES = List.of(1_000, 10_000);
    private static final String SQL = """
            -- As long as a usual small migration, and cheap to apply: what counts here is that there are many of them.
            SELECT 'order', 'customer', 'product', 'shipment', 'payment', 'coupon', 'address', 'return', 'review', %d;
            """;

    static Measure measure(int files) {
        return new Measure(WHAT, String.format(Locale.ROOT, "%,d files", files), "ms");
    }

    void run() throws IOException, InterruptedException, SQLException {
        List<String> arguments = new ArrayList<>(List.of(Integer.toString(wish.repeat())));
        List<Db> databases = new ArrayList<>();
        for (int size : SIZES) {
            Path project = projects.resolve("files-" + size);
            write(project, size);
            Db db = server.fresh();
            if (databases.isEmpty()) {
                arguments.addAll(List.of(db.host(), Integer.toString(db.port()), db.user()));
            }
            databases.add(db);
            arguments.addAll(List.of(project.toString(), db.database()));
        }
        try {
            Map<String, String> secret =
                    Map.of("BENCH_PASSWORD", databases.get(0).password());
            for (String line : jvm.run(FilesMain.class, arguments, secret)) {
                int blank = line.indexOf(' ');
                int size = SIZES.get(Integer.parseInt(line.substring(0, blank)));
                results.add(measure(size), Double.parseDouble(line.substring(blank + 1)));
            }
        } catch (FailedException e) {
            SIZES.forEach(size -> results.failed(measure(size), e.reason()));
        }
        for (Db db : databases) {
            server.drop(db);
        }
    }

    private static void write(Path project, int count) throws IOException {
        Path folder = Files.createDirectories(project.resolve(MigrationFiles.FOLDER));
        for (int number = 1; number <= count; number++) {
            Files.writeString(
                    folder.resolve(String.format(Locale.ROOT, "%05d-step.sql", number)),
                    String.format(Locale.ROOT, SQL, number));
        }
    }
}
