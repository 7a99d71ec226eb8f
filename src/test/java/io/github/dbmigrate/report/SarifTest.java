package io.github.dbmigrate.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.report.Review.Reviewed;
import io.github.dbmigrate.rule.Rule;
import io.github.dbmigrate.testing.Migrations;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The SARIF report against the schema of OASIS, and against what GitHub demands besides. */
class SarifTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void itIsValid() throws IOException {
        JsonSchema schema = schema();
        for (Report report : List.of(Sample.everything(), Sample.nothing(), Sample.refused())) {
            assertThat(schema.validate(JSON.readTree(sarif(report, Sample.RULES))))
                    .isEmpty();
            assertThat(schema.validate(JSON.readTree(sarif(report, List.of())))).isEmpty();
        }
        assertThat(schema.validate(
                        JSON.readTree(sarif(Sample.nothing(), List.of()).replace("\"error\"", "\"bad\""))))
                .isEmpty();
        assertThat(schema.validate(
                        JSON.readTree(sarif(Sample.everything(), List.of()).replace("\"error\"", "\"bad\""))))
                .isNotEmpty();
    }

    @Test
    void noTextIsEmpty() throws IOException {
        for (Report report : List.of(Sample.everything(), Sample.nothing(), Sample.refused())) {
            assertThat(texts(JSON.readTree(sarif(report, Sample.RULES)))).noneMatch(String::isBlank);
        }
    }

    @Test
    void anEmptyMessageIsCalledByItsId() throws IOException {
        Report report = Report.refused(
                "validate",
                "",
                null,
                null,
                "x",
                List.of(Diagnostic.error("sql-error", "").at(Place.file("a.sql"))));
        assertThat(JSON.readTree(sarif(report, List.of())).at("/runs/0/results/0/message/text"))
                .hasToString("\"sql-error\"");
    }

    @Test
    void everyResultLeadsToItsRule() throws IOException {
        JsonNode run = JSON.readTree(sarif(Sample.everything(), Sample.RULES)).at("/runs/0");
        assertThat(run.get("results")).isNotEmpty();
        for (JsonNode result : run.get("results")) {
            JsonNode rule =
                    run.at("/tool/driver/rules/" + result.get("ruleIndex").asInt());
            assertThat(rule.get("id")).isEqualTo(result.get("ruleId"));
        }
    }

    @Test
    void theFingerprintOutlivesAnotherNumberAndLinesAbove() throws IOException {
        String sql = "DROP TABLE a;\nDROP  TABLE b;\nDROP TABLE a;\n";
        assertThat(fingerprints("045-tidy", sql, 1, 2, 3))
                .isEqualTo(fingerprints("046-tidy", "\n-- above\n" + sql.replace("  ", " "), 3, 4, 5))
                .doesNotHaveDuplicates();
        assertThat(fingerprints("045-tidy", sql, 1)).isNotEqualTo(fingerprints("045-other", sql, 1));
    }

    private static List<String> fingerprints(String name, String sql, int... lines) throws IOException {
        Migration migration = Migrations.file(name, sql);
        List<Diagnostic> problems = new ArrayList<>();
        for (int line : lines) {
            problems.add(Diagnostic.error("ban-drop-table", "line " + line).at(Place.at(migration.file(), line, 1)));
        }
        Reviewed looked = new Reviewed(migration, List.of(), Review.Outcome.RUN, 1, null);
        Review review = new Review("", List.of(looked), 1, List.of(), null, List.of(), List.of(), List.of(), List.of());
        Report report =
                Report.refused("validate", "", null, null, "x", problems).with(review);
        List<String> found = new ArrayList<>();
        for (JsonNode result : JSON.readTree(sarif(report, List.of())).at("/runs/0/results")) {
            found.add(result.at("/partialFingerprints/primaryLocationLineHash").asText());
        }
        return found;
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        node.forEach(child -> texts.addAll(texts(child)));
        return texts;
    }

    private static String sarif(Report report, List<Rule> rules) {
        return Sarif.of(report, rules, Sample.CONTEXT);
    }

    private static JsonSchema schema() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(SarifTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json"))) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(in);
        }
    }
}
