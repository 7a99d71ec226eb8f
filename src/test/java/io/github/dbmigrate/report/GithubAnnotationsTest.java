package io.github.dbmigrate.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Place;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GithubAnnotationsTest {

    @Test
    void whatWouldEndACommandOrAPropertyIsWrittenOtherwise() {
        assertThat(annotations(Diagnostic.error("a:b,c", "50%\r\n::error::owned\u001b")
                        .at(new Place("a,b:c%.sql", 1, 2, 3, ""))))
                .isEqualTo(
                        "::error file=a%2Cb%3Ac%25.sql,line=1,endLine=1,col=2,endColumn=3,title=dbmigrate a%3Ab%2Cc::50%25%0A"
                                + "::error::owned?\n");
    }

    @Test
    void aWholeFileAndAWholeLineHaveNoColumns() {
        assertThat(annotations(Diagnostic.error("x", "y").at(Place.file("a.sql"))))
                .isEqualTo("::error file=a.sql,title=dbmigrate x::y\n");
        assertThat(annotations(Diagnostic.warning("x", "y").at(Place.line("a.sql", 7))))
                .isEqualTo("::warning file=a.sql,line=7,endLine=7,title=dbmigrate x::y\n");
        assertThat(annotations(Diagnostic.warning("x", "y"))).isEqualTo("::warning title=dbmigrate x::y\n");
    }

    @Test
    void aMessageThatTheRunnerWouldCutIsCut() {
        String cut = annotations(Diagnostic.error("x", "\ud83d\ude80".repeat(3_000)));
        assertThat(cut).isEqualTo("::error title=dbmigrate x::" + "\ud83d\ude80".repeat(2_046) + "...\n");
    }

    @Test
    void tenOfEachAreShownAndTheRestIsCounted() {
        List<Diagnostic> problems = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            problems.add(Diagnostic.warning("w", "warning " + i));
            problems.add(Diagnostic.error("e", "error " + i));
        }
        List<String> lines =
                annotations(problems.toArray(Diagnostic[]::new)).lines().toList();
        assertThat(lines).hasSize(21);
        assertThat(lines.subList(0, 10)).allMatch(line -> line.startsWith("::error "));
        assertThat(lines.subList(10, 20)).allMatch(line -> line.startsWith("::warning "));
        assertThat(lines.get(20)).isEqualTo("::notice title=dbmigrate::4 more in the summary of this step");
    }

    private static String annotations(Diagnostic... problems) {
        return GithubAnnotations.of(
                Report.refused("validate", "", null, null, "x", List.of(problems)), new ReportContext("1", "", ""));
    }
}
