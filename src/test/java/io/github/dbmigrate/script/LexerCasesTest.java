package io.github.dbmigrate.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What is found in each {@link LexerCase}. With {@code -Dupdate.expected=true} it is written into {@code src/test/resources}, to be
 * read before it is committed.
 */
class LexerCasesTest {
    private static final int SMALLEST_CORPUS = 300;

    @TestFactory
    Stream<DynamicTest> theCase() {
        if (Boolean.getBoolean("update.expected")) {
            LexerCase.update(script -> Described.of(Script.of(script)));
        }
        return LexerCase.all().stream()
                .map(one -> DynamicTest.dynamicTest(
                        one.name(),
                        () -> assertThat(Described.of(Script.of(one.script()))).isEqualTo(one.found())));
    }

    @Test
    void theCorpusIsNotEmptyAndNoCaseIsThereTwice() {
        List<LexerCase> cases = LexerCase.all();
        assertThat(cases).hasSizeGreaterThan(SMALLEST_CORPUS);
        assertThat(cases).extracting(LexerCase::name).doesNotHaveDuplicates();
        assertThat(cases).extracting(LexerCase::script).doesNotHaveDuplicates();
    }
}
