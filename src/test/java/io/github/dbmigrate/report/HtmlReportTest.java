package io.github.dbmigrate.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.report.Review.Outcome;
import io.github.dbmigrate.report.Review.Reviewed;
import io.github.dbmigrate.testing.Migrations;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    private static final String SCRIPT = "<script type=\"application/json\" id=\"result\">\n";

    @Test
    void theResultIsInIt() throws IOException {
        String page = page(Sample.everything());
        String json = page.substring(page.indexOf(SCRIPT) + SCRIPT.length(), page.lastIndexOf("</script>"));
        ObjectMapper mapper = new ObjectMapper();
        assertThat(mapper.readTree(json)).isEqualTo(mapper.readTree(ResultJson.of(Sample.everything(), "1.0.0")));
        assertThat(json).doesNotContain("<");
    }

    @Test
    void nothingIsFetchedAndNothingIsRun() {
        String page = page(Sample.everything());
        assertThat(page).contains("content=\"default-src 'none'; style-src 'unsafe-inline'\"");
        assertThat(page)
                .containsOnlyOnce("<script")
                .doesNotContain("src=")
                .doesNotContain("@import")
                .doesNotContain("url(http");
    }

    @Test
    void everyLinkOfThePageLeadsSomewhere() {
        for (Report report : List.of(Sample.everything(), Sample.nothing(), Sample.refused())) {
            String page = page(report);
            page.lines()
                    .flatMap(line ->
                            Pattern.compile("href=\"#([^\"]+)\"").matcher(line).results())
                    .forEach(link -> assertThat(page).containsOnlyOnce(" id=\"" + link.group(1) + "\""));
        }
    }

    @Test
    void ofALongFileOnlyWhatStandsAroundAMarkIsShown() {
        Migration file = Migrations.file("045-long", "SELECT 1;\n".repeat(500) + "DROP TABLE t;\n");
        String page = page(file, Diagnostic.error("x", "y").at(new Place(file.file(), 501, 1, 13, "")));
        assertThat(page).contains("<td class=\"gap\">... 495 lines</td>").contains("<th scope=\"row\">496</th>");
        assertThat(page).contains("<th scope=\"row\">501</th><td class=\"code\"><mark>DROP TABLE t</mark>;</td>");
        assertThat(page).doesNotContain("<th scope=\"row\">495</th>");
        assertThat(page(file)).contains("<th scope=\"row\">200</th>").contains("<td class=\"gap\">... 301 lines</td>");
    }

    @Test
    void ofManyProblemsTheWorstAreShownAtOnce() {
        Diagnostic[] problems = IntStream.range(0, 30)
                .mapToObj(i -> i < 29 ? Diagnostic.warning("w", "w" + i) : Diagnostic.error("e", "e"))
                .toArray(Diagnostic[]::new);
        String page = page(Migrations.file("045-a", "SELECT 1;\n"), problems);
        assertThat(page).contains("<summary>10 more</summary>");
        assertThat(page.indexOf("<code>e</code>")).isLessThan(page.indexOf("<code>w</code>"));
    }

    @Test
    void whatTurnsTheReadingDirectionIsShown() {
        Migration file = Migrations.file("045-turned", "SELECT '\u202e' AS a;\n");
        assertThat(page(file)).contains("SELECT &#39;?&#39; AS a;");
    }

    @Test
    void aPlaceBeyondTheFileMarksNothing() {
        Migration file = Migrations.file("045-short", "SELECT 1;\n");
        assertThat(page(file, Diagnostic.error("x", "y").at(new Place(file.file(), 1, 40, 50, ""))))
                .contains("<td class=\"code\">SELECT 1;</td>");
    }

    private static String page(Migration file, Diagnostic... problems) {
        Reviewed looked = new Reviewed(file, List.of(), Outcome.RUN, 1, null);
        Review review = new Review("", List.of(looked), 1, List.of(), null, List.of(), List.of(), List.of(), List.of());
        return page(Report.refused("validate", "", null, null, "x", List.of(problems))
                .with(review));
    }

    private static String page(Report report) {
        return HtmlReport.of(report, Sample.CONTEXT);
    }
}
