package io.github.dbmigrate.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.report.Report;
import io.github.dbmigrate.report.ReportContext;
import io.github.dbmigrate.report.ReportFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFilesTest {
    private static final Set<ReportFormat> FILES = EnumSet.complementOf(EnumSet.of(ReportFormat.GITHUB));
    private static final Report FAILED =
            Report.refused("validate", "", null, null, "x", List.of(Diagnostic.error("no-folder", "there is none")));

    @TempDir
    Path base;

    private final Map<String, String> variables = new HashMap<>();
    private final RecordedLog log = new RecordedLog();

    @Test
    void everyFileIsWrittenAndNothingElseIsLeft() throws IOException {
        write(FAILED, FILES);
        write(FAILED, FILES);
        try (Stream<Path> files = Files.list(base.resolve("dbmigrate"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "result.json",
                            "dbmigrate.sarif",
                            "gl-code-quality.json",
                            "junit.xml",
                            "report.html",
                            "summary.md");
        }
        assertThat(log.toString()).isEmpty();
    }

    @Test
    void aFolderThatCannotBeWrittenIsToldAndEndsNothing() throws IOException {
        Files.writeString(base.resolve("dbmigrate"), "in the way");
        write(FAILED, Set.of());
        assertThat(log)
                .hasToString("[WARNING] " + base.resolve("dbmigrate/result.json")
                        + " could not be written: FileAlreadyExistsException\n");
    }

    @Test
    void theSummaryOfTheStepIsAddedTo() throws IOException {
        Path summary = Files.writeString(base.resolve("summary"), "before\n");
        variables.put("GITHUB_STEP_SUMMARY", summary.toString());
        write(FAILED, Set.of());
        assertThat(summary).content().startsWith("before\n\n### dbmigrate: 1 problem\n");
        assertThat(base.resolve("dbmigrate/summary.md")).doesNotExist();
    }

    @Test
    void theSummaryOfTheStepIsLeftAloneWhenThereIsNothingToSayOrNoRoom() throws IOException {
        Path summary = Files.writeString(base.resolve("summary"), "");
        variables.put("GITHUB_STEP_SUMMARY", summary.toString());
        write(Report.done("status", Report.Outcome.OK, "", null, null, List.of(), List.of()), Set.of());
        assertThat(summary).isEmptyFile();
        Files.writeString(summary, "x".repeat(1024 * 1024 - 10));
        write(FAILED, Set.of());
        assertThat(summary).hasSize(1024 * 1024 - 10);
        assertThat(log)
                .hasToString("[WARNING] the summary of this step is full; what belongs there is in "
                        + base.resolve("dbmigrate") + "\n");
    }

    @Test
    void aFileIsFoundFromTheRootOfTheWorkTree() throws IOException {
        Files.createDirectories(base.resolve("services/shop"));
        Files.writeString(base.resolve(".git"), "gitdir: elsewhere\n");
        assertThat(WorkTree.prefix(base.resolve("services/shop"))).isEqualTo("services/shop/");
        assertThat(WorkTree.prefix(base)).isEmpty();
        assertThat(WorkTree.prefix(base.getRoot())).isEmpty();
    }

    private void write(Report report, Set<ReportFormat> formats) {
        new ResultFiles(base, variables::get, log)
                .write(report, List.of(), new ReportContext("1.0.0", "", ""), formats, null);
    }
}
