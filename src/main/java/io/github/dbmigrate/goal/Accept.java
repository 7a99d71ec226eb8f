package io.github.dbmigrate.goal;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.history.Snapshot;
import io.github.dbmigrate.plan.Entry;
import io.github.dbmigrate.plan.Plan;
import io.github.dbmigrate.plan.PlanOptions;
import io.github.dbmigrate.plan.State;
import io.github.dbmigrate.postgres.Reply;
import io.github.dbmigrate.report.Connection;
import io.github.dbmigrate.report.Report;
import io.github.dbmigrate.source.FolderContents;
import java.util.List;

/** Records the checksum of one file that was changed after it was applied: its user says that the change means nothing. */
public final class Accept {
    private static final String GOAL = "accept";

    private final Project project;
    private final Connector connector;
    private final String version;

    /**
     * Makes the goal.
     *
     * @param version the number as the file name has it, or the whole stem
     */
    public Accept(Project project, Connector connector, String version) {
        this.project = project;
        this.connector = connector;
        this.version = version;
    }

    public Report run() {
        FolderContents files = project.read();
        try (Session session = connector.open()) {
            Snapshot snapshot = project.history().read(session.database());
            Connection connection = session.introduce(snapshot.facts(), project);
            Plan plan = plan(files, snapshot);
            Entry changed = changed(plan);
            Reply reply = session.database().read(project.history().accept(changed.file(), changed.row()));
            if (reply.error() != null || reply.completions().get(0).count() != 1) {
                throw new DiagnosticException("nothing was accepted", notRecorded(reply));
            }
            project.console()
                    .checked(changed.label() + ": recorded sha256 "
                            + changed.file().checksum().shortForm());
            Plan now = plan(files, project.history().read(session.database()));
            return Reports.done(GOAL, Report.Outcome.OK, project, connection, now, List.of(), files);
        }
    }

    private Plan plan(FolderContents files, Snapshot snapshot) {
        return Plan.of(
                files.migrations(),
                snapshot.history(),
                snapshot.unfinished(),
                new PlanOptions(null, true),
                project::lastChange);
    }

    private Entry changed(Plan plan) {
        return plan.entries().stream()
                .filter(entry ->
                        entry.label().equals(version) || entry.version().equals(version))
                .filter(entry -> entry.state() == State.CHANGED)
                .findFirst()
                .orElseThrow(() -> new DiagnosticException("nothing was accepted", notChanged(plan)));
    }

    private Diagnostic notChanged(Plan plan) {
        List<String> changed = plan.entries().stream()
                .filter(entry -> entry.state() == State.CHANGED)
                .map(Entry::label)
                .toList();
        return Diagnostic.error("not-changed", version + " is no applied migration whose file was changed")
                .note(
                        "seen",
                        changed.isEmpty() ? "no applied file was changed" : "changed: " + String.join(", ", changed))
                .help("mvn dbmigrate:status  shows them");
    }

    private Diagnostic notRecorded(Reply reply) {
        return reply.error() == null
                ? Diagnostic.error("history-moves", "another run changed the history row of " + version + " meanwhile")
                        .help("run the same command again")
                : Diagnostic.error(
                                "sql-error",
                                "the history cannot be written: "
                                        + reply.error().message())
                        .sqlState(reply.error().sqlState());
    }
}
