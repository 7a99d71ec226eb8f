package io.github.dbmigrate.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.rule.catalogue.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each rule finds what its {@code bad.sql} does, has nothing against its {@code good.sql}, and has a page that says so with the output
 * of that run. With {@code -Dupdate.expected=true} the pages are written, to be read before they are committed.
 */
class RulePagesTest {
    private static final Path PAGES = Path.of("src/site/markdown/rules");

    private final Trial trial = new RehearsedFixture();

    @TestFactory
    Stream<DynamicTest> theRule() {
        return trial.rules().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.word(), () -> {
                    RuleFixture fixture = RuleFixture.of(rule);
                    List<Diagnostic> told = trial.of(List.of(fixture.bad()), rule);
                    assertThat(told).extracting(Diagnostic::id).contains(rule.word());
                    assertThat(trial.of(fixture.good(), rule))
                            .filteredOn(problem -> matters(problem, rule))
                            .isEmpty();
                    check(rule.word(), RulePage.of(rule, fixture, told));
                }));
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
