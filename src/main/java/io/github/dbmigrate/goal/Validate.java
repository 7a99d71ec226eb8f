package io.github.dbmigrate.goal;

import io.github.dbmigrate.history.Snapshot;
import io.github.dbmigrate.plan.Plan;
import io.github.dbmigrate.plan.PlanOptions;
import io.github.dbmigrate.report.Connection;
import io.github.dbmigrate.report.Report;
import io.github.dbmigrate.source.FolderContents;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the files, and the files against the history when there is an address. Pending migrations are no problem. */
public final class Validate {
    private static final String GOAL = "validate";

    private final Project project;
    private final @Nullable Connector connector;
    private final PlanOptions options;

    /**
     * Makes the goal.
     *
     * @param connector null when no database was named: then the files alone are checked
     */
    public Validate(Project project, @Nullable Connector connector, PlanOptions options) {
        this.project = project;
        this.connector = connector;
        this.options = options;
    }

    public Report run() {
        FolderContents files = project.read();
        return connector == null ? filesAlone(files) : againstTheHistory(files, connector);
    }

    private Report filesAlone(FolderContents files) {
        Plan plan = Plan.of(files.migrations(), List.of(), options, project::lastChange);
        if (plan.isBlocked()) {
            return Report.refused(
                    GOAL, project.environment(), null, null, Reports.headline(plan.problems()), plan.problems());
        }
        int count = files.migrations().size();
        project.console()
                .checked(count + (count == 1 ? " migration: its name, number" : " migrations: names, numbers")
                        + ", encoding and SQL text are in order");
        project.console().checked("not compared with a database: none was named (-Ddbmigrate.url, DBMIGRATE_URL)");
        return Reports.done(GOAL, Report.Outcome.OK, project, null, null, List.of(), files);
    }

    private Report againstTheHistory(FolderContents files, Connector database) {
        try (Session session = database.open()) {
            Snapshot snapshot = project.history().read(session.database());
            Connection connection = session.introduce(snapshot.facts(), project);
            Plan plan = Plan.of(
                    files.migrations(), snapshot.history(), snapshot.unfinished(), options, project::lastChange);
            project.console().warnings(plan.problems());
            if (plan.isBlocked()) {
                return Reports.blocked(GOAL, project, connection, plan, List.of());
            }
            project.console()
                    .checked(plan.applied().size() + " applied, "
                            + plan.pending().size() + " pending: files and history agree");
            return Reports.done(GOAL, Report.Outcome.OK, project, connection, plan, List.of(), files);
        }
    }
}
