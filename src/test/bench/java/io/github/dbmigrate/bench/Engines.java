package io.github.dbmigrate.bench;

import io.github.dbmigrate.testing.TestPostgres.Db;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * 1,000 migrations without Maven around them, straight on the server. An engine has applied 100 in the same JVM before, on another
 * database; its time is that of one call, with connecting, reading and planning in it. That of psql is its whole process.
 */
final class Engines {
    static final int MIGRATIONS = 1000;
    /** The network on which our own engine is measured as well; the others' share of Maven is nothing there. */
    static final int FAR = 20;

    static final String IN_MEMORY = "1,000 migrations, engine alone";
    static final String ON_DISK = IN_MEMORY + ", every commit waits for the disk";
    static final String FAR_AWAY = IN_MEMORY + ", at 20 ms";

    private static final int BEFORE = 100;

    private final Stopwatch stopwatch;
    private final ChildJvm jvm;
    private final Wish wish;
    private final Results results;
    private final Path warmUp;
    private final Path project;

    Engines(Stopwatch stopwatch, ChildJvm jvm, Path projects, Wish wish, Results results) throws IOException {
        this.stopwatch = stopwatch;
        this.jvm = jvm;
        this.wish = wish;
        this.results = results;
        // Psql's project has everything that an engine needs.
        warmUp = Files.createDirectories(projects.resolve("engine-" + BEFORE));
        new Psql().write(warmUp, BEFORE);
        project = Files.createDirectories(projects.resolve("engine-" + MIGRATIONS));
        new Psql().write(project, MIGRATIONS);
    }

    void near(BenchServer server, String what) throws IOException, InterruptedException, SQLException {
        for (int round = 0; round < wish.repeat(); round++) {
            if (Tools.hasPsql()) {
                psql(server, what);
            }
            for (Engine engine : Engine.values()) {
                engine(server, engine, what, 0);
            }
        }
    }

    void far(BenchServer server) throws IOException, InterruptedException, SQLException {
        for (Engine engine : Engine.values()) {
            if (engine.isOurs()) {
                engine(server, engine, FAR_AWAY, FAR);
            }
        }
    }

    static Measure measure(String what, String who) {
        return new Measure(what, who, "ms");
    }

    private void psql(BenchServer server, String what) throws IOException, InterruptedException, SQLException {
        Measure measure = measure(what, Tools.PSQL);
        Db db = server.fresh();
        try {
            results.add(
                    measure,
                    1000 * stopwatch.time(new Psql().migrate(project, db)).seconds());
        } catch (FailedException e) {
            results.failed(measure, e.reason());
        }
        server.drop(db);
    }

    private void engine(BenchServer server, Engine engine, String what, int latency)
            throws IOException, InterruptedException, SQLException {
        Measure measure = measure(what, engine.word());
        Db before = server.fresh();
        Db db = server.fresh();
        try (DelayingProxy far = latency == 0 ? null : DelayingProxy.before(db, latency)) {
            List<String> arguments = new ArrayList<>(List.of(engine.name()));
            arguments.addAll(place(warmUp, before));
            arguments.addAll(place(project, far == null ? db : far.db()));
            List<String> lines = jvm.run(EngineMain.class, arguments, Map.of("BENCH_PASSWORD", db.password()));
            String applied = db.ask(MigrationFiles.applied());
            if (!applied.equals(Integer.toString(MIGRATIONS))) {
                throw new FailedException("it applied %s of %d migrations".formatted(applied, MIGRATIONS));
            }
            results.add(measure, Double.parseDouble(lines.get(0)));
        } catch (FailedException e) {
            results.failed(measure, e.reason());
        }
        server.drop(before);
        server.drop(db);
    }

    private static List<String> place(Path project, Db db) {
        return Stream.of(project.toString(), db.host(), Integer.toString(db.port()), db.user(), db.database())
                .toList();
    }
}
