package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Rule;
import java.util.List;

/** What breaks an application that runs meanwhile, or lets it behave differently. */
final class RiskyRules {
    static final List<Rule> ALL = List.of(
            new RenamingColumn(),
            new RenamingTable(),
            new RenamingSchema(),
            new RenamingObject(),
            new BanSetSchema(),
            new RenamingEnumValue(),
            new BanDropNotNull(),
            new BanSetDefault(),
            new BanDisableTrigger(),
            new WeakeningRowSecurity(),
            new RlsWithoutPolicy(),
            new BanRevoke(),
            new BanReplaceViewFunction(),
            new ReplacingComputedFunction(),
            new NeedsSuperuser());

    private RiskyRules() {}
}
