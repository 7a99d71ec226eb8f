package io.github.dbmigrate.report;

import static io.github.dbmigrate.testing.Migrations.file;
import static io.github.dbmigrate.testing.Migrations.folder;
import static io.github.dbmigrate.testing.Migrations.history;
import static io.github.dbmigrate.testing.Migrations.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.migration.AppliedMigration;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.plan.Applied;
import io.github.dbmigrate.plan.Plan;
import io.github.dbmigrate.plan.PlanOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResultJsonTest {
    private static final Connection SHOP = new Connection(
            "shop",
            "db.internal",
            5432,
            "shop_migrator",
            "17.2",
            "direct",
            true,
            "DATABASE_URL_UNPOOLED",
            List.of("DATABASE_URL is pooled and was not used"),
            "production");

    @Test
    void aFailedMigrateTellsWhatIsAppliedAndWhatIsWrong() throws IOException {
        List<Migration> files =
                folder("041-orders", "042-add-order-status", "043-backfill", "044-order-status-not-null");
        List<Applied> applied = List.of(
                new Applied(files.get(1), LocalDateTime.of(2026, 11, 19, 8, 30, 5, 123_000_000), 14, 0),
                new Applied(files.get(2), LocalDateTime.of(2026, 11, 19, 8, 30, 9), 4_210, 1_204_311));
        Plan plan = plan(files, history("041-orders")).after(applied, "ann");
        Diagnostic problem = Diagnostic.error(
                        "sql-error", "column \"status\" of relation \"orders\" contains null values")
                .sqlState("23502")
                .at(new Place(files.get(3).file(), 7, 1, 52, "(statement 2 of 2)"))
                .note("detail", "Failing row contains (1, null).")
                .help("see the rows")
                .help("and mend them");
        Report report = new Report(
                "migrate",
                Report.Outcome.FAILED,
                "production",
                SHOP,
                plan,
                applied,
                List.of(Diagnostic.warning("gap", "there is no 040"), problem),
                "044 failed",
                List.of("shop is at 043."),
                List.of("change 044"));
        assertThat(ResultJson.of(report, "1.0.0")).isEqualTo(golden("failed-migrate"));
    }

    @Test
    void aStatusTellsTheStateOfEveryMigration() throws IOException {
        List<Migration> files = List.of(
                file("001-users", "SELECT 1;\n"),
                file("003-orders", "SELECT 2;\n"),
                file("004-lines", "SELECT 1;\n"),
                file("005-later", "SELECT 1;\n"),
                file("R-views", "SELECT 2;\n"));
        Plan plan = Plan.of(
                files,
                history("001-users", "R-views", "002-gone", "003-orders"),
                new PlanOptions("004", false),
                file -> Optional.empty());
        Plan all = plan(files.subList(0, 3), history("001-users", "002-gone", "003-orders"));
        assertThat(json(plan)).isEqualTo(golden("status-with-a-target"));
        assertThat(json(all)).contains("\"pending\": [\n    \"004\"\n  ],");
    }

    @Test
    void aRepeatableMigrationThatWillRunAgainIsPendingByItsNameAndNotTheLast() {
        List<Migration> files = List.of(
                file("001-users", "SELECT 1;\n"), file("002-orders", "SELECT 1;\n"), file("R-views", "SELECT 2;\n"));
        String json = json(plan(files, history("001-users", "R-views", "002-orders")));
        assertThat(json).contains("\"pending\": [\n    \"R-views\"\n  ],");
        assertThat(json).contains("\"lastMigration\": {\n    \"version\": \"002-orders\",");
        assertThat(json).contains("\"appliedMigrations\": 3,\n  \"pendingMigrations\": 1,");
    }

    @Test
    void onlyARepeatableMigrationIsTheLast() {
        String json = json(plan(List.of(file("R-views", "SELECT 2;\n")), history("R-views")));
        assertThat(json).contains("\"lastMigration\": {\n    \"version\": \"R-views\",");
        assertThat(json).contains("\"current\": null,");
    }

    @Test
    void withoutADatabaseItsFieldsAreNull() throws IOException {
        Report report = Report.refused(
                "migrate", "", null, null, "no database given", List.of(Diagnostic.error("no-database", "none")));
        assertThat(ResultJson.of(report, "1.0.0")).isEqualTo(golden("no-database"));
    }

    @Test
    void aRowThatAPersonWroteHasNoTimes() {
        List<AppliedMigration> rows = List.of(new AppliedMigration(1, "001-users", "Users", null, null, null, null));
        assertThat(json(plan(folder("001-users"), rows)))
                .contains("""
                    {
                      "version": "001-users",
                      "name": "Users",
                      "state": "applied",
                      "appliedAt": null,
                      "executionTimeMs": null,
                      "appliedBy": null,
                      "checksum": null
                    }
                """.indent(-4).indent(4).stripTrailing());
        assertThat(json(plan(folder("001-users"), List.of(row("001-users", null)))))
                .contains("\"appliedAt\": \"2026-11-18T09:14:00.000Z\"");
    }

    @Test
    void itIsAsciiWhateverTheTextHolds() {
        Diagnostic problem =
                Diagnostic.error("sql-error", "\"a\\b\"\n\t\r\b\u001b\u007f\u00e9\u6771\ud83d\ude80\ud800/");
        String json = ResultJson.of(Report.refused("migrate", "", null, null, "x", List.of(problem)), "1.0.0");
        assertThat(json)
                .contains(
                        "\"message\": \"\\\"a\\\\b\\\"\\n\\t\\r\\u0008\\u001b\\u007f\\u00e9\\u6771\\ud83d\\ude80\\ud800/\",");
        assertThat(json.chars()).allMatch(c -> c == '\n' || c >= ' ' && c < 127);
    }

    private static String json(Plan plan) {
        return ResultJson.of(
                Report.done("status", Report.Outcome.OK, "", SHOP, plan, List.of(), plan.problems()), "1.0.0");
    }

    private static Plan plan(List<Migration> files, List<AppliedMigration> history) {
        return Plan.of(files, history, PlanOptions.DEFAULT, file -> Optional.empty());
    }

    private static String golden(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ResultJsonTest.class.getResourceAsStream("/json/" + name + ".json"), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
