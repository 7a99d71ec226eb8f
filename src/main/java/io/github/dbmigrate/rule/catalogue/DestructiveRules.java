package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Rule;
import java.util.List;

/** What takes away what others rely on. Where no data is lost the level says so. */
final class DestructiveRules {
    static final List<Rule> ALL = List.of(
            new BanDropDatabase(),
            new BanDropSchema(),
            new BanDropTable(),
            new BanDropColumn(),
            new BanTruncate(),
            new BanTruncateCascade(),
            new DropCascade(),
            new BanDropConstraint(),
            new BanDropView(),
            new BanDropSequence(),
            new BanDropDomain(),
            new BanDropType(),
            new BanDropFunction(),
            new BanDropTrigger(),
            new BanDropExtension(),
            new UnbatchedDataChange(),
            new LossyTypeChange());

    private DestructiveRules() {}
}
