package io.github.dbmigrate.maven;

import io.github.dbmigrate.apply.ApplyOptions;
import io.github.dbmigrate.apply.ApplyOptions.Resume;
import io.github.dbmigrate.goal.Connector;
import io.github.dbmigrate.goal.Project;
import io.github.dbmigrate.goal.Validate;
import io.github.dbmigrate.goal.Validate.Rehearse;
import io.github.dbmigrate.plan.PlanOptions;
import io.github.dbmigrate.postgres.embedded.EmbeddedPostgres;
import io.github.dbmigrate.report.Report;
import io.github.dbmigrate.report.ReportFormat;
import io.github.dbmigrate.rule.Rule;
import io.github.dbmigrate.rule.RuleSettings;
import io.github.dbmigrate.rule.catalogue.Catalogue;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * The gate of a pull request. Checks the migration files; in a git clone, the files against the branch they will be merged into;
 * with a database, the files against its history and its schema against what the migrations make. Runs the new migrations on a
 * throw-away PostgreSQL, and reports what they were seen to do: locks, rewrites, scans, dropped data, broken rollbacks. Pending
 * migrations are no problem. Never writes to the database.
 */
@Mojo(name = "validate", defaultPhase = LifecyclePhase.VERIFY, requiresProject = false, threadSafe = true)
public class ValidateMojo extends AbstractDatabaseMojo {
    /** Lets pending and new migrations pass whose number is below the newest one. For example {@code -Ddbmigrate.outOfOrder}. */
    @Parameter(property = "dbmigrate.outOfOrder", defaultValue = "false")
    boolean outOfOrder;

    /**
     * The branch, tag or commit that the files are compared with: what is on it may not be changed, and what is not on it is new.
     * When absent, it is the base of the pull request as the variables of GitHub, GitLab, Bitbucket, Azure, Jenkins, Buildkite
     * and Drone name it, or else {@code origin/main} or {@code origin/master} where it exists. For example
     * {@code -Ddbmigrate.baseBranch=develop}.
     */
    @Parameter(property = "dbmigrate.baseBranch")
    @Nullable
    String baseBranch;

    /**
     * Judges all migrations as if they were new, and not only those that are not on the base branch, or without one those that
     * are pending. For example {@code -Ddbmigrate.all}.
     */
    @Parameter(property = "dbmigrate.all", defaultValue = "false")
    boolean all;

    /**
     * Whether migrations are run on a throw-away PostgreSQL, which is fetched through Maven: {@code auto} when there are new ones,
     * with a warning when that is not possible; {@code always}, where that is an error; {@code never}: the rules have only the text
     * of the files then. For example {@code -Ddbmigrate.rehearse=always} in CI.
     */
    @Parameter(property = "dbmigrate.rehearse", defaultValue = "auto")
    String rehearse;

    /**
     * The PostgreSQL of the rehearsal, from {@code 13} to {@code 18}, or exactly, as {@code 17.11}. When absent, it is the major
     * version of the database if one is named, else the default of {@code embedded}. For example
     * {@code -Ddbmigrate.postgresVersion=18}.
     */
    @Parameter(property = "dbmigrate.postgresVersion")
    @Nullable
    String postgresVersion;

    /**
     * A server on which the migrations are rehearsed instead of a throw-away one, as for extensions that it does not have:
     * {@code postgres://user@host/db}. A new database is made on it, and dropped afterwards, with every role that the migrations have
     * made; the role must have CREATEDB, and none of the databases that are there is touched. The variable
     * {@code DBMIGRATE_SHADOW_URL} may hold it, with its password; here a password is refused. For example
     * {@code -Ddbmigrate.shadowUrl=postgres://ci@localhost/postgres}.
     */
    @Parameter
    @Nullable
    String shadowUrl;

    /**
     * How long one migration may take in the rehearsal: {@code 30s}, {@code 10min}. It runs on empty tables. For example
     * {@code -Ddbmigrate.rehearsalTimeout=5min}.
     */
    @Parameter(property = "dbmigrate.rehearsalTimeout", defaultValue = "60s")
    String rehearsalTimeout;

    /**
     * Whether the rehearsal begins with the earlier migrations as an earlier one has left them, kept for a week in the user's
     * cache. For example {@code -Ddbmigrate.prepared=false}.
     */
    @Parameter(property = "dbmigrate.prepared", defaultValue = "true")
    boolean prepared;

    /**
     * The levels whose findings fail the build: {@code destructive}, {@code blocking}, {@code risky}, {@code advice}, with commas;
     * {@code none} for none of them. For example {@code -Ddbmigrate.failOn=destructive,blocking,risky}.
     */
    @Parameter(property = "dbmigrate.failOn", defaultValue = "destructive,blocking")
    String failOn;

    /**
     * How single rules are taken, whatever their level: {@code error}, {@code warning}, {@code advice} or {@code off}, by the
     * rule's word. For example {@code <rules><prefer-bigint-over-int>warning</prefer-bigint-over-int></rules>} in the pom.
     */
    @Parameter
    Map<String, String> rules = Map.of();

    /**
     * Rules, or levels, whose findings are allowed this time, with commas. What is to stay allowed is better said in the file:
     * {@code -- dbmigrate: allow ban-drop-table, archived in 041}. For example {@code -Ddbmigrate.allow=ban-drop-column}.
     */
    @Parameter(property = "dbmigrate.allow")
    @Nullable
    String allow;

    /**
     * What {@code ${name}} stands for in the files, as {@code migrate} has it: {@code <placeholders><name>value</name></placeholders>}
     * in the pom, or {@code -Ddbmigrate.placeholders.name=value}. When there is none, nothing is replaced. For example
     * {@code -Ddbmigrate.placeholders.schema=app}.
     */
    @Parameter
    Map<String, String> placeholders = Map.of();

    /**
     * What is written to {@code target/dbmigrate} besides {@code result.json}, with commas: {@code html} (report.html, to be read),
     * {@code sarif} (dbmigrate.sarif, for GitHub's code scanning and editors), {@code gitlab} (gl-code-quality.json), {@code junit}
     * (junit.xml, a test case for each migration), {@code markdown} (summary.md, for a comment), {@code github} (annotations,
     * printed; in GitHub Actions they are without being asked for). For example {@code -Ddbmigrate.report=html,sarif}.
     */
    @Parameter(property = "dbmigrate.report", defaultValue = "html")
    String report;

    /** Skips this goal. For example {@code -Ddbmigrate.validate.skip}. */
    @Parameter(property = "dbmigrate.validate.skip", defaultValue = "false")
    boolean skipValidate;

    @Override
    boolean skipThisGoal() {
        return given().flag("validate.skip", skipValidate);
    }

    @Override
    boolean writes() {
        return false;
    }

    @Override
    Report run(Project project) {
        Validate.Options options = new Validate.Options(
                new PlanOptions(null, given().flag("outOfOrder", outOfOrder)),
                given().optional("baseBranch", baseBranch),
                variables,
                rehearse(),
                version(),
                given().duration("rehearsalTimeout", rehearsalTimeout),
                given().flag("all", all),
                RuleSettings.of(given().list("failOn", failOn), rules, given().list("allow", allow), Catalogue.RULES),
                apply(),
                reportFile());
        return new Validate(project, connectorIfNamed(), rehearsals(), options).run();
    }

    @Override
    List<Rule> rules() {
        return Catalogue.RULES;
    }

    @Override
    Set<ReportFormat> formats() {
        Set<ReportFormat> formats = EnumSet.noneOf(ReportFormat.class);
        for (String word : given().list("report", report)) {
            formats.add(ReportFormat.of(word)
                    .orElseThrow(() -> given().bad("report", word, String.join(", ", ReportFormat.words()))));
        }
        return formats;
    }

    /** The one that is made for people, if it is written. */
    private String reportFile() {
        ReportFormat shown = formats().contains(ReportFormat.HTML) ? ReportFormat.HTML : ReportFormat.JSON;
        return "target/dbmigrate/" + shown.fileName().orElseThrow();
    }

    private String version() {
        String version = given().text("postgresVersion", postgresVersion);
        EmbeddedPostgres.check(version);
        return version;
    }

    private Rehearse rehearse() {
        String word = given().word("rehearse", rehearse, List.of("auto", "always", "never"));
        return Rehearse.valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** As {@code migrate} applies them by default. */
    private ApplyOptions apply() {
        ApplyOptions usual = ApplyOptions.DEFAULT;
        return new ApplyOptions(
                usual.lockTimeout(),
                usual.lockAttempts(),
                usual.lockBudget(),
                usual.statementTimeout(),
                "",
                Resume.ASK,
                given().placeholders(placeholders));
    }

    private EmbeddedRehearsals rehearsals() {
        Connector shadow = shadowConnector(shadowUrl);
        return new EmbeddedRehearsals(this, given().flag("prepared", prepared), shadow);
    }
}
