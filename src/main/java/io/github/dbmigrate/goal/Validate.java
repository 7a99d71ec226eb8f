package io.github.dbmigrate.goal;

import io.github.dbmigrate.apply.ApplyOptions;
import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.history.Facts;
import io.github.dbmigrate.history.Snapshot;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.plan.Entry;
import io.github.dbmigrate.plan.Plan;
import io.github.dbmigrate.plan.PlanOptions;
import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.report.Connection;
import io.github.dbmigrate.report.Report;
import io.github.dbmigrate.rule.RuleSettings;
import io.github.dbmigrate.source.FolderContents;
import io.github.dbmigrate.target.Environment;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gate that a change passes before it is merged. Each level of checking is used when it can be: the files alone, the files against
 * the branch they will be merged into, against the target's history, the rehearsal of the new migrations, and the target's schema
 * against the rehearsed one. What was not checked is told, with how to ask for it. Pending migrations are no problem.
 */
public final class Validate {
    static final String GOAL = "validate";

    private final Project project;
    private final @Nullable Connector connector;
    private final RehearsalServers servers;
    private final Options options;

    /**
     * What the user asked for.
     *
     * @param baseBranch null for that of the pull request, or else the main branch of {@code origin}
     * @param variables of the environment, which name the pull request's base
     * @param postgresVersion of the rehearsal's server; empty for the target's, or else the default
     * @param limit how long one migration may take in the rehearsal
     * @param all whether all migrations are judged, as if they were new
     * @param apply how migrations are applied in the rehearsal
     * @param reportFile the report to be read, as it is shown
     */
    public record Options(
            PlanOptions plan,
            @Nullable String baseBranch,
            Environment variables,
            Rehearse rehearse,
            String postgresVersion,
            Duration limit,
            boolean all,
            RuleSettings rules,
            ApplyOptions apply,
            String reportFile) {}

    /** Whether migrations are rehearsed. */
    public enum Rehearse {
        /** When there are new ones, and a server can be had. */
        AUTO,
        /** It is an error when they cannot be. */
        ALWAYS,
        NEVER
    }

    /**
     * Makes the goal.
     *
     * @param connector null when no database was named: the files are not compared with a history then
     */
    public Validate(Project project, @Nullable Connector connector, RehearsalServers servers, Options options) {
        this.project = project;
        this.connector = connector;
        this.servers = servers;
        this.options = options;
    }

    public Report run() {
        FolderContents files = project.folder().read();
        Branch branch = Branch.of(project, files, options);
        if (files.hasErrors()) {
            List<Diagnostic> problems = branch.explained(files.problems());
            throw new DiagnosticException(Reports.headline(problems), problems);
        }
        if (connector == null) {
            return review(files, branch, null);
        }
        try (Session session = connector.open()) {
            return review(files, branch, session);
        }
    }

    private Report review(FolderContents files, Branch branch, @Nullable Session session) {
        Reviewing reviewing = new Reviewing(project, files, options);
        Snapshot snapshot = session == null ? null : project.history().read(session.database());
        Connection connection =
                session == null || snapshot == null ? null : session.introduce(snapshot.facts(), project);
        Plan plan = snapshot == null
                ? Plan.of(files.migrations(), List.of(), options.plan(), project::lastChange)
                : Plan.of(
                        files.migrations(),
                        snapshot.history(),
                        snapshot.unfinished(),
                        options.plan(),
                        project::lastChange);
        reviewing.files(plan);
        reviewing.branch(branch);
        reviewing.history(plan, session != null);
        List<Migration> fresh = fresh(files, branch, plan, session != null);
        if (plan.isBlocked()) {
            reviewing.notRehearsed(fresh, "the problems above come first");
        } else {
            Target target = session == null || snapshot == null
                    ? null
                    : new Target(session.database(), snapshot.facts(), applied(plan));
            new Rehearsing(project, files.migrations(), servers, options, reviewing).run(fresh, target);
        }
        Report report = reviewing.report(connection, session == null ? null : plan);
        project.console().reviewed(report, options.reportFile());
        return report;
    }

    /** The migrations that are judged: what may still be changed. */
    private List<Migration> fresh(FolderContents files, Branch branch, Plan plan, boolean hasHistory) {
        if (options.all()) {
            return files.migrations();
        }
        if (branch.isKnown()) {
            return branch.added();
        }
        return hasHistory ? plan.pending().stream().map(Entry::file).toList() : List.of();
    }

    /** As far as they have files. */
    private static List<Migration> applied(Plan plan) {
        return plan.applied().stream()
                .filter(entry -> entry.migration() != null)
                .map(Entry::file)
                .toList();
    }

    /**
     * The database that the migrations are for.
     *
     * @param applied what its history has
     */
    record Target(Database database, Facts facts, List<Migration> applied) {}
}
