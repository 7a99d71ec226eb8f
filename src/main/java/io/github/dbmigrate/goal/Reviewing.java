package io.github.dbmigrate.goal;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.plan.Plan;
import io.github.dbmigrate.report.Connection;
import io.github.dbmigrate.report.Report;
import io.github.dbmigrate.report.Review;
import io.github.dbmigrate.report.Review.Check;
import io.github.dbmigrate.report.Review.Reviewed;
import io.github.dbmigrate.rule.RuleSettings;
import io.github.dbmigrate.schema.Schema;
import io.github.dbmigrate.schema.SchemaDifference;
import io.github.dbmigrate.source.FolderContents;
import io.github.dbmigrate.source.LockFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what {@code validate} looks at and finds. */
final class Reviewing {
    private final Project project;
    private final FolderContents files;
    private final Validate.Options options;
    private final List<Diagnostic> problems = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();
    private final List<Reviewed> reviewed = new ArrayList<>();
    private final List<Review.Allowed> allowed = new ArrayList<>();
    private final List<Review.Table> tables = new ArrayList<>();
    private String base = "";
    private Review.@Nullable Rehearsal rehearsal;
    private List<String> schemaChange = List.of();
    private List<String> drift = List.of();

    Reviewing(Project project, FolderContents files, Validate.Options options) {
        this.project = project;
        this.files = files;
        this.options = options;
    }

    /** The files by themselves, and with each other. */
    void files(Plan plan) {
        problems.addAll(files.problems());
        problems.addAll(plan.problems());
        int count = files.migrations().size();
        String inOrder = count == 1
                ? "1 migration: its name, number, encoding and SQL text are in order"
                : count + " migrations: names, numbers, encoding and SQL text are in order";
        done("files", plan.problems(), inOrder);
    }

    void branch(Branch branch) {
        base = branch.name();
        List<Diagnostic> found = branch.problems();
        problems.addAll(found);
        if (!branch.isKnown()) {
            notDone("git", branch.unknown());
        } else {
            done("git", found, "nothing that is on " + base + " was changed, and the new numbers are above its last");
        }
        LockFile lock = new LockFile(project.folder());
        if (lock.exists()) {
            List<Diagnostic> wrong = lock.problems(files.migrations());
            problems.addAll(wrong);
            done("lock file", wrong, "migrations.lock has them all");
        }
    }

    /** Whether it is known what the new migrations are new to. */
    boolean hasBase() {
        return !base.isEmpty();
    }

    void history(Plan plan, boolean compared) {
        if (!compared) {
            notDone("history", "no database was named; -Ddbmigrate.url or DBMIGRATE_URL");
        } else if (plan.isBlocked()) {
            done("history", plan.problems(), "");
        } else {
            String agree =
                    plan.applied().size() + " applied, " + plan.pending().size() + " pending: files and history agree";
            done("history", agree);
            project.console().checked(agree);
        }
    }

    void notRehearsed(List<Migration> fresh, String reason) {
        notDone("rehearsal", reason);
        fresh.forEach(migration -> reviewed.add(new Reviewed(migration, List.of(), Review.Outcome.NOT_RUN, 0, null)));
    }

    /** It was looked at, and is in order if nothing was found. */
    private void done(String check, List<Diagnostic> found, String inOrder) {
        boolean wrong = found.stream().anyMatch(Diagnostic::isError);
        checks.add(
                wrong ? new Check(check, Check.State.WRONG, Reports.headline(found)) : new Check(check, true, inOrder));
    }

    void done(String check, String text) {
        checks.add(new Check(check, true, text));
    }

    void notDone(String check, String text) {
        checks.add(new Check(check, false, text));
    }

    void problem(Diagnostic problem) {
        problems.add(problem);
    }

    /** One that is about no statement, taken as the settings want it. */
    void configured(Diagnostic problem) {
        options.rules().severity(problem.id()).map(problem::as).ifPresent(problems::add);
    }

    void reviewed(Reviewed migration) {
        reviewed.add(migration);
    }

    void allowed(Review.Allowed finding) {
        allowed.add(finding);
    }

    void rehearsed(Review.Rehearsal where) {
        rehearsal = where;
    }

    /** What the new migrations make of the schema. */
    void schemaChange(Schema before, Schema after) {
        schemaChange = SchemaDifference.between(before, after).lines();
        tables.addAll(ChangedTables.between(before, after));
    }

    /** The target is not what its migrations make. */
    void drift(SchemaDifference difference, String database) {
        drift = difference.lines();
        String differences = difference.size() == 1 ? "1 difference" : difference.size() + " differences";
        checks.add(new Check("drift", Check.State.WRONG, differences));
        String message = "the schema of " + database + " is not what its migrations make: " + differences;
        configured(Diagnostic.warning(RuleSettings.DRIFT, message)
                .note("seen", "listed below: + is only in the database, - only in the migrations, ~ differs")
                .help("write a migration that makes what was made by hand, or undo it there"));
    }

    Report report(@Nullable Connection connection, @Nullable Plan plan) {
        boolean failed = problems.stream().anyMatch(Diagnostic::isError);
        Review review = new Review(
                options.all() ? "" : base,
                reviewed,
                files.migrations().size(),
                checks,
                rehearsal,
                allowed,
                schemaChange,
                drift,
                tables);
        Report report = new Report(
                Validate.GOAL,
                failed ? Report.Outcome.FAILED : Report.Outcome.OK,
                project.environment(),
                connection,
                plan,
                List.of(),
                problems,
                failed ? Reports.headline(problems) : "",
                List.of(),
                List.of());
        return report.with(review);
    }
}
