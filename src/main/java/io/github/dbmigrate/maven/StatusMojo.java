package io.github.dbmigrate.maven;

import io.github.dbmigrate.goal.Project;
import io.github.dbmigrate.goal.Status;
import io.github.dbmigrate.report.Report;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Shows what is applied, changed, missing and pending. Never writes; a replica and a role that may only read are enough. */
@Mojo(name = "status", requiresProject = false, threadSafe = true)
public class StatusMojo extends AbstractDatabaseMojo {
    private static final int NEWEST = 10;

    /** Shows all migrations, not only the newest applied ones. For example {@code -Ddbmigrate.all}. */
    @Parameter(property = "dbmigrate.all", defaultValue = "false")
    boolean all;

    /** Skips this goal. For example {@code -Ddbmigrate.status.skip}. */
    @Parameter(property = "dbmigrate.status.skip", defaultValue = "false")
    boolean skipStatus;

    @Override
    boolean skipThisGoal() {
        return given().flag("status.skip", skipStatus);
    }

    @Override
    boolean writes() {
        return false;
    }

    @Override
    Report run(Project project) {
        return new Status(project, connector(), given().flag("all", all) ? Integer.MAX_VALUE : NEWEST).run();
    }
}
