package io.github.dbmigrate.report;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Note;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.migration.AppliedMigration;
import io.github.dbmigrate.migration.Unfinished;
import io.github.dbmigrate.plan.Applied;
import io.github.dbmigrate.plan.Entry;
import io.github.dbmigrate.plan.Plan;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A report as JSON: {@code target/dbmigrate/result.json}, one shape for all goals. Its fields {@code success}, {@code environment},
 * {@code database}, {@code pgVersion}, {@code appliedMigrations}, {@code pendingMigrations}, {@code lastMigration} and
 * {@code migrations} are those of the origin system's status endpoint, so that a web endpoint can serve the file as it is.
 */
public final class ResultJson {
    private ResultJson() {}

    /**
     * The document.
     *
     * @param toolVersion of this plugin
     */
    public static String of(Report report, String toolVersion) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("tool", "dbmigrate");
        json.put("version", toolVersion);
        json.put("goal", report.goal());
        json.put("success", !report.isFailed());
        json.put("outcome", report.outcome().word());
        json.put("kind", report.isFailed() ? kind(report) : null);
        json.put("environment", report.environment().isEmpty() ? null : report.environment());
        Connection connection = report.connection();
        json.put("database", connection == null ? null : connection.database());
        json.put("pgVersion", connection == null ? null : "PostgreSQL " + connection.serverVersion());
        json.put("connection", connection == null ? null : connection(connection));
        Plan plan = report.plan();
        json.put("current", plan == null || plan.current().isEmpty() ? null : plan.current());
        json.put("appliedMigrations", plan == null ? null : plan.applied().size());
        json.put("pendingMigrations", plan == null ? null : plan.notApplied().size());
        json.put("lastMigration", plan == null ? null : lastMigration(plan));
        json.put("applied", report.applied().stream().map(ResultJson::applied).toList());
        json.put(
                "pending",
                plan == null
                        ? List.of()
                        : plan.notApplied().stream()
                                .map(entry -> entry.file().calledBy())
                                .toList());
        json.put(
                "migrations",
                plan == null
                        ? List.of()
                        : plan.entries().stream().map(ResultJson::migration).toList());
        json.put("problems", report.problems().stream().map(ResultJson::problem).toList());
        json.put("review", report.review() == null ? null : ReviewJson.of(report.review()));
        return Json.write(json);
    }

    /** The id of the first error, so that a script can tell one failure from another. */
    private static @Nullable String kind(Report failed) {
        return failed.problems().stream()
                .filter(Diagnostic::isError)
                .map(Diagnostic::id)
                .findFirst()
                .orElse(null);
    }

    private static Map<String, @Nullable Object> connection(Connection connection) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", connection.database());
        json.put("host", connection.host());
        json.put("port", connection.port());
        json.put("user", connection.user());
        json.put("serverVersion", connection.serverVersion());
        json.put("pooled", connection.kind().equals("pooled"));
        json.put("tls", connection.tls());
        json.put("source", connection.source());
        return json;
    }

    private static @Nullable Map<String, @Nullable Object> lastMigration(Plan plan) {
        Entry last = null;
        for (Entry entry : plan.applied()) {
            // By time, because a repeatable migration that will run again is not where the history has it.
            if (last == null || !time(entry).isBefore(time(last))) {
                last = entry;
            }
        }
        if (last == null) {
            return null;
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("version", last.version());
        json.put("name", name(last));
        json.put("appliedAt", last.applied() == null ? null : appliedAt(last.row()));
        return json;
    }

    private static LocalDateTime time(Entry applied) {
        LocalDateTime time = applied.row().appliedAt();
        return time == null ? LocalDateTime.MIN : time;
    }

    private static String name(Entry entry) {
        return entry.migration() == null ? entry.row().name() : entry.file().readableName();
    }

    private static @Nullable String appliedAt(AppliedMigration row) {
        return row.appliedAt() == null ? null : Utc.millis(row.appliedAt());
    }

    private static Map<String, @Nullable Object> applied(Applied applied) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("version", applied.migration().calledBy());
        json.put("name", applied.migration().description());
        json.put("millis", applied.millis());
        json.put("rows", applied.rows());
        json.put("checksum", "sha256:" + applied.migration().checksum().hex());
        return json;
    }

    private static Map<String, @Nullable Object> migration(Entry entry) {
        AppliedMigration row = entry.applied();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("version", entry.version());
        json.put("name", name(entry));
        json.put("state", entry.stateWord());
        json.put("appliedAt", row == null ? null : appliedAt(row));
        json.put("executionTimeMs", row == null ? null : row.millis());
        json.put("appliedBy", row == null ? null : row.appliedBy());
        json.put("checksum", checksum(entry));
        if (entry.unfinished() != null) {
            json.put("run", run(entry.unfinished()));
        }
        return json;
    }

    private static Map<String, @Nullable Object> run(Unfinished run) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("statements", run.statements());
        json.put("done", run.done());
        json.put("begunAt", Utc.millis(run.begunAt()));
        json.put("pid", run.pid());
        json.put("host", run.host());
        json.put("sqlState", run.sqlState());
        json.put("message", run.message());
        return json;
    }

    private static @Nullable String checksum(Entry entry) {
        if (entry.applied() != null) {
            return entry.row().checksum();
        }
        return entry.file().checksum().hex();
    }

    private static Map<String, @Nullable Object> problem(Diagnostic problem) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", problem.id());
        json.put("sqlState", problem.sqlState());
        json.put("severity", problem.severity().word());
        Place place = problem.places().isEmpty() ? null : problem.places().get(0);
        json.put("file", place == null ? null : place.file());
        json.put("line", place == null || place.line() == 0 ? null : place.line());
        json.put("column", place == null || place.column() == 0 ? null : place.column());
        json.put("endColumn", place == null || place.endColumn() == 0 ? null : place.endColumn());
        json.put("message", problem.message());
        json.put("help", notes(problem, true));
        json.put("notes", notes(problem, false));
        return json;
    }

    private static @Nullable String notes(Diagnostic problem, boolean help) {
        String text = problem.notes().stream()
                .filter(note -> note.label().equals("help") == help)
                .map(note -> help || note.label().isEmpty() ? note.text() : note.label() + ": " + text(note))
                .collect(Collectors.joining("\n"));
        return text.isEmpty() ? null : text;
    }

    private static String text(Note note) {
        return note.text().strip();
    }
}
