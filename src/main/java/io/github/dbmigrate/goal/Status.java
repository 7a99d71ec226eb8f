package io.github.dbmigrate.goal;

import io.github.dbmigrate.history.Snapshot;
import io.github.dbmigrate.plan.Plan;
import io.github.dbmigrate.plan.PlanOptions;
import io.github.dbmigrate.report.Connection;
import io.github.dbmigrate.report.Report;
import io.github.dbmigrate.source.FolderContents;
import java.util.List;

/** Shows where every migration stands. Never writes, and needs no more than the right to read the history table. */
public final class Status {
    private static final String GOAL = "status";

    private final Project project;
    private final Connector connector;
    private final int newest;

    /**
     * Makes the goal.
     *
     * @param newest how many applied migrations are shown at most
     */
    public Status(Project project, Connector connector, int newest) {
        this.project = project;
        this.connector = connector;
        this.newest = newest;
    }

    public Report run() {
        FolderContents files = project.read();
        try (Session session = connector.open()) {
            Snapshot snapshot = project.history().read(session.database());
            Connection connection = session.introduce(snapshot.facts(), project);
            Plan plan = Plan.of(
                    files.migrations(),
                    snapshot.history(),
                    snapshot.unfinished(),
                    new PlanOptions(null, true),
                    project::lastChange);
            project.console().status(plan, newest);
            return Reports.done(GOAL, Report.Outcome.OK, project, connection, plan, List.of(), files);
        }
    }
}
