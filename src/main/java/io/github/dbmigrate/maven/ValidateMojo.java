package io.github.dbmigrate.maven;

import io.github.dbmigrate.goal.Project;
import io.github.dbmigrate.goal.Validate;
import io.github.dbmigrate.plan.PlanOptions;
import io.github.dbmigrate.report.Report;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Checks the migration files, and, when a database is named, the files against its history: changed, missing, duplicate, out of
 * order. Pending migrations are no problem. Never writes.
 */
@Mojo(name = "validate", defaultPhase = LifecyclePhase.VERIFY, requiresProject = false, threadSafe = true)
public class ValidateMojo extends AbstractDatabaseMojo {
    /** Lets pending migrations pass whose number is below the newest applied one. For example {@code -Ddbmigrate.outOfOrder}. */
    @Parameter(property = "dbmigrate.outOfOrder", defaultValue = "false")
    boolean outOfOrder;

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
        PlanOptions options = new PlanOptions(null, given().flag("outOfOrder", outOfOrder));
        return new Validate(project, connectorIfNamed(), options).run();
    }
}
