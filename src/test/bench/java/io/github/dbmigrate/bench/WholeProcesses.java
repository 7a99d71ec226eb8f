package io.github.dbmigrate.bench;

import io.github.dbmigrate.testing.CountingProxy;
import io.github.dbmigrate.testing.TestPostgres.Db;
import io.github.dbmigrate.testing.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Runs every tool as its user does, a process from start to end, one after the other and that several times, so that a moment in
 * which the machine is busy hits all of them. Between a tool and the server stand a proxy that counts, seen from the tool, and
 * behind it one that delays.
 */
final class WholeProcesses {
    /** How many migrations have been applied when nothing is to be done. */
    static final int APPLIED = 100;

    private final BenchServer server;
    private final Stopwatch stopwatch;
    private final Path projects;
    private final Wish wish;
    private final Results results;
    private final List<Tool> tools = new ArrayList<>();

    WholeProcesses(BenchServer server, Stopwatch stopwatch, Path projects, Wish wish, Results results) {
        this.server = server;
        this.stopwatch = stopwatch;
        this.projects = projects;
        this.wish = wish;
        this.results = results;
    }

    /** Runs every tool once, unmeasured, and lets it fetch what it needs. Who fails is not measured. */
    void prepare(List<Tool> all) throws IOException, InterruptedException, SQLException {
        // Maven looks for this directory upwards, and would find the one of this build.
        Files.createDirectories(projects.resolve(".mvn"));
        for (Tool tool : all) {
            if (!wish.wants(tool.word())) {
                continue;
            }
            Db db = server.fresh();
            try {
                stopwatch.time(tool.firstTime(project(tool, 1), db));
                check(tool, db, 1);
                tools.add(tool);
            } catch (FailedException e) {
                results.unfit(tool.word(), "the first run failed: " + e.reason());
            }
            server.drop(db);
        }
    }

    void nothingToDo(int latency) throws IOException, InterruptedException, SQLException {
        Map<String, Db> applied = new TreeMap<>();
        List<Tool> ready = new ArrayList<>();
        for (Tool tool : tools) {
            Db db = server.fresh();
            applied.put(tool.word(), db);
            try {
                stopwatch.time(tool.migrate(project(tool, APPLIED), db));
                check(tool, db, APPLIED);
                ready.add(tool);
            } catch (FailedException e) {
                results.series(new Case(tool.word(), 0, latency)).failed(e.reason());
            }
        }
        rounds(ready, 0, latency, tool -> {
            Db db = Objects.requireNonNull(applied.get(tool.word()));
            return run(db, latency, through -> tool.nothingToDo(project(tool, APPLIED), through));
        });
        for (Db db : applied.values()) {
            server.drop(db);
        }
    }

    void apply(int migrations, int latency) throws IOException, InterruptedException, SQLException {
        List<Tool> ready = tools.stream().filter(tool -> !tool.isFloor()).toList();
        rounds(ready, migrations, latency, tool -> {
            Db db = server.fresh();
            try {
                Sample sample = run(db, latency, through -> tool.migrate(project(tool, migrations), through));
                check(tool, db, migrations);
                return sample;
            } finally {
                server.drop(db);
            }
        });
    }

    private interface Run {
        Sample of(Tool tool) throws IOException, InterruptedException, SQLException, FailedException;
    }

    private interface Wording {
        Command on(Db through) throws IOException;
    }

    private void rounds(List<Tool> ready, int pending, int latency, Run run)
            throws IOException, InterruptedException, SQLException {
        for (int round = 0; round < wish.repeat(); round++) {
            for (Tool tool : ready) {
                Series series = results.series(new Case(tool.word(), pending, latency));
                boolean affordable = round == 0
                        || series.secondsInAll() * (round + 1) / round
                                < wish.budget().toSeconds();
                if (series.failure() == null && affordable) {
                    try {
                        series.add(run.of(tool));
                    } catch (FailedException e) {
                        series.failed(e.reason());
                    }
                }
            }
        }
    }

    private Sample run(Db db, int latency, Wording wording) throws IOException, InterruptedException, FailedException {
        try (DelayingProxy far = latency == 0 ? null : DelayingProxy.before(db, latency);
                CountingProxy counting = CountingProxy.before(far == null ? db : far.db())) {
            Cost cost = stopwatch.time(wording.on(counting.db()));
            Traffic traffic = counting.traffic();
            return new Sample(cost, traffic.connections(), traffic.startUpTrips(), traffic.roundTrips());
        }
    }

    private static void check(Tool tool, Db db, int migrations) throws SQLException, FailedException {
        String found = db.ask(MigrationFiles.applied());
        if (!tool.isFloor() && !found.equals(Integer.toString(migrations))) {
            throw new FailedException("it applied %s of %d migrations".formatted(found, migrations));
        }
    }

    private Path project(Tool tool, int migrations) throws IOException {
        Path project = projects.resolve(tool.word() + "-" + migrations);
        if (!Files.isDirectory(project)) {
            Files.createDirectories(project);
            tool.write(project, migrations);
        }
        return project;
    }
}
