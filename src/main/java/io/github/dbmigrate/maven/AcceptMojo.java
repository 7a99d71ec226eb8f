package io.github.dbmigrate.maven;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.goal.Accept;
import io.github.dbmigrate.goal.Project;
import io.github.dbmigrate.report.Report;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Records the new checksum of one migration whose file was changed after it was applied. For a change that means nothing, such as
 * a comment: the SQL is not run.
 */
@Mojo(name = "accept", requiresProject = false, threadSafe = true)
public class AcceptMojo extends AbstractDatabaseMojo {
    /** The changed migration: a number as the file name has it, or the whole stem. For example {@code -Ddbmigrate.version=043}. */
    @Parameter(property = "dbmigrate.version")
    @Nullable
    String version;

    /** Skips this goal. For example {@code -Ddbmigrate.accept.skip}. */
    @Parameter(property = "dbmigrate.accept.skip", defaultValue = "false")
    boolean skipAccept;

    @Override
    boolean skipThisGoal() {
        return given().flag("accept.skip", skipAccept);
    }

    @Override
    boolean writes() {
        return true;
    }

    @Override
    Report run(Project project) {
        String given = given().optional("version", version);
        if (given == null) {
            throw new DiagnosticException(
                    "no version given",
                    Diagnostic.error("no-version", "which migration's change is to be accepted?")
                            .help("mvn dbmigrate:accept -Ddbmigrate.version=043"));
        }
        return new Accept(project, connector(), given).run();
    }
}
