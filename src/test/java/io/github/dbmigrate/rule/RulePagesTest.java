package io.github.dbmigrate.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.goal.RehearsedFixture;
import io.github.dbmigrate.rule.catalogue.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Each rule finds what its {@code bad.sql} does, has nothing against its {@code good.sql}, and has a page that says so with the output
 * of that run. With {@code -Dupdate.expected=true} the pages are written, to be read before they are committed. On other versions
 * PostgreSQL's own words differ here and there: the pages are those of one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RulePagesTest {
    private static final Path PAGES = Path.of("src/site/markdown/rules");
    private static final int VERSION_OF_THE_PAGES = 17;

    /** What is safe has words in it that older versions do not know. */
    private static final Map<String, Integer> SAFE_SINCE = Map.of("require-concurrent-partition-detach", 14);

    private RehearsedFixture production;

    @BeforeAll
    void open() throws SQLException {
        production = RehearsedFixture.open();
    }

    @AfterAll
    void close() {
        production.close();
    }

    @TestFactory
    Stream<DynamicTest> theRule() {
        return Catalogue.all().stream().map(rule -> DynamicTest.dynamicTest(rule.word(), () -> check(rule)));
    }

    private void check(Rule rule) throws SQLException, IOException {
        RuleFixture fixture = RuleFixture.of(rule);
        RuleSettings settings = new RuleSettings(
                RuleSettings.DEFAULT.failOn(),
                rule.isOn() ? Map.of() : Map.of(rule.word(), RuleSettings.Strictness.ADVICE),
                Set.of());
        List<Diagnostic> told = production.tell(List.of(fixture.bad()), settings);
        assertThat(told).extracting(Diagnostic::id).contains(rule.word());
        List<Diagnostic> wrong = production.tell(fixture.good(), settings).stream()
                .filter(problem -> matters(problem, rule))
                .toList();
        int version = production.serverVersion() / 10_000;
        if (version < SAFE_SINCE.getOrDefault(rule.word(), 0)) {
            assertThat(wrong).extracting(Diagnostic::sqlState).containsExactly("42601");
        } else {
            assertThat(wrong).isEmpty();
        }
        if (version == VERSION_OF_THE_PAGES) {
            check(rule.word(), RulePage.of(rule, fixture, told));
        }
    }

    @Test
    void theIndexListsThemAll() throws IOException {
        check("index", RulePage.index(Catalogue.all()));
    }

    @Test
    void eachWordIsThereOnceWithItsFiles() {
        List<String> words = Catalogue.all().stream().map(Rule::word).toList();
        assertThat(words).doesNotHaveDuplicates();
        assertThat(RuleFixture.words()).containsExactlyInAnyOrderElementsOf(words);
        Catalogue.all().forEach(RuleFixture::of);
    }

    @Test
    void noPageIsLeftOfARuleThatIsGone() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            assertThat(pages.map(page -> page.getFileName().toString().replace(".md", ""))
                            .filter(page -> Catalogue.rule(page).isEmpty()))
                    .containsExactly("index");
        }
    }

    /** Of what is done safely, nobody is told anything that would fail a build, nor what it is the remedy for. */
    private static boolean matters(Diagnostic problem, Rule rule) {
        boolean isGrave = Catalogue.rule(problem.id())
                .filter(other -> other.level() == Level.DESTRUCTIVE || other.level() == Level.BLOCKING)
                .isPresent();
        return problem.isError() || isGrave || problem.id().equals(rule.word());
    }

    private static void check(String name, String text) throws IOException {
        Path page = PAGES.resolve(name + ".md");
        if (Boolean.getBoolean("update.expected")) {
            Files.createDirectories(PAGES);
            Files.writeString(page, text);
        }
        assertThat(page).exists();
        assertThat(Files.readString(page)).isEqualTo(text);
    }
}
