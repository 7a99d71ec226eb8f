package io.github.dbmigrate.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** In what form a report is written, and to which file in {@code target/dbmigrate}. */
public enum ReportFormat {
    /** The whole result, for scripts; always written. */
    JSON("json", "result.json"),
    /** SARIF 2.1.0, for GitHub's code scanning and for editors. */
    SARIF("sarif", "dbmigrate.sarif"),
    /** GitLab's code quality. */
    GITLAB("gitlab", "gl-code-quality.json"),
    /** A test case for each migration. */
    JUNIT("junit", "junit.xml"),
    /** A page for people. */
    HTML("html", "report.html"),
    /** What stands in a pull request. */
    MARKDOWN("markdown", "summary.md"),
    /** Commands to GitHub's runner, on the standard output. */
    GITHUB("github", null);

    private final String word;
    private final @Nullable String fileName;

    ReportFormat(String word, @Nullable String fileName) {
        this.word = word;
        this.fileName = fileName;
    }

    /** As it is configured: {@code sarif}. */
    public String word() {
        return word;
    }

    /** Empty for what is printed. */
    public Optional<String> fileName() {
        return Optional.ofNullable(fileName);
    }

    /** The format of that word. */
    public static Optional<ReportFormat> of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word.equals(word))
                .findFirst();
    }

    /** All that can be asked for. */
    public static List<String> words() {
        return Arrays.stream(values()).map(ReportFormat::word).toList();
    }
}
