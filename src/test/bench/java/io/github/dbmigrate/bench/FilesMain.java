package io.github.dbmigrate.bench;

import io.github.dbmigrate.testing.Migrating;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Migrates two projects of different size in one JVM, and then, in turn, measures runs that find nothing to do. */
final class FilesMain {
    private static final int WARM_UP = 5;

    private FilesMain() {}

    /** A file for the result, how often, a host, a port, a user, and for each project its directory and its database. */
    public static void main(String[] arguments) throws IOException {
        int repeat = Integer.parseInt(arguments[1]);
        List<Migrating> projects = new ArrayList<>();
        for (int next = 5; next < arguments.length; next += 2) {
            Db db = new Db(
                    arguments[2],
                    Integer.parseInt(arguments[3]),
                    arguments[4],
                    System.getenv().getOrDefault("BENCH_PASSWORD", ""),
                    arguments[next + 1]);
            Migrating project = Migrating.on(db, Path.of(arguments[next]));
            project.run().ok();
            projects.add(project);
        }
        List<String> lines = new ArrayList<>();
        for (int round = 0; round < WARM_UP + repeat; round++) {
            for (int project = 0; project < projects.size(); project++) {
                long started = System.nanoTime();
                projects.get(project).run().ok();
                double millis = (System.nanoTime() - started) / 1e6;
                if (round >= WARM_UP) {
                    lines.add(String.format(Locale.ROOT, "%d %.3f", project, millis));
                }
            }
        }
        Files.write(Path.of(arguments[0]), lines);
        Runtime.getRuntime().halt(0);
    }
}
