package io.github.dbmigrate.bench;

import io.github.dbmigrate.bench.MavenGoal.Content;
import io.github.dbmigrate.rehearse.SchemaFigures;
import io.github.dbmigrate.rehearse.SchemaFigures.Fingerprints;
import io.github.dbmigrate.testing.ClassPathBinaries;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code validate} as the gate of a pull request with {@link GateProject#NEW three} new migrations, beside psql, which applies all of
 * them to a server that runs already. The first run has to apply the earlier ones; the second begins with what the first has kept.
 * PostgreSQL's programs are unpacked before both, and initdb has been run.
 */
final class Gates {
    static final String FIRST = "validate, mvn, first run";
    static final String SECOND = "validate, mvn, second run";
    static final String FIRST_ALONE = "validate, cold JVM without Maven, first run";
    static final String SECOND_ALONE = "validate, cold JVM without Maven, second run";
    static final String MAVEN = "mvn with an empty goal";
    static final String PSQL = "psql, all files in one process";
    static final String PSQL_EACH = "psql, one process a file";
    static final String SERVER = "the server's start and stop, cold JVM";

    static final String OBSERVATION = "looks before and behind a statement, " + SchemaFigures.TABLES + " tables";
    static final Measure MOST_CHANGED = observation(SchemaFigures.STATEMENTS);
    static final Measure ROUND_TRIPS =
            new Measure("fingerprint, " + SchemaFigures.TABLES + " tables of 12 columns", "hash", "round trips");

    private final BenchServer server;
    private final Stopwatch stopwatch;
    private final ChildJvm jvm;
    private final Wish wish;
    private final Results results;
    private final GateProject project;
    private final Path cache;
    private final Path data;
    private final Path nothing;

    Gates(BenchServer server, Stopwatch stopwatch, ChildJvm jvm, Path projects, Wish wish, Results results)
            throws IOException {
        this.server = server;
        this.stopwatch = stopwatch;
        this.jvm = jvm;
        this.wish = wish;
        this.results = results;
        this.project = new GateProject(Files.createDirectories(projects.resolve("gate")), stopwatch);
        this.cache = Files.createDirectories(projects.resolve("gate-cache"));
        this.data = Files.createDirectories(projects.resolve("gate-server"));
        this.nothing = Files.createDirectories(projects.resolve("gate-nothing"));
        // Maven looks for this directory upwards, and would find the one of this build.
        Files.createDirectories(projects.resolve(".mvn"));
    }

    static Measure measure(String who) {
        return new Measure(
                "gate, " + GateProject.EARLIER + " earlier and " + GateProject.NEW.size() + " new migrations",
                who,
                "ms");
    }

    void run(Maven maven) throws IOException, InterruptedException, SQLException {
        String plugin =
                new LocalRepository(maven.repository()).installPlugin(Path.of("target", "classes"), Path.of("pom.xml"));
        MavenGoal goal = new MavenGoal(
                "gate",
                maven,
                plugin,
                "validate",
                "<configuration><directory>" + MigrationFiles.FOLDER + "</directory></configuration>",
                List.of(
                        "-Ddbmigrate.baseBranch=" + GateProject.BASE,
                        "-Ddbmigrate.rehearse=always",
                        "-Ddbmigrate.postgresVersion=" + ClassPathBinaries.version()),
                Content.NOTHING);
        Tool empty = Tools.all(maven).stream()
                .filter(tool -> tool.word().equals(Tools.EMPTY))
                .findFirst()
                .orElseThrow();
        Db none = server.fresh();
        try {
            empty.write(nothing, 0);
            stopwatch.time(empty.firstTime(nothing, none));
            goal.write(project.directory(), 0);
            project.write();
            // Unmeasured: fetches and unpacks what is missing.
            stopwatch.time(validate(goal, false));
        } catch (FailedException e) {
            results.failed(measure(FIRST), "the first run failed: " + e.reason());
            server.drop(none);
            return;
        }
        for (int round = 0; round < wish.repeat(); round++) {
            forget();
            maven(goal, FIRST);
            maven(goal, SECOND);
            time(MAVEN, empty.nothingToDo(nothing, none));
            forget();
            alone(FIRST_ALONE);
            alone(SECOND_ALONE);
            child(SERVER, List.of(data.toString()));
            if (Tools.hasPsql()) {
                psql(PSQL);
                psql(PSQL_EACH);
            }
        }
        server.drop(none);
    }

    /** What an earlier run has kept of the migrations. */
    private void forget() throws IOException {
        List<Path> kept;
        try (var entries = Files.list(cache.resolve("dbmigrate").resolve("postgres"))) {
            kept = entries.filter(entry -> entry.getFileName().toString().startsWith("prepared-"))
                    .toList();
        }
        for (Path directory : kept) {
            Trees.delete(directory);
        }
    }

    private Command validate(MavenGoal goal, boolean offline) {
        List<String> typed = new ArrayList<>(List.of(goal.plugin() + ":" + goal.goal()));
        typed.addAll(goal.arguments());
        return new Command(goal.maven().words(offline, typed), environment(), project.directory());
    }

    private Map<String, String> environment() {
        return Map.of("XDG_CACHE_HOME", cache.toString());
    }

    private void maven(MavenGoal goal, String who) throws IOException, InterruptedException {
        try {
            Path result =
                    project.directory().resolve("target").resolve("dbmigrate").resolve("result.json");
            Files.deleteIfExists(result);
            double millis = 1000 * stopwatch.time(validate(goal, true)).seconds();
            check(Files.readString(result));
            results.add(measure(who), millis);
        } catch (FailedException e) {
            results.failed(measure(who), e.reason());
        }
    }

    private void time(String who, Command command) throws IOException, InterruptedException {
        try {
            results.add(measure(who), 1000 * stopwatch.time(command).seconds());
        } catch (FailedException e) {
            results.failed(measure(who), e.reason());
        }
    }

    private void alone(String who) throws IOException, InterruptedException {
        child(who, List.of(data.toString(), project.directory().toString(), GateProject.BASE));
    }

    private void child(String who, List<String> arguments) throws IOException, InterruptedException {
        try {
            List<String> lines = jvm.run(GateMain.class, arguments, environment());
            if (arguments.size() > 1) {
                check(String.join("\n", lines));
            }
            results.add(measure(who), Double.parseDouble(lines.get(0)));
        } catch (FailedException e) {
            results.failed(measure(who), e.reason());
        }
    }

    /** Every new migration is named, which it would not be if the base branch had not been found. */
    private static void check(String named) throws FailedException {
        for (String file : GateProject.NEW) {
            if (!named.contains(file)) {
                throw new FailedException("it says nothing of " + file);
            }
        }
    }

    private void psql(String who) throws IOException, InterruptedException, SQLException {
        Measure measure = measure(who);
        double spent = results.measured(measure).map(Spread::sum).orElse(0.0);
        if (spent > 1000.0 * wish.budget().toSeconds()) {
            return;
        }
        Db db = server.fresh();
        try {
            Command command = who.equals(PSQL)
                    ? Psql.allFiles(project.folder(), project.files(), db)
                    : Psql.eachFile(project.folder(), project.files(), db);
            double millis = 1000 * stopwatch.time(command).seconds();
            String found = db.ask("SELECT count(*) FROM pg_class WHERE relname = 'step_1_note'");
            if (!found.equals("1")) {
                throw new FailedException("it did not apply the last file");
            }
            results.add(measure, millis);
        } catch (FailedException e) {
            results.failed(measure, e.reason());
        }
        server.drop(db);
    }

    static Measure observation(int changed) {
        String what = changed == 1 ? "1 table changed" : changed + " tables changed";
        return new Measure(OBSERVATION, what, "ms");
    }

    /** What is looked at in a rehearsal, where there are many tables. */
    void looks() throws IOException, SQLException {
        Db db = server.fresh();
        SchemaFigures.looks(db, wish.repeat())
                .forEach((changed, millis) -> millis.forEach(value -> results.add(observation(changed), value)));
        server.drop(db);
        Db other = server.fresh();
        Fingerprints found = SchemaFigures.fingerprints(other, wish.repeat());
        String what = ROUND_TRIPS.what();
        results.add(ROUND_TRIPS, found.roundTrips());
        results.add(new Measure(what, "hash, the first of a session", "ms"), found.first());
        found.hash().forEach(value -> results.add(new Measure(what, "hash", "ms"), value));
        found.objects().forEach(value -> results.add(new Measure(what, "all objects", "ms"), value));
        server.drop(other);
    }
}
