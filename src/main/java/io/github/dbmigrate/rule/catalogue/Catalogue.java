package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Rule;
import io.github.dbmigrate.rule.RuleSettings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All rules, in the order in which they are documented. */
public final class Catalogue {
    public static final List<Rule> RULES = Stream.of(
                    DestructiveRules.ALL, BlockingRules.ALL, RiskyRules.ALL, AdviceRules.ALL)
            .flatMap(List::stream)
            .toList();

    private Catalogue() {}

    public static List<Rule> all() {
        return RULES;
    }

    /** What an allow line may name: the rules, and the levels for all their rules. */
    public static List<String> allowable() {
        return RuleSettings.allowable(RULES);
    }

    /** The rule of a word. */
    public static Optional<Rule> rule(String word) {
        return RULES.stream().filter(rule -> rule.word().equals(word)).findFirst();
    }
}
