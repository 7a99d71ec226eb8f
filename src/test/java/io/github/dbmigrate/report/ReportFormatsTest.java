package io.github.dbmigrate.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.testing.Golden;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each form of one review that has everything in it, of one that has nothing, and of a goal that could not begin. */
class ReportFormatsTest {

    @ParameterizedTest
    @EnumSource
    void isWhatItWas(ReportFormat format) {
        String ending = "." + format.word();
        Golden.assertEqual("report/everything" + ending, shown(Sample.everything(), format));
        Golden.assertEqual("report/nothing" + ending, shown(Sample.nothing(), format));
        Golden.assertEqual("report/refused" + ending, shown(Sample.refused(), format));
    }

    @ParameterizedTest
    @EnumSource
    void noControlCharacterGetsThrough(ReportFormat format) {
        assertThat(text(Sample.everything(), format).chars())
                .allMatch(c -> c == '\n' || c >= ' ' && !(c >= 0x7f && c < 0xa0));
    }

    @Test
    void anXmlParserReadsTheTestResultsAsTheyWereMeant() throws Exception {
        String xml = text(Sample.everything(), ReportFormat.JUNIT);
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        var failures = document.getElementsByTagName("failure");
        assertThat(failures.getLength()).isEqualTo(3);
        assertThat(failures.item(2).getAttributes().getNamedItem("message").getTextContent())
                .isEqualTo("column \"nope\" does not exist\n\ud83d\ude80 100% | <b>?");
        assertThat(failures.item(1).getTextContent())
                .startsWith(
                        "error[ban-drop-column]: column public.users.legacy_name and its values are gone for good\n");
    }

    @Test
    void filesAreThoseThatWereAskedForAndTheResult() {
        assertThat(texts(Sample.nothing()).files(Set.of())).containsOnlyKeys("result.json");
        assertThat(texts(Sample.nothing())
                        .files(EnumSet.allOf(ReportFormat.class))
                        .keySet())
                .containsExactly(
                        "result.json",
                        "dbmigrate.sarif",
                        "gl-code-quality.json",
                        "junit.xml",
                        "report.html",
                        "summary.md");
    }

    @Test
    void aFormatIsKnownByItsWord() {
        assertThat(ReportFormat.words())
                .containsExactly("json", "sarif", "gitlab", "junit", "html", "markdown", "github");
        assertThat(ReportFormat.of("sarif")).contains(ReportFormat.SARIF);
        assertThat(ReportFormat.of("SARIF")).isEmpty();
    }

    @Test
    void theBuildMachineSaysWhereFilesAreShown() {
        Map<String, String> github = Map.of(
                "GITHUB_SERVER_URL", "https://github.com", "GITHUB_REPOSITORY", "ann/shop", "GITHUB_SHA", "5b1c0de");
        assertThat(ReportContext.of("1", "", github::get).url("a b.sql", 7))
                .isEqualTo("https://github.com/ann/shop/blob/5b1c0de/a%20b.sql#L7");
        Map<String, String> gitlab =
                Map.of("CI_PROJECT_URL", "https://gitlab.com/ann/shop", "CI_COMMIT_SHA", "5b1c0de");
        assertThat(ReportContext.of("1", "db/", gitlab::get).url("../x/001-\u00e9.sql", 0))
                .isEqualTo("https://gitlab.com/ann/shop/-/blob/5b1c0de/x/001-%C3%A9.sql");
        assertThat(ReportContext.of("1", "", name -> null).url("a.sql", 7)).isEmpty();
    }

    /** Of a page what is below its style, which says nothing. */
    private static String shown(Report report, ReportFormat format) {
        String text = text(report, format);
        return format == ReportFormat.HTML ? text.replace(HtmlStyle.CSS, "...\n") : text;
    }

    private static String text(Report report, ReportFormat format) {
        return texts(report).text(format);
    }

    private static ReportTexts texts(Report report) {
        return new ReportTexts(report, Sample.RULES, Sample.CONTEXT);
    }
}
