package io.github.dbmigrate.report;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.diagnostic.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report as GitLab shows it in a merge request: the array of its code quality. */
final class GitlabCodeQuality {
    /** GitLab wants a file for everything. */
    private static final Place NOWHERE = Place.file("pom.xml");

    private GitlabCodeQuality() {}

    static String of(Report report, ReportContext context) {
        Fingerprints fingerprints = new Fingerprints(new Sources(report));
        List<Map<String, @Nullable Object>> issues = report.problems().stream()
                .map(problem -> issue(problem, context, fingerprints))
                .toList();
        return Json.write(issues);
    }

    private static Map<String, @Nullable Object> issue(
            Diagnostic problem, ReportContext context, Fingerprints fingerprints) {
        Place place = problem.places().isEmpty() ? NOWHERE : problem.places().get(0);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("description", problem.message().isBlank() ? problem.code() : problem.message());
        json.put("check_name", problem.id());
        json.put("fingerprint", fingerprints.next(problem.id(), place, problem.message()));
        json.put("severity", severity(problem.severity()));
        Map<String, @Nullable Object> location = new LinkedHashMap<>();
        location.put("path", context.path(place.file()));
        location.put("lines", Map.of("begin", Math.max(1, place.line())));
        json.put("location", location);
        return json;
    }

    private static String severity(Severity severity) {
        return switch (severity) {
            case ERROR -> "critical";
            case WARNING -> "minor";
            case NOTE -> "info";
        };
    }
}
