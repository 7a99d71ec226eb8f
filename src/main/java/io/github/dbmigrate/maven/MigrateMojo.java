package io.github.dbmigrate.maven;

import io.github.dbmigrate.apply.ApplyOptions;
import io.github.dbmigrate.apply.ApplyOptions.Resume;
import io.github.dbmigrate.goal.Destruction;
import io.github.dbmigrate.goal.Migrate;
import io.github.dbmigrate.goal.Migrate.Pipelining;
import io.github.dbmigrate.goal.PendingSql;
import io.github.dbmigrate.goal.Project;
import io.github.dbmigrate.plan.PlanOptions;
import io.github.dbmigrate.report.Report;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.RuleSettings;
import io.github.dbmigrate.rule.catalogue.Catalogue;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Applies the pending migrations, each in a transaction of its own together with its history row, and stops at the first that
 * fails.
 */
@Mojo(name = "migrate", defaultPhase = LifecyclePhase.PRE_INTEGRATION_TEST, requiresProject = false, threadSafe = true)
public class MigrateMojo extends AbstractDatabaseMojo {
    /** The last version to apply: a number as the file name has it, or the whole stem. For example {@code -Ddbmigrate.target=044}. */
    @Parameter(property = "dbmigrate.target")
    @Nullable
    String target;

    /**
     * Applies pending migrations whose number is below the newest applied one, instead of refusing them: another branch was
     * merged first. For example {@code -Ddbmigrate.outOfOrder}.
     */
    @Parameter(property = "dbmigrate.outOfOrder", defaultValue = "false")
    boolean outOfOrder;

    /**
     * Only reads the database, prints the plan, and writes {@code target/dbmigrate/pending.sql}, which psql can run. For example
     * {@code -Ddbmigrate.dryRun}.
     */
    @Parameter(property = "dbmigrate.dryRun", defaultValue = "false")
    boolean dryRun;

    /**
     * Values for <code>&#36;{name}</code> in the SQL. Nothing is replaced unless it is listed here; all other dollar signs and
     * braces reach the server as they are. The checksum is that of the file. For example
     * {@code <placeholders><tenant>acme</tenant></placeholders>} or {@code -Ddbmigrate.placeholders.tenant=acme}.
     */
    @Parameter
    Map<String, String> placeholders = Map.of();

    /**
     * How long a statement waits for a table lock before its migration is rolled back and tried again: {@code 500ms}, {@code 2s},
     * {@code 1min}; {@code 0} waits for ever. It is also the longest that one attempt makes others queue behind it. Never less
     * than twice the server's {@code deadlock_timeout}, or no attempt would get past an autovacuum. For example
     * {@code -Ddbmigrate.lockTimeout=10s}.
     */
    @Parameter(property = "dbmigrate.lockTimeout", defaultValue = "2s")
    String lockTimeout;

    /**
     * How often a migration is tried again when it did not get its table locks, with growing random pauses, for at most five
     * minutes. For example {@code -Ddbmigrate.lockRetries=0}.
     */
    @Parameter(property = "dbmigrate.lockRetries", defaultValue = "9")
    int lockRetries;

    /** How long one statement may run: {@code 30min}, {@code 3h}; {@code 0} is no limit. For example {@code -Ddbmigrate.statementTimeout=3h}. */
    @Parameter(property = "dbmigrate.statementTimeout", defaultValue = "1h")
    String statementTimeout;

    /**
     * How long to wait for another run that holds the advisory lock: {@code 30s}, {@code 10min}. For example
     * {@code -Ddbmigrate.advisoryLockTimeout=30min}.
     */
    @Parameter(property = "dbmigrate.advisoryLockTimeout", defaultValue = "10min")
    String advisoryLockTimeout;

    /**
     * What to do with a statement outside a transaction that an earlier run has begun, when neither the journal nor the catalog
     * knows whether it was finished, as of a {@code CALL} that was cut off: {@code retry} runs it again, {@code skip} goes on
     * behind it. And what to do with batches whose statement was changed when they were half done: {@code retry} begins again
     * at the first row, {@code skip} goes on with the new statement behind the rows that are done. When absent, the run stops
     * and shows the statement. Has no effect on anything else. For example {@code -Ddbmigrate.resume=retry}.
     */
    @Parameter(property = "dbmigrate.resume")
    String resume;

    /**
     * How a migration is shown that takes long: {@code auto} rewrites one line where the output is a terminal, and elsewhere, in
     * CI and with {@code -B} prints a line after 5, 10, 20 and 40 seconds and then each minute; {@code plain} always prints lines.
     * Who holds a lock that is waited for is printed in both. For example {@code -Ddbmigrate.console=plain}.
     */
    @Parameter(property = "dbmigrate.console", defaultValue = "auto")
    String console;

    /**
     * With {@code embedded} and a new data folder: whether it begins as an earlier build with the same migrations, or the first of
     * them, has left its own, kept for a week in the user's cache. What {@code now()}, {@code random()} and files on the server
     * gave is that of the earlier build then. For example {@code -Ddbmigrate.prepared=false}.
     */
    @Parameter(property = "dbmigrate.prepared", defaultValue = "true")
    boolean prepared;

    /**
     * Whether migrations are sent before those ahead of them have been answered, many in one round trip: {@code true},
     * {@code false} or {@code auto}. Each is a transaction of its own all the same, and the first that fails takes all behind it with
     * it. But the server goes on for a moment with those that it has been given when the build is killed; so {@code auto} does it
     * where the history was empty, and on an embedded PostgreSQL. Never past a migration outside a transaction, one in batches or one
     * with {@code COPY} data, and never through a pooler. For example {@code -Ddbmigrate.pipeline=true} over a slow network.
     */
    @Parameter(property = "dbmigrate.pipeline", defaultValue = "auto")
    String pipeline;

    /**
     * Whether a pending migration that throws data away must say so: {@code required} refuses it, before anything is applied, unless
     * {@code -- dbmigrate: allow <rule>, <reason>} stands above its statement, or the rule is in {@code allow}; {@code off} asks for
     * nothing. What the text of a file tells is looked at, not what happens in functions; what is not in the database, or was made
     * by a pending migration, cannot be lost. For example {@code -Ddbmigrate.review=off}.
     */
    @Parameter(property = "dbmigrate.review", defaultValue = "required")
    String review;

    /**
     * Rules, or levels, whose findings are allowed in this run, with commas. For example
     * {@code -Ddbmigrate.allow=ban-drop-column}.
     */
    @Parameter(property = "dbmigrate.allow")
    @Nullable
    String allow;

    /** Skips this goal. For example {@code -Ddbmigrate.migrate.skip}. */
    @Parameter(property = "dbmigrate.migrate.skip", defaultValue = "false")
    boolean skipMigrate;

    @Override
    boolean skipThisGoal() {
        return given().flag("migrate.skip", skipMigrate);
    }

    @Override
    boolean writes() {
        return !given().flag("dryRun", dryRun);
    }

    @Override
    @Nullable
    TerminalLine terminalLine() {
        boolean auto =
                given().word("console", console, List.of("auto", "plain")).equals("auto");
        return auto && Terminal.isWatched(session, getLog(), variables, Terminal::isAttached)
                ? TerminalLine.onStandardOutput()
                : null;
    }

    /** A dry run shows what it would do to the new database. */
    @Override
    boolean beginsPrepared() {
        return writes() && given().flag("prepared", prepared);
    }

    @Override
    Report run(Project project) {
        PlanOptions plan = new PlanOptions(given().optional("target", target), given().flag("outOfOrder", outOfOrder));
        ApplyOptions apply = new ApplyOptions(
                given().duration("lockTimeout", lockTimeout),
                1 + given().number("lockRetries", lockRetries),
                ApplyOptions.DEFAULT.lockBudget(),
                given().duration("statementTimeout", statementTimeout),
                appliedBy(),
                resume(),
                given().placeholders(placeholders));
        Duration lockWait = given().duration("advisoryLockTimeout", advisoryLockTimeout);
        return new Migrate(
                        project,
                        connector(),
                        new Migrate.Options(plan, apply, pipelining(), lockWait, pendingSql(), destruction()))
                .run();
    }

    private Destruction destruction() {
        RuleSettings settings = RuleSettings.of(null, Map.of(), given().list("allow", allow), Catalogue.RULES);
        boolean required =
                given().word("review", review, List.of("required", "off")).equals("required");
        return required
                ? new Destruction(Catalogue.RULES.stream()
                        .filter(rule -> rule.level() == Level.DESTRUCTIVE && !settings.allows(rule))
                        .toList())
                : Destruction.IGNORED;
    }

    private Pipelining pipelining() {
        return switch (given().word("pipeline", pipeline, List.of("auto", "true", "false"))) {
            case "true" -> Pipelining.ALWAYS;
            case "false" -> Pipelining.NEVER;
            default -> Pipelining.AUTO;
        };
    }

    private Resume resume() {
        return given().optional("resume", resume) == null
                ? Resume.ASK
                : Resume.valueOf(
                        given().word("resume", resume, List.of("retry", "skip")).toUpperCase(Locale.ROOT));
    }

    private @Nullable PendingSql pendingSql() {
        return writes()
                ? null
                : new PendingSql(
                        buildDirectory().resolve("dbmigrate").resolve("pending.sql"), "target/dbmigrate/pending.sql");
    }

    /** Build machines run as whoever; {@code ci} says more than {@code root}. */
    private String appliedBy() {
        return variables.get("CI") != null ? "ci" : System.getProperty("user.name", "");
    }
}
