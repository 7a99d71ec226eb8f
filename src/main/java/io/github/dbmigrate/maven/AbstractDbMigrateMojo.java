package io.github.dbmigrate.maven;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.goal.Project;
import io.github.dbmigrate.history.History;
import io.github.dbmigrate.history.HistoryTable;
import io.github.dbmigrate.postgres.ConnectionLostException;
import io.github.dbmigrate.report.Console;
import io.github.dbmigrate.report.Line;
import io.github.dbmigrate.report.Report;
import io.github.dbmigrate.report.ReportContext;
import io.github.dbmigrate.report.ReportFormat;
import io.github.dbmigrate.rule.Rule;
import io.github.dbmigrate.source.MigrationFolder;
import io.github.dbmigrate.target.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.inject.Inject;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** What all goals share: which files, which history table, what is written where, and how a goal ends. */
abstract class AbstractDbMigrateMojo extends AbstractMojo {
    /**
     * The folder with the migrations, relative to the project. Every {@code .sql} file below it is one. For example
     * {@code -Ddbmigrate.directory=server/src/db/migrations}.
     */
    @Parameter(property = "dbmigrate.directory", defaultValue = "src/main/resources/db/migration")
    String directory;

    /**
     * The name of the history table. Change it when another tool already has a table of that name, for example
     * {@code -Ddbmigrate.table=dbmigrate_migrations}.
     */
    @Parameter(property = "dbmigrate.table", defaultValue = "schema_migrations")
    String table;

    /**
     * The schema that the history table is in. It must exist. For example {@code -Ddbmigrate.schema=app}. Migrations find
     * their own tables by the {@code search_path} of the role or address, whatever is given here.
     */
    @Parameter(property = "dbmigrate.schema", defaultValue = "public")
    String schema;

    /**
     * What you call the environment of this database; shown first in the output and written to the result, so that nobody
     * mistakes production for a test. When absent, the variable {@code DBMIGRATE_ENVIRONMENT} is read. For example
     * {@code -Ddbmigrate.environment=production}.
     */
    @Parameter(property = "dbmigrate.environment")
    @Nullable
    String environment;

    /**
     * A file that gets the result as JSON, besides {@code target/dbmigrate/result.json}; {@code -} is the standard output. For
     * example {@code mvn -q dbmigrate:status -Ddbmigrate.output=- | jq .pendingMigrations}.
     */
    @Parameter(property = "dbmigrate.output")
    @Nullable
    String output;

    /** Skips every goal of this plugin. For example {@code -Ddbmigrate.skip}. */
    @Parameter(property = "dbmigrate.skip", defaultValue = "false")
    boolean skip;

    @Parameter(defaultValue = "${project}", readonly = true)
    @Nullable
    MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true)
    MavenSession session;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true)
    MojoExecution execution;

    @Inject
    MavenServices services;

    Environment variables = System::getenv;

    private @Nullable Given given;
    private @Nullable TerminalLine terminalLine;

    /** The goal's own switch, {@code dbmigrate.<goal>.skip}. */
    abstract boolean skipThisGoal();

    /** Whether the goal changes the database. */
    abstract boolean writes();

    abstract Report run(Project project);

    /** The rules that the goal asks. */
    List<Rule> rules() {
        return List.of();
    }

    /** The reports that are written besides {@code result.json}. */
    Set<ReportFormat> formats() {
        return Set.of();
    }

    /** Where the goal shows how far it is; null where it prints lines only. */
    @Nullable
    TerminalLine terminalLine() {
        return null;
    }

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        Report report = report();
        if (report == null) {
            return;
        }
        ReportContext context = ReportContext.of(toolVersion(), WorkTree.prefix(baseDirectory()), variables);
        new ResultFiles(buildDirectory(), variables, getLog())
                .write(report, rules(), context, understoodFormats(), given().optional("output", output));
        if (report.isFailed()) {
            throw new MojoFailureException(report.failure());
        }
    }

    /** None when what was given is not understood, which is what the report is about then. */
    private Set<ReportFormat> understoodFormats() {
        try {
            return formats();
        } catch (DiagnosticException e) {
            return Set.of();
        }
    }

    /** Null when the goal is skipped. */
    private @Nullable Report report() throws MojoExecutionException {
        String named = "";
        try {
            if (isSkipped()) {
                return null;
            }
            given().refuseUnknownProperties();
            named = environmentName();
            refuseFailNever();
            return run(project());
        } catch (DiagnosticException e) {
            return Report.refused(goal(), named, null, null, e.headline(), e.diagnostics());
        } catch (ConnectionLostException e) {
            return Report.refused(goal(), named, null, null, "connection lost", List.of(e.betweenMigrations()));
        } catch (RuntimeException e) {
            throw new MojoExecutionException("a bug in dbmigrate: " + e, e);
        } finally {
            if (terminalLine != null) {
                terminalLine.clear();
            }
        }
    }

    private boolean isSkipped() {
        if (given().flag("skip", skip)) {
            getLog().info("skipped (dbmigrate.skip)");
            return true;
        }
        if (skipThisGoal()) {
            getLog().info("skipped (dbmigrate." + goal() + ".skip)");
            return true;
        }
        // A plugin bound in a parent runs in every module; those without migrations have nothing to do.
        if (!isTyped() && !Files.isDirectory(directory())) {
            getLog().debug("skipped: there is no " + directory());
            return true;
        }
        return false;
    }

    /** With {@code -fn} Maven ends with success whatever fails: a deployment would go on over a failed migration. */
    private void refuseFailNever() {
        if (writes()
                && MavenExecutionRequest.REACTOR_FAIL_NEVER.equals(
                        session.getRequest().getReactorFailureBehavior())) {
            throw new DiagnosticException(
                    "mvn -fn hides failures",
                    Diagnostic.error(
                                    "fail-never",
                                    "with -fn (--fail-never) a failed migration would end as a successful build")
                            .help("leave -fn out, or use -fae; nothing was run"));
        }
    }

    private Project project() {
        terminalLine = terminalLine();
        HistoryTable history = new HistoryTable(given().required("schema", schema), given().required("table", table));
        return new Project(
                baseDirectory(),
                new MigrationFolder(directory(), baseDirectory()),
                new History(history),
                environmentName(),
                terminalLine == null ? new Console(this::print) : console(terminalLine));
    }

    private Console console(TerminalLine below) {
        return new Console(line -> below.above(() -> print(line)), below::show);
    }

    private void print(Line line) {
        switch (line.level()) {
            case DEBUG -> getLog().debug(line.text());
            case INFO -> getLog().info(line.text());
            case WARNING -> getLog().warn(line.text());
            case ERROR -> getLog().error(line.text());
        }
    }

    private String environmentName() {
        String name = given().optional("environment", environment);
        String variable = variables.get("DBMIGRATE_ENVIRONMENT");
        return name != null ? name : variable == null ? "" : variable;
    }

    final Given given() {
        if (given == null) {
            given = new Given(session, execution, getLog());
        }
        return given;
    }

    final Path directory() {
        return baseDirectory().resolve(given().required("directory", directory));
    }

    final Path baseDirectory() {
        MavenProject real = realProject();
        return real == null
                ? Path.of(session.getExecutionRootDirectory())
                : real.getBasedir().toPath();
    }

    final Path buildDirectory() {
        MavenProject real = realProject();
        return real == null
                ? baseDirectory().resolve("target")
                : Path.of(real.getBuild().getDirectory());
    }

    /** Without a pom, Maven's project is a stub whose paths are unresolved expressions. */
    private @Nullable MavenProject realProject() {
        return project != null && project.getFile() != null ? project : null;
    }

    final String goal() {
        return execution.getGoal();
    }

    final String toolVersion() {
        return execution.getVersion();
    }

    /** Whether the goal was typed on the command line, and not bound in a pom. */
    final boolean isTyped() {
        return execution.getSource() == MojoExecution.Source.CLI;
    }
}
