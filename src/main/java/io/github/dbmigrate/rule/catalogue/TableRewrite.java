package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.Rewritten;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.rule.Rule;
import io.github.dbmigrate.rule.Work;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table is written anew, and no other rule knows why. */
final class TableRewrite extends Danger {
    private final List<Rule> knowWhy = List.of(
            new LossyTypeChange(),
            new ChangingColumnType(),
            new AddingFieldWithDefault(),
            new AddingStoredGeneratedColumn(),
            new AddingIdentityColumn(),
            new PreferRepack(),
            new ChangingPersistence(),
            new ChangingTablespace(),
            new ChangingAccessMethod());

    TableRewrite() {
        super(
                "table-rewrite",
                Level.BLOCKING,
                "a table is written anew",
                "All rows are copied and all indexes built anew under an ACCESS EXCLUSIVE lock, and the disk must hold both"
                        + " copies (PostgreSQL's documentation, ALTER TABLE, Notes).",
                "Add a column beside the old one and fill it in batches; see the rule of what causes the rewrite.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        List<Rewritten> rewritten = evidence.existing(Rewritten.class, Rewritten::relation);
        if (rewritten.isEmpty()) {
            return Stream.of();
        }
        Set<Relation> explained = knowWhy.stream()
                .flatMap(rule -> rule.judge(evidence.statement()).stream())
                .map(Finding::relation)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        // Partitions are written anew because of what was said of the partitioned table.
        boolean ofWhole = explained.stream().anyMatch(table -> table.kind() == Relation.Kind.PARTITIONED_TABLE);
        return rewritten.stream()
                .filter(table -> !ofWhole && !explained.contains(table.relation()))
                .map(table -> Finding.of(
                                table,
                                table.relation() + " cannot be read or written while all of it is written anew",
                                evidence.seen(table.relation()),
                                "do it beside the old table: a new column or table that is filled in batches, then swapped")
                        .weighedBy(table.relation(), Work.REWRITE));
    }
}
