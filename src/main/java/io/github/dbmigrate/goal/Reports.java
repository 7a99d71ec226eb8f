package io.github.dbmigrate.goal;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.plan.Applied;
import io.github.dbmigrate.plan.Plan;
import io.github.dbmigrate.report.Connection;
import io.github.dbmigrate.report.Report;
import io.github.dbmigrate.source.FolderContents;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ways a goal ends that several goals share. */
final class Reports {
    private Reports() {}

    /** Files and history are at odds. */
    static Report blocked(String goal, Project project, Connection connection, Plan plan, List<Applied> applied) {
        List<String> now = applied.isEmpty()
                ? List.of()
                : List.of((applied.size() == 1 ? "1 migration was" : applied.size() + " migrations were")
                        + " applied before this was seen.");
        return new Report(
                goal,
                Report.Outcome.FAILED,
                project.environment(),
                connection,
                plan,
                applied,
                plan.problems(),
                headline(plan.problems()),
                now,
                List.of());
    }

    static Report done(
            String goal,
            Report.Outcome outcome,
            Project project,
            @Nullable Connection connection,
            @Nullable Plan plan,
            List<Applied> applied,
            FolderContents files) {
        List<Diagnostic> warnings = new ArrayList<>(files.problems());
        if (plan != null) {
            warnings.addAll(plan.problems());
        }
        return Report.done(goal, outcome, project.environment(), connection, plan, applied, warnings);
    }

    static String headline(List<Diagnostic> problems) {
        long errors = problems.stream().filter(Diagnostic::isError).count();
        return errors == 1 ? "1 problem" : errors + " problems";
    }
}
