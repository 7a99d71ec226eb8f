package io.github.dbmigrate.report;

import io.github.dbmigrate.rule.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A report in the forms that were asked for. */
public final class ReportTexts {
    private final Report report;
    private final List<Rule> rules;
    private final ReportContext context;

    /**
     * A report, and what is needed to write it.
     *
     * @param rules all that were asked, for what SARIF says of them
     */
    public ReportTexts(Report report, List<Rule> rules, ReportContext context) {
        this.report = report;
        this.rules = List.copyOf(rules);
        this.context = context;
    }

    /** The text of each file, by its name; that of JSON always. */
    public Map<String, String> files(Set<ReportFormat> formats) {
        Map<String, String> files = new LinkedHashMap<>();
        for (ReportFormat format : ReportFormat.values()) {
            if (format == ReportFormat.JSON || formats.contains(format)) {
                format.fileName().ifPresent(name -> files.put(name, text(format)));
            }
        }
        return files;
    }

    /** The whole text in one form. */
    public String text(ReportFormat format) {
        return switch (format) {
            case JSON -> ResultJson.of(report, context.toolVersion());
            case SARIF -> Sarif.of(report, rules, context);
            case GITLAB -> GitlabCodeQuality.of(report, context);
            case JUNIT -> JunitXml.of(report, context);
            case HTML -> HtmlReport.of(report, context);
            case MARKDOWN -> MarkdownSummary.of(report, context);
            case GITHUB -> GithubAnnotations.of(report, context);
        };
    }
}
