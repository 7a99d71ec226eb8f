package io.github.dbmigrate.report;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.diagnostic.Severity;
import io.github.dbmigrate.report.Review.Allowed;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A report as SARIF 2.1.0, as GitHub's code scanning wants it (GitHub Docs, "SARIF support for code scanning"): each rule with
 * its text, each result with a place and a fingerprint. GitHub refuses a result without a place and an empty text, so what is in
 * no file is told as a notification of the run.
 */
final class Sarif {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
    private static final int LONGEST_DESCRIPTION = 1_024;
    private static final int MOST_RESULTS = 5_000;

    private final Report report;
    private final ReportContext context;
    private final Fingerprints fingerprints;
    private final Map<String, Rule> known = new LinkedHashMap<>();
    private final Map<String, Map<String, @Nullable Object>> rules = new LinkedHashMap<>();
    private final List<String> ids = new ArrayList<>();

    private Sarif(Report report, List<Rule> asked, ReportContext context) {
        this.report = report;
        this.context = context;
        this.fingerprints = new Fingerprints(new Sources(report));
        for (Rule rule : asked) {
            known.put(rule.word(), rule);
            add(rule.word(), entry(rule));
        }
    }

    static String of(Report report, List<Rule> rules, ReportContext context) {
        return Json.write(new Sarif(report, rules, context).document());
    }

    private Map<String, @Nullable Object> document() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("$schema", SCHEMA);
        json.put("version", "2.1.0");
        json.put("runs", List.of(run()));
        return json;
    }

    private Map<String, @Nullable Object> run() {
        // The results first: they ask for entries of what is no rule.
        List<Object> results = results();
        Map<String, @Nullable Object> invocation = invocation();
        Map<String, @Nullable Object> driver = new LinkedHashMap<>();
        driver.put("name", "dbmigrate");
        driver.put("semanticVersion", context.toolVersion());
        driver.put("rules", List.copyOf(rules.values()));
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("tool", Map.of("driver", driver));
        // Two modules of one build are two analyses, not one that replaces the other.
        json.put("automationDetails", Map.of("id", "dbmigrate/" + context.prefix()));
        json.put("columnKind", "unicodeCodePoints");
        json.put("invocations", List.of(invocation));
        json.put("results", results);
        return json;
    }

    private List<Object> results() {
        List<Object> results = new ArrayList<>();
        for (Diagnostic problem : Verdict.worstFirst(report.problems())) {
            if (!problem.places().isEmpty()) {
                results.add(result(problem));
            }
        }
        if (report.review() != null) {
            report.review().allowed().forEach(allowed -> results.add(result(allowed)));
        }
        return results.size() > MOST_RESULTS ? results.subList(0, MOST_RESULTS) : results;
    }

    private Map<String, @Nullable Object> result(Diagnostic problem) {
        Place place = problem.places().get(0);
        Map<String, @Nullable Object> json =
                result(problem.id(), word(problem.severity()), text(PlainText.of(problem), problem.id()), place);
        json.put("partialFingerprints", fingerprint(problem.id(), place, problem.message()));
        if (problem.places().size() > 1) {
            json.put(
                    "relatedLocations",
                    problem.places().stream().skip(1).map(this::location).toList());
        }
        return json;
    }

    private Map<String, @Nullable Object> result(Allowed allowed) {
        Place place = Place.line(allowed.file(), allowed.line());
        Rule rule = known.get(allowed.rule());
        Map<String, @Nullable Object> json = result(
                allowed.rule(),
                rule == null ? word(Severity.WARNING) : word(rule.level()),
                text(String.join("\n", Printable.lines(allowed.message())), allowed.rule()),
                place);
        json.put("partialFingerprints", fingerprint(allowed.rule(), place, allowed.message()));
        Map<String, @Nullable Object> suppression = new LinkedHashMap<>();
        suppression.put("kind", allowed.isInSource() ? "inSource" : "external");
        suppression.put("justification", text(Printable.line(allowed.reason()), "no reason"));
        json.put("suppressions", List.of(suppression));
        return json;
    }

    private Map<String, @Nullable Object> result(String id, String level, String text, Place place) {
        int index = index(id, level);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("ruleId", id);
        json.put("ruleIndex", index);
        json.put("level", level);
        json.put("message", message(text));
        json.put("locations", List.of(location(place)));
        return json;
    }

    private Map<String, @Nullable Object> location(Place place) {
        Map<String, @Nullable Object> physical = new LinkedHashMap<>();
        physical.put("artifactLocation", Map.of("uri", context.uri(place.file())));
        Map<String, @Nullable Object> region = new LinkedHashMap<>();
        region.put("startLine", Math.max(1, place.line()));
        if (place.line() > 0 && place.column() > 0) {
            region.put("startColumn", place.column());
            region.put("endLine", place.line());
            region.put("endColumn", Math.max(place.column() + 1, place.endColumn()));
        }
        physical.put("region", region);
        return Map.of("physicalLocation", physical);
    }

    private Map<String, @Nullable Object> fingerprint(String id, Place place, String message) {
        return Map.of("primaryLocationLineHash", fingerprints.next(id, place, message));
    }

    private Map<String, @Nullable Object> invocation() {
        List<Map<String, @Nullable Object>> told = new ArrayList<>();
        for (Diagnostic problem : report.problems()) {
            if (problem.places().isEmpty()) {
                Map<String, @Nullable Object> json = new LinkedHashMap<>();
                json.put("descriptor", Map.of("id", problem.id()));
                json.put("level", word(problem.severity()));
                json.put("message", message(text(PlainText.of(problem), problem.id())));
                told.add(json);
            }
        }
        boolean ran =
                report.problems().stream().noneMatch(problem -> problem.places().isEmpty() && problem.isError());
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("executionSuccessful", ran);
        if (!told.isEmpty()) {
            json.put("toolExecutionNotifications", told);
        }
        return json;
    }

    private void add(String id, Map<String, @Nullable Object> entry) {
        if (rules.putIfAbsent(id, entry) == null) {
            ids.add(id);
        }
    }

    private int index(String id, String level) {
        if (!rules.containsKey(id)) {
            add(id, entry(id, level));
        }
        return ids.indexOf(id);
    }

    private static Map<String, @Nullable Object> entry(Rule rule) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", rule.word());
        json.put("shortDescription", description(text(rule.title(), rule.word())));
        json.put("fullDescription", description(text(rule.why(), rule.title(), rule.word())));
        String help = text(rule.instead(), rule.why(), rule.word());
        Map<String, @Nullable Object> both = message(help);
        both.put("markdown", text((Markdown.text(rule.why()) + "\n\n" + Markdown.text(rule.instead())).strip(), help));
        json.put("help", both);
        json.put("defaultConfiguration", Map.of("level", word(rule.level())));
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        properties.put("precision", "high");
        properties.put("problem.severity", severity(word(rule.level())));
        properties.put("tags", List.of("postgresql", rule.level().word()));
        json.put("properties", properties);
        return json;
    }

    /** Of what is wrong with a file, and no rule's matter: {@code sql-error}. */
    private static Map<String, @Nullable Object> entry(String id, String level) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("shortDescription", message(id.replace('-', ' ')));
        json.put("defaultConfiguration", Map.of("level", level));
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        properties.put("precision", "very-high");
        properties.put("problem.severity", severity(level));
        json.put("properties", properties);
        return json;
    }

    private static Map<String, @Nullable Object> description(String text) {
        return message(PlainText.cut(text, LONGEST_DESCRIPTION));
    }

    private static Map<String, @Nullable Object> message(String text) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("text", text);
        return json;
    }

    /** The first that is not blank. */
    private static String text(String... texts) {
        for (String text : texts) {
            if (!text.isBlank()) {
                return text;
            }
        }
        return "problem";
    }

    private static String word(Level level) {
        return switch (level) {
            case DESTRUCTIVE, BLOCKING -> word(Severity.ERROR);
            case RISKY -> word(Severity.WARNING);
            case ADVICE -> word(Severity.NOTE);
        };
    }

    private static String word(Severity severity) {
        return severity.word();
    }

    /** As CodeQL calls it, and GitHub after it. */
    private static String severity(String level) {
        return level.equals(word(Severity.NOTE)) ? "recommendation" : level;
    }
}
