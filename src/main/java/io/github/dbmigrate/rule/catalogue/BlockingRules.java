package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Rule;
import java.util.List;

/** What makes readers or writers wait, or fails on the rows that production has. Where that is not sure the level says so. */
final class BlockingRules {
    static final List<Rule> ALL = List.of(
            new RequireConcurrentIndexCreation(),
            new RequireConcurrentIndexDeletion(),
            new RequireConcurrentReindex(),
            new RequireConcurrentPartitionDetach(),
            new PreferAttachPartition(),
            new AttachPartitionScan(),
            new RequireConcurrentRefresh(),
            new TableRewrite(),
            new ChangingColumnType(),
            new IndexRebuild(),
            new AddingFieldWithDefault(),
            new AddingStoredGeneratedColumn(),
            new AddingIdentityColumn(),
            new AddingRequiredField(),
            new AddingNotNullableField(),
            new AddingSerialPrimaryKeyField(),
            new DisallowedUniqueConstraint(),
            new AddingExclusionConstraint(),
            new AddingForeignKeyConstraint(),
            new ForeignKeyLocksReferencedTable(),
            new ConstraintMissingNotValid(),
            new ValidateWhileHoldingLock(),
            new StatementWhileHoldingAccessExclusive(),
            new MultipleTableLocks(),
            new AddingTrigger(),
            new PreferRepack(),
            new ChangingPersistence(),
            new ChangingTablespace(),
            new ChangingAccessMethod(),
            new ExplicitLock(),
            new BanAlterDomainWithAddConstraint(),
            new RequireLockTimeout(),
            new RequireStatementTimeout(),
            new ConcurrentIfNotExists());

    private BlockingRules() {}
}
