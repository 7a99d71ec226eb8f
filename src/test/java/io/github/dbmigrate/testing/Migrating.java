package io.github.dbmigrate.testing;

import io.github.dbmigrate.apply.ApplyOptions;
import io.github.dbmigrate.apply.ApplyOptions.Resume;
import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.goal.Connector;
import io.github.dbmigrate.goal.Destruction;
import io.github.dbmigrate.goal.Migrate;
import io.github.dbmigrate.goal.Migrate.Pipelining;
import io.github.dbmigrate.goal.PendingSql;
import io.github.dbmigrate.goal.Project;
import io.github.dbmigrate.goal.Session;
import io.github.dbmigrate.goal.Status;
import io.github.dbmigrate.history.History;
import io.github.dbmigrate.history.HistoryTable;
import io.github.dbmigrate.plan.PlanOptions;
import io.github.dbmigrate.plan.State;
import io.github.dbmigrate.postgres.ConnectionLostException;
import io.github.dbmigrate.report.Console;
import io.github.dbmigrate.report.Line;
import io.github.dbmigrate.report.ProblemText;
import io.github.dbmigrate.report.Report;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A project with migrations and a database to run them on, without Maven.
 *
 * <pre>{@code
 * var run = Migrating.on(db, directory).file("001-users.sql", "CREATE TABLE users (id int)").run();
 * assertThat(run.report().outcome()).isEqualTo(Report.Outcome.APPLIED);
 * }</pre>
 */
public final class Migrating {
    private static final String FOLDER = "db";

    private final Db db;
    private final Path base;
    private HistoryTable table = HistoryTable.DEFAULT;
    private PlanOptions plan = PlanOptions.DEFAULT;
    private ApplyOptions apply = ApplyOptions.DEFAULT;
    private Pipelining pipelining = Pipelining.AUTO;
    private Duration lockWait = Duration.ofSeconds(30);
    private Destruction destruction = Destruction.IGNORED;
    private boolean pooled;
    private Consumer<Line> listener = line -> {};
    private boolean keepsLines = true;
    private @Nullable Connector connector;

    private Migrating(Db db, Path base) {
        this.db = db;
        this.base = base;
    }

    /**
     * Starts a project.
     *
     * @param base the project's directory; its migrations lie in {@code db} below it
     */
    public static Migrating on(Db db, Path base) {
        return new Migrating(db, base);
    }

    /** The same files on another address: another role, or a proxy. */
    public Migrating on(Db other) {
        Migrating same = new Migrating(other, base);
        same.table = table;
        same.plan = plan;
        same.apply = apply;
        same.pipelining = pipelining;
        same.lockWait = lockWait;
        same.destruction = destruction;
        same.pooled = pooled;
        same.listener = listener;
        return same;
    }

    /** Writes a file, or writes it anew. */
    public Migrating file(String name, String sql) {
        try {
            Path file = folder().resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, sql);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Migrating without(String name) {
        try {
            Files.delete(folder().resolve(name));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Migrating table(String schema, String name) {
        table = new HistoryTable(schema, name);
        return this;
    }

    public Migrating destruction(Destruction unsaid) {
        destruction = unsaid;
        return this;
    }

    public Migrating plan(PlanOptions options) {
        plan = options;
        return this;
    }

    public Migrating lockTimeout(Duration timeout, int attempts) {
        return apply(o -> new ApplyOptions(
                timeout, attempts, o.lockBudget(), o.statementTimeout(), o.appliedBy(), o.resume(), o.placeholders()));
    }

    public Migrating lockBudget(Duration budget) {
        return apply(o -> new ApplyOptions(
                o.lockTimeout(),
                o.lockAttempts(),
                budget,
                o.statementTimeout(),
                o.appliedBy(),
                o.resume(),
                o.placeholders()));
    }

    public Migrating statementTimeout(Duration timeout) {
        return apply(o -> new ApplyOptions(
                o.lockTimeout(),
                o.lockAttempts(),
                o.lockBudget(),
                timeout,
                o.appliedBy(),
                o.resume(),
                o.placeholders()));
    }

    public Migrating appliedBy(String who) {
        return apply(o -> new ApplyOptions(
                o.lockTimeout(),
                o.lockAttempts(),
                o.lockBudget(),
                o.statementTimeout(),
                who,
                o.resume(),
                o.placeholders()));
    }

    public Migrating placeholders(Map<String, String> values) {
        return apply(o -> new ApplyOptions(
                o.lockTimeout(),
                o.lockAttempts(),
                o.lockBudget(),
                o.statementTimeout(),
                o.appliedBy(),
                o.resume(),
                values));
    }

    public Migrating resume(Resume resume) {
        return apply(o -> new ApplyOptions(
                o.lockTimeout(),
                o.lockAttempts(),
                o.lockBudget(),
                o.statementTimeout(),
                o.appliedBy(),
                resume,
                o.placeholders()));
    }

    /** Does not send a migration before the one ahead of it has been answered. */
    public Migrating oneAtATime() {
        pipelining = Pipelining.NEVER;
        return this;
    }

    /** Sends migrations before those ahead of them have been answered. */
    public Migrating pipelined() {
        pipelining = Pipelining.ALWAYS;
        return this;
    }

    private Migrating apply(UnaryOperator<ApplyOptions> change) {
        apply = change.apply(apply);
        return this;
    }

    public Migrating lockWait(Duration longest) {
        lockWait = longest;
        return this;
    }

    /** Allows a pooler. */
    public Migrating pooled() {
        pooled = true;
        return this;
    }

    /** Opens a database of its own instead of the one given. */
    public Migrating by(Connector other) {
        connector = other;
        return this;
    }

    /** Is told every line of the console in the moment it is printed. */
    public Migrating listener(Consumer<Line> told) {
        listener = told;
        return this;
    }

    /** As {@link #listener}, and the lines are not kept: a run may print more than fits. */
    public Migrating forgetful(Consumer<Line> told) {
        keepsLines = false;
        return listener(told);
    }

    public Ran run() {
        return ran(
                "migrate", (project, target) -> migrate(project, target, null).run());
    }

    /** Writes the SQL that {@link #run} would send. */
    public Path dryRun() {
        Path file = base.resolve("target").resolve("pending.sql");
        dryRun(file);
        return file;
    }

    /** What a dry run prints. */
    public List<String> dryRunLines() {
        return dryRun(base.resolve("target").resolve("pending.sql")).lines().stream()
                .map(Line::text)
                .toList();
    }

    private Ran dryRun(Path file) {
        Ran ran = ran(
                "migrate",
                (project, target) -> migrate(project, target, new PendingSql(file, "target/pending.sql"))
                        .run());
        if (ran.report().outcome() != Report.Outcome.PLANNED) {
            throw new IllegalStateException("no dry run: " + ran.text());
        }
        return ran;
    }

    public Ran status() {
        return ran("status", (project, target) -> new Status(project, connector(target), 20).run());
    }

    private Migrate migrate(Project project, Target.Server target, @Nullable PendingSql dryRun) {
        return new Migrate(
                project,
                connector(target),
                new Migrate.Options(plan, apply, pipelining, lockWait, dryRun, destruction));
    }

    private Connector connector(Target.Server target) {
        return connector == null ? () -> Session.to(target) : connector;
    }

    private Ran ran(String goal, BiFunction<Project, Target.Server, Report> run) {
        List<Line> lines = new CopyOnWriteArrayList<>();
        Console console = new Console(line -> {
            if (keepsLines) {
                lines.add(line);
            }
            listener.accept(line);
        });
        Project project = new Project(base, new MigrationFolder(folder(), base), new History(table), "", console);
        try {
            return new Ran(run.apply(project, target(goal)), List.copyOf(lines));
        } catch (DiagnosticException e) {
            Report refused = Report.refused(goal, "", null, null, e.headline(), e.diagnostics());
            return new Ran(refused, List.copyOf(lines));
        } catch (ConnectionLostException e) {
            Report lost = Report.refused(goal, "", null, null, "connection lost", List.of(e.betweenMigrations()));
            return new Ran(lost, List.copyOf(lines));
        }
    }

    private Target.Server target(String goal) {
        TargetRequest request = new TargetRequest(
                goal, "1.0", "nobody", true, true, pooled, db.url(), null, "dbmigrate", null, null, List.of());
        return TargetResolver.resolve(request, name -> null).fold(server -> server, embedded -> {
            throw new IllegalStateException("not a server");
        });
    }

    private Path folder() {
        return base.resolve(FOLDER);
    }

    /** What a run came to. */
    public record Ran(Report report, List<Line> lines) {

        /** The whole console. */
        public String text() {
            String printed = lines.stream().map(Line::text).collect(Collectors.joining("\n"));
            return report.isFailed() ? printed + "\n" + report.failure() : printed;
        }

        /** The problems as they are printed, without what follows them. */
        public String problems() {
            return report.problems().stream()
                    .map(problem -> String.join("\n", ProblemText.lines(problem)))
                    .collect(Collectors.joining("\n\n"));
        }

        /** The ids of the problems. */
        public List<String> ids() {
            return report.problems().stream().map(problem -> problem.id()).toList();
        }

        /** The labels of what was applied. */
        public List<String> applied() {
            return report.applied().stream().map(a -> a.migration().label()).toList();
        }

        /** How many migrations stand there. */
        public long count(State state) {
            return Objects.requireNonNull(report.plan(), this::text).count(state);
        }

        @Override
        public String toString() {
            return text();
        }

        /** This run, which must have ended well. */
        public Ran ok() {
            if (report.isFailed()) {
                throw new AssertionError(text());
            }
            return this;
        }
    }
}
