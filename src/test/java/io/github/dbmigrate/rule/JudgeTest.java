package io.github.dbmigrate.rule;

import static io.github.dbmigrate.testing.Observing.column;
import static io.github.dbmigrate.testing.Observing.dropped;
import static io.github.dbmigrate.testing.Observing.given;
import static io.github.dbmigrate.testing.Observing.index;
import static io.github.dbmigrate.testing.Observing.required;
import static io.github.dbmigrate.testing.Observing.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.diagnostic.Severity;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.report.ProblemText;
import io.github.dbmigrate.rule.Observation.ColumnAdded;
import io.github.dbmigrate.rule.Observation.ColumnChanged;
import io.github.dbmigrate.rule.Observation.IndexAdded;
import io.github.dbmigrate.rule.Observation.RowsChanged;
import io.github.dbmigrate.rule.Observation.RowsChanged.Extent;
import io.github.dbmigrate.rule.Observation.TriggerAdded;
import io.github.dbmigrate.rule.catalogue.Catalogue;
import io.github.dbmigrate.testing.Migrations;
import io.github.dbmigrate.testing.Observing;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final Judge JUDGE = new Judge(Catalogue.all(), RuleSettings.DEFAULT);
    private static final Relation ORDERS = table("orders");

    @Test
    void anIndexThatBlocksWritersIsShownWithWhatToPaste() {
        Migration migration = Migrations.file(
                "045-index-orders-by-status",
                "-- most queries ask for open orders\n\nCREATE INDEX orders_status_idx ON orders (status);\n");
        assertThat(text(judge(given(migration)
                        .locked("orders", LockMode.SHARE)
                        .scanned("orders")
                        .that(new IndexAdded(ORDERS, index("orders_status_idx", ""))))))
                .isEqualTo("""
                        error[require-concurrent-index-creation]: public.orders cannot be written while this runs
                         --> src/main/resources/db/migration/045-index-orders-by-status.sql:3:1
                          |
                        3 | CREATE INDEX orders_status_idx ON orders (status);
                          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                          = seen: ShareLock on public.orders until the end of the transaction, full scan of public.orders
                          = help: -- dbmigrate: no-transaction
                                  CREATE INDEX CONCURRENTLY orders_status_idx ON orders (status);
                          = allow: -- dbmigrate: allow require-concurrent-index-creation, <reason>  above the statement""");
    }

    @Test
    void aColumnThatADoBlockDropsIsShownAtItsLine() {
        String line = "EXECUTE format('ALTER TABLE %I DROP COLUMN legacy_name', t);";
        Migration migration = Migrations.file(
                "046-tidy-users", "DO $$\nDECLARE\n  t text;\nBEGIN\n  t := 'users';\n  " + line + "\nEND $$;\n");
        assertThat(text(judge(given(migration)
                        .locked("users", LockMode.ACCESS_EXCLUSIVE)
                        .that(
                                dropped("table column", "public.users.legacy_name", table("users"), "legacy_name"),
                                line))))
                .isEqualTo("""
                        error[ban-drop-column]: column public.users.legacy_name and its values are gone for good
                         --> src/main/resources/db/migration/046-tidy-users.sql:6:3
                          |
                        6 |   EXECUTE format('ALTER TABLE %I DROP COLUMN legacy_name', t);
                          |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                          = seen: dropped table column public.users.legacy_name, AccessExclusiveLock on public.users until the end of the transaction
                          = help: first deploy what no longer uses it
                          = allow: -- dbmigrate: allow ban-drop-column, <reason>  above the statement""");
    }

    @Test
    void aStatementOfSeveralLinesIsMarkedToTheEndOfItsFirst() {
        Migration migration = Migrations.file(
                "047-age", "SELECT 1;\n-- all have one\nALTER TABLE orders\n  ALTER age SET NOT NULL;\n");
        Diagnostic problem = judge(given(migration)
                        .statement(2)
                        .scanned("orders")
                        .that(new ColumnChanged(ORDERS, column("age", "integer"), required("age", "integer"))))
                .diagnostics()
                .get(0);
        assertThat(problem.places().get(0).toString()).isEqualTo("src/main/resources/db/migration/047-age.sql:3:1");
        assertThat(problem.places().get(0).endColumn()).isEqualTo(19);
        assertThat(ProblemText.lines(problem))
                .contains("2 | -- all have one", "3 | ALTER TABLE orders", "  | ^^^^^^^^^^^^^^^^^^");
    }

    @Test
    void anAllowLineAllowsAllFindingsOfItsRuleInItsStatement() {
        Allowance allowance = new Allowance("ban-drop-column", "2.3 stopped reading it", 1, 0, 1);
        Allowance other = new Allowance("ban-drop-table", "never used", 1, 0, 1);
        Allowance elsewhere = new Allowance("ban-drop-column", "another statement", 9, 0, 2);
        Judgement judgement = JUDGE.judge(
                List.of(dropsTwoColumns().observed()), List.of(allowance, other, elsewhere), true, Map.of());
        assertThat(judgement.verdicts()).isEmpty();
        assertThat(judgement.allowed())
                .extracting(allowed -> allowed.rule().word() + " " + allowed.place() + " "
                        + allowed.finding().message() + ", " + allowed.reason())
                .containsExactly(
                        "ban-drop-column src/main/resources/db/migration/045-it.sql:1:1"
                                + " column public.orders.a and its values are gone for good, 2.3 stopped reading it",
                        "ban-drop-column src/main/resources/db/migration/045-it.sql:1:1"
                                + " column public.orders.b and its values are gone for good, 2.3 stopped reading it");
        assertThat(judgement.used()).containsExactly(allowance);
        assertThat(judgement.unused()).containsExactly(other, elsewhere);
    }

    @Test
    void theWordOfALevelAllowsAllItsRules() {
        Allowance allowance = new Allowance("destructive", "a rehearsal", 1, 0, 1);
        assertThat(JUDGE.judge(List.of(dropsTwoColumns().observed()), List.of(allowance), true, Map.of())
                        .verdicts())
                .isEmpty();
        RuleSettings settings = RuleSettings.of(null, Map.of(), List.of("destructive"), Catalogue.all());
        assertThat(new Judge(Catalogue.all(), settings)
                        .judge(List.of(dropsTwoColumns().observed()), List.of(), true, Map.of())
                        .allowed())
                .extracting(Judgement.Allowed::reason)
                .containsExactly("-Ddbmigrate.allow", "-Ddbmigrate.allow");
        assertThat(Catalogue.allowable()).contains("ban-drop-column", "destructive", "blocking", "risky", "advice");
    }

    @Test
    void theLevelDecidesUnlessTheRuleIsConfigured() {
        Observing trigger = given("CREATE TRIGGER t BEFORE UPDATE ON orders EXECUTE FUNCTION f();")
                .that(new TriggerAdded(ORDERS, "t"));
        assertThat(severities(dropsTwoColumns(), RuleSettings.DEFAULT)).containsOnly(Severity.ERROR);
        assertThat(severities(trigger, RuleSettings.DEFAULT)).containsExactly(Severity.NOTE);
        assertThat(severities(dropsTwoColumns(), settings(List.of("blocking"), Map.of())))
                .containsOnly(Severity.WARNING);
        assertThat(severities(trigger, settings(List.of("advice"), Map.of()))).containsExactly(Severity.ERROR);
        assertThat(severities(trigger, settings(List.of("none"), Map.of("adding-trigger", "error"))))
                .containsExactly(Severity.ERROR);
        assertThat(severities(dropsTwoColumns(), settings(List.of("destructive"), Map.of("ban-drop-column", "advice"))))
                .containsOnly(Severity.NOTE);
        assertThat(severities(dropsTwoColumns(), settings(List.of("destructive"), Map.of("ban-drop-column", "off"))))
                .isEmpty();
    }

    @Test
    void anOldMigrationHasNoErrors() {
        assertThat(JUDGE.judge(List.of(dropsTwoColumns().observed()), List.of(), false, Map.of())
                        .diagnostics())
                .extracting(Diagnostic::severity)
                .containsOnly(Severity.WARNING);
    }

    @Test
    void aSettingThatIsNotUnderstoodIsRefusedWithAllOthers() {
        DiagnosticException refused = catchThrowableOfType(
                DiagnosticException.class,
                () -> RuleSettings.of(
                        List.of("blockin"),
                        Map.of("ban-drop-colum", "off", "ban-drop-table", "eror"),
                        List.of("drops-data"),
                        Catalogue.all()));
        assertThat(refused.headline()).isEqualTo("the configuration of the rules is not understood");
        assertThat(String.join(
                        "\n",
                        refused.diagnostics().stream()
                                .flatMap(problem -> ProblemText.lines(problem).stream())
                                .toList()))
                .isEqualTo("""
                        error[unknown-level]: failOn: there is no level blockin
                          = help: did you mean blocking ?
                        error[unknown-rule]: rules: there is no rule ban-drop-colum
                          = help: did you mean ban-drop-column ?
                        error[unknown-setting]: rule ban-drop-table: there is no setting eror
                          = help: did you mean error ?
                        error[unknown-rule]: allow: there is no rule drops-data
                          = help: each finding shows its rule in brackets""");
    }

    @Test
    void theSizeOfTheTableDecidesHowBadItIs() {
        Observing create = given("CREATE INDEX i ON orders (a);")
                .locked("orders", LockMode.SHARE)
                .scanned("orders")
                .that(new IndexAdded(ORDERS, index("i", "")));
        assertThat(weighed(create, size(200, 48_000)))
                .isEqualTo("note, public.orders has about 200 rows, 48 kB: under 1 s (estimate)");
        assertThat(weighed(create, size(600_000, 90_000_000)))
                .isEqualTo("warning, public.orders has about 600 k rows, 90 MB: about 3 s (estimate)");
        assertThat(weighed(create, size(1_200_000, 180_000_000)))
                .isEqualTo("error, public.orders has about 1.2 M rows, 180 MB: about 6 s (estimate)");
        assertThat(weighed(create, size(-1, 40_000_000_000L)))
                .isEqualTo("error, public.orders has 40 GB: about 22 min (estimate)");
        assertThat(weighed(create, new TableSize(ORDERS, 0, 8192, 0, true, 0, 0, 0, 0)))
                .isEqualTo("note, public.orders is empty");
    }

    @Test
    void anUpdateIsWeighedAndDroppedDataIsNot() {
        assertThat(weighed(
                        given("UPDATE orders SET a = 1;").scanned("orders").that(new RowsChanged(ORDERS, Extent.ALL)),
                        size(200, 48_000)))
                .isEqualTo("note, public.orders has about 200 rows, 48 kB: under 1 s (estimate)");
        assertThat(weighed(
                        given("DROP TABLE orders;").that(dropped("table", "public.orders", ORDERS, "orders")),
                        size(200, 48_000)))
                .isEqualTo("error, public.orders has about 200 rows, 48 kB");
    }

    @Test
    void ofManyChangesOfATableTheWorstIsToldAndTheOthersAreCounted() {
        Migration migration = Migrations.file("045-it", """
                UPDATE orders SET a = 1 WHERE b = 1;
                UPDATE orders SET a = 2;
                -- dbmigrate: allow unbatched-data-change, nobody works on Sundays
                UPDATE orders SET a = 3 WHERE b = 3;
                """);
        List<Observed> statements = List.of(
                given(migration).that(new RowsChanged(ORDERS, Extent.SOME)).observed(),
                given(migration)
                        .statement(2)
                        .that(new RowsChanged(ORDERS, Extent.ALL))
                        .observed(),
                given(migration)
                        .statement(3)
                        .that(new RowsChanged(ORDERS, Extent.SOME))
                        .observed());
        Judge judge = new Judge(Catalogue.all(), settings(List.of("blocking"), Map.of()));
        assertThat(told(judge, statements.subList(0, 1)))
                .containsExactly(
                        "warning 1 rows of public.orders that this changes stay locked until all of them are done");
        assertThat(told(judge, statements.subList(0, 2)))
                .containsExactly(
                        "error 2 rows of public.orders that this changes stay locked until all of them are done;"
                                + " and 1 more statement like it");
        assertThat(told(judge, statements))
                .containsExactly(
                        "error 2 rows of public.orders that this changes stay locked until all of them are done;"
                                + " and 2 more statements like it");
        Allowance line = new Allowance("unbatched-data-change", "nobody works on Sundays", 3, 0, 3);
        Judgement allowed = judge.judge(statements, List.of(line), true, Map.of());
        assertThat(allowed.verdicts()).isEmpty();
        assertThat(allowed.used()).containsExactly(line);
    }

    private static List<String> told(Judge judge, List<Observed> statements) {
        return judge.judge(statements, List.of(), true, Map.of()).diagnostics().stream()
                .map(problem -> problem.severity().word() + " "
                        + problem.places().get(0).line() + " " + problem.message())
                .toList();
    }

    @Test
    void whereOnlyTheLockMattersItIsWhoUsesTheTable() {
        Observing drop = given("DROP INDEX i;")
                .locked("orders", LockMode.ACCESS_EXCLUSIVE)
                .that(dropped("index", "public.i", ORDERS, "i"));
        assertThat(weighed(drop, size(200, 48_000)))
                .isEqualTo("error, public.orders has about 200 rows, 48 kB, in use by 2 sessions now,"
                        + " the oldest transaction for about 14 min");
        assertThat(weighed(drop, new TableSize(ORDERS, 200, 48_000, 0, false, 9, 0, 0, 0)))
                .isEqualTo("error, public.orders has about 200 rows, 48 kB, in use");
        assertThat(weighed(drop, new TableSize(ORDERS, 200, 48_000, 0, false, 0, 0, 0, 0)))
                .isEqualTo(
                        "note, public.orders has about 200 rows, 48 kB, and nobody has used it since its statistics began");
    }

    @Test
    void whatIsConfiguredIsNotWeighed() {
        Judge strict = new Judge(
                Catalogue.all(), settings(List.of("none"), Map.of("require-concurrent-index-deletion", "error")));
        Observing drop = given("DROP INDEX i;")
                .locked("orders", LockMode.ACCESS_EXCLUSIVE)
                .that(dropped("index", "public.i", ORDERS, "i"));
        assertThat(strict.judge(
                                List.of(drop.observed()),
                                List.of(),
                                true,
                                Map.of(ORDERS, new TableSize(ORDERS, 1, 8192, 0, false, 0, 0, 0, 0)))
                        .diagnostics())
                .extracting(Diagnostic::severity)
                .containsExactly(Severity.ERROR);
    }

    @Test
    void aRequiredColumnFailsOnASmallTableToo() {
        Observing add = given("ALTER TABLE orders ADD COLUMN a int NOT NULL;")
                .that(new ColumnAdded(ORDERS, required("a", "integer")));
        assertThat(JUDGE.toWeigh(List.of(add.observed()))).isEmpty();
        assertThat(JUDGE.toWeigh(List.of(dropsTwoColumns().observed()))).containsExactly(ORDERS);
    }

    @Test
    void everyRuleHasAWordOfItsOwnAndAPage() {
        Set<String> words = new HashSet<>();
        for (Rule rule : Catalogue.all()) {
            assertThat(words.add(rule.word())).as(rule.word()).isTrue();
            assertThat(rule.word()).matches("[a-z][a-z-]+");
            assertThat(List.of(rule.title(), rule.why(), rule.instead()))
                    .as(rule.word())
                    .allSatisfy(text -> assertThat(text).isNotBlank().isPrintable());
        }
    }

    private static Observing dropsTwoColumns() {
        return given("ALTER TABLE orders DROP COLUMN a, DROP COLUMN b;")
                .that(dropped("table column", "public.orders.a", ORDERS, "a"))
                .that(dropped("table column", "public.orders.b", ORDERS, "b"));
    }

    private static TableSize size(long rows, long bytes) {
        return new TableSize(ORDERS, rows, bytes, 0, false, 10, 10, 2, 840);
    }

    private static String weighed(Observing statement, TableSize size) {
        Diagnostic problem = JUDGE.judge(List.of(statement.observed()), List.of(), true, Map.of(ORDERS, size))
                .diagnostics()
                .get(0);
        return problem.severity().word() + ", "
                + problem.notes().stream()
                        .filter(note -> note.label().equals("size"))
                        .findFirst()
                        .orElseThrow()
                        .text();
    }

    private static RuleSettings settings(List<String> failOn, Map<String, String> rules) {
        return RuleSettings.of(failOn, rules, List.of(), Catalogue.all());
    }

    private static List<Severity> severities(Observing statement, RuleSettings settings) {
        return new Judge(Catalogue.all(), settings)
                .judge(List.of(statement.observed()), List.of(), true, Map.of()).diagnostics().stream()
                        .map(Diagnostic::severity)
                        .toList();
    }

    private static Judgement judge(Observing statement) {
        return JUDGE.judge(List.of(statement.observed()), List.of(), true, Map.of());
    }

    private static String text(Judgement judgement) {
        return String.join(
                "\n",
                judgement.diagnostics().stream()
                        .flatMap(problem -> ProblemText.lines(problem).stream())
                        .toList());
    }
}
