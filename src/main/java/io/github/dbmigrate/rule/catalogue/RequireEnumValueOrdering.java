package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.Written;
import io.github.dbmigrate.rule.Observed;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Orders that nobody chose. */
final class RequireEnumValueOrdering extends Danger {

    RequireEnumValueOrdering() {
        super(
                "require-enum-value-ordering",
                Level.ADVICE,
                "an enum value is added without a place in the order",
                """
                Enum values are compared, sorted and met by < and BETWEEN in the order of the type, not of their names. \
                Without BEFORE or AFTER the new one becomes the last, and it can never be moved (ALTER TYPE, ADD VALUE).""",
                "Say BEFORE or AFTER which value it belongs.");
    }

    @Override
    public boolean isOn() {
        return false;
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        Observed statement = evidence.statement();
        List<String> words = statement.statement().words();
        boolean adds = Collections.indexOfSubList(words, List.of("add", "value")) > 1;
        if (!statement.startsWith("alter", "type") || !adds || words.contains("before") || words.contains("after")) {
            return Stream.empty();
        }
        return Stream.of(Finding.of(
                new Written(),
                "the new value sorts behind all others",
                "it has neither BEFORE nor AFTER",
                "write  AFTER '<value>'"));
    }
}
