package io.github.dbmigrate.rule.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What the text of a migration tells. With {@code -Dupdate.expected=true} what is told is written into {@code rule/text.txt}, to be
 * read before it is committed.
 */
class TextCasesTest {
    private static final int SMALLEST_CORPUS = 250;

    @TestFactory
    Stream<DynamicTest> theCase() {
        if (Boolean.getBoolean("update.expected")) {
            TextCases.update();
        }
        return TextCases.all().stream()
                .map(one -> DynamicTest.dynamicTest(
                        one.sql(),
                        () -> assertThat(Noted.of(TextCases.observed(one.sql())))
                                .isEqualTo(one.told())));
    }

    @Test
    void noCaseIsThereTwice() {
        assertThat(TextCases.all()).hasSizeGreaterThan(SMALLEST_CORPUS);
        assertThat(TextCases.all()).extracting(TextCases.Case::sql).doesNotHaveDuplicates();
    }
}
