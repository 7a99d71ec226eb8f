package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Rule;
import java.util.List;

/** What is worth knowing, and, behind it, what is a matter of taste and only asked where somebody wants it. */
final class AdviceRules {
    static final List<Rule> ALL = List.of(
            new ForeignKeyMissingIndex(),
            new MismatchedForeignKeyType(),
            new TableWithoutPrimaryKey(),
            new RedundantIndex(),
            new SecurityDefinerWithoutSearchPath(),
            new AddingJsonColumn(),
            new IdentifierTooLong(),
            new WideningColumnType(),
            new ShortPrimaryKeyType(),
            new PreferBigintOverInt(),
            new PreferBigintOverSmallint(),
            new PreferIdentity(),
            new PreferTextField(),
            new BanCharField(),
            new PreferTimestampTz(),
            new CreatingEnum(),
            new BanCreateDomainWithConstraint(),
            new HashIndex(),
            new WideIndex(),
            new NamingConvention(),
            new RequireTableSchema(),
            new PreferRobustStmts(),
            new RequireEnumValueOrdering(),
            new MultipleAlterTables());

    private AdviceRules() {}
}
