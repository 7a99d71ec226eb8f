package io.github.dbmigrate.goal;

import io.github.dbmigrate.apply.ApplyOptions;
import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.goal.Validate.Rehearse;
import io.github.dbmigrate.history.History;
import io.github.dbmigrate.history.HistoryTable;
import io.github.dbmigrate.plan.PlanOptions;
import io.github.dbmigrate.postgres.embedded.Recipe;
import io.github.dbmigrate.report.Console;
import io.github.dbmigrate.report.Line;
import io.github.dbmigrate.report.Report;
import io.github.dbmigrate.rule.RuleSettings;
import io.github.dbmigrate.rule.catalogue.Catalogue;
import io.github.dbmigrate.source.MigrationFolder;
import io.github.dbmigrate.target.Target;
import io.github.dbmigrate.target.TargetRequest;
import io.github.dbmigrate.target.TargetResolver;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A project whose migrations are validated, without Maven. They are rehearsed on the server of the tests, in a database of their own,
 * which takes a tenth of the time that a server of their own would.
 */
public final class Gate {
    private final Path base;
    private final Map<String, String> variables = new HashMap<>();
    private @Nullable Db shadow;
    private @Nullable Db target;
    private @Nullable RehearsalServers servers;
    private Rehearse rehearse = Rehearse.AUTO;
    private Duration limit = Duration.ofSeconds(30);
    private boolean all = true;
    private @Nullable String baseBranch;
    private RuleSettings rules = RuleSettings.DEFAULT;

    private Gate(Path base) {
        this.base = base;
    }

    /**
     * Begins.
     *
     * @param base the project's directory; its migrations lie in {@code db} below it
     * @param shadow a database on whose server migrations are rehearsed
     */
    static Gate of(Path base, Db shadow) {
        Gate gate = new Gate(base);
        gate.shadow = shadow;
        return gate;
    }

    /** As {@link #of(Path, Db)}, on servers of its own. */
    public static Gate of(Path base, RehearsalServers servers) {
        return new Gate(base).servers(servers);
    }

    Gate file(String name, String sql) {
        try {
            Path file = base.resolve("db").resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, sql);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A database whose history and schema are compared. */
    Gate target(Db database) {
        target = database;
        all = false;
        return this;
    }

    public Gate baseBranch(String name) {
        baseBranch = name;
        all = false;
        return this;
    }

    Gate servers(RehearsalServers others) {
        servers = others;
        return this;
    }

    public Gate rehearse(Rehearse when) {
        rehearse = when;
        return this;
    }

    Gate limit(Duration time) {
        limit = time;
        return this;
    }

    Gate rule(String word, String strictness) {
        rules = RuleSettings.of(null, Map.of(word, strictness), List.of(), Catalogue.RULES);
        return this;
    }

    Gate failOn(String... levels) {
        rules = RuleSettings.of(List.of(levels), Map.of(), List.of(), Catalogue.RULES);
        return this;
    }

    Gate allow(String... words) {
        rules = RuleSettings.of(null, Map.of(), List.of(words), Catalogue.RULES);
        return this;
    }

    /** What came of it, and what was printed, with the failure behind it. */
    public record Ran(Report report, String text) {
        /** The problems of an id. */
        List<String> messages(String id) {
            return report.problems().stream()
                    .filter(problem -> problem.id().equals(id))
                    .map(problem -> problem.message())
                    .toList();
        }

        List<String> ids() {
            return report.problems().stream()
                    .map(problem -> problem.severity().word() + " " + problem.id())
                    .toList();
        }
    }

    public Ran run() {
        List<Line> lines = new ArrayList<>();
        Project project = new Project(
                base,
                new MigrationFolder(base.resolve("db"), base),
                new History(HistoryTable.DEFAULT),
                "",
                new Console(lines::add));
        Validate.Options options = new Validate.Options(
                PlanOptions.DEFAULT,
                baseBranch,
                variables::get,
                rehearse,
                "",
                limit,
                all,
                rules,
                ApplyOptions.DEFAULT,
                "target/dbmigrate/report.html");
        Db database = target;
        Connector connector = database == null ? null : () -> Session.to(server(database));
        Report report;
        try {
            report = new Validate(project, connector, servers == null ? new Shadow() : servers, options).run();
        } catch (DiagnosticException e) {
            report = Report.refused("validate", "", null, null, e.headline(), e.diagnostics());
        }
        String text = lines.stream()
                .filter(line -> line.level() != Line.Level.DEBUG)
                .map(line -> line.text().isEmpty() ? "" : line.text())
                .collect(Collectors.joining("\n"));
        return new Ran(report, text + "\n");
    }

    static Target.Server server(Db db) {
        TargetRequest request = new TargetRequest(
                "validate", "1.0", "nobody", true, false, false, db.url(), null, "dbmigrate", null, null, List.of());
        return TargetResolver.resolve(request, name -> null).fold(server -> server, embedded -> {
            throw new IllegalStateException("not a server");
        });
    }

    private final class Shadow implements RehearsalServers {
        @Override
        public Session start(String version, boolean anew, Supplier<Recipe> recipe) {
            throw new IllegalStateException("there is a shadow");
        }

        @Override
        public @Nullable Connector shadow() {
            Db database = shadow;
            return database == null ? null : () -> Session.to(server(database));
        }
    }
}
