package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.Written;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Rule;
import java.util.Collections;
import java.util.List;

/** Orders that nobody chose. */
final class RequireEnumValueOrdering implements Rule {

    @Override
    public String word() {
        return "require-enum-value-ordering";
    }

    @Override
    public Level level() {
        return Level.ADVICE;
    }

    @Override
    public boolean isOn() {
        return false;
    }

    @Override
    public String title() {
        return "an enum value is added without a place in the order";
    }

    @Override
    public String why() {
        return """
                Enum values are compared, sorted and met by < and BETWEEN in the order of the type, not of their names. \
                Without BEFORE or AFTER the new one becomes the last, and it can never be moved (ALTER TYPE, ADD VALUE).""";
    }

    @Override
    public String instead() {
        return "Say BEFORE or AFTER which value it belongs.";
    }

    @Override
    public List<Finding> judge(Observed statement) {
        List<String> words = statement.statement().words();
        boolean adds = Collections.indexOfSubList(words, List.of("add", "value")) > 1;
        if (!statement.startsWith("alter", "type") || !adds || words.contains("before") || words.contains("after")) {
            return List.of();
        }
        return List.of(Finding.of(
                new Written(),
                "the new value sorts behind all others",
                "it has neither BEFORE nor AFTER",
                "write  AFTER '<value>'"));
    }
}
