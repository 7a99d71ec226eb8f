package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.PartitionCreated;
import io.github.dbmigrate.rule.Observation.TableCreated;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Relation;
import java.util.List;
import java.util.stream.Stream;

/** Rows that cannot be told apart. */
final class TableWithoutPrimaryKey extends Danger {

    TableWithoutPrimaryKey() {
        super(
                "table-without-primary-key",
                Level.ADVICE,
                "a new table has no primary key",
                """
                Two equal rows cannot be told apart, so neither can be changed or deleted alone. Logical replication refuses \
                UPDATE and DELETE of such a table (Logical Replication, Publication), and nothing that works in batches, as \
                backfills and online changes do, has a key to go along.""",
                "Name the columns that tell rows apart, or add an identity column.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        Observed statement = evidence.statement();
        List<Relation> partitions = statement.all(PartitionCreated.class).stream()
                .map(PartitionCreated::partition)
                .toList();
        return statement.all(TableCreated.class).stream()
                .filter(created -> !created.hasPrimaryKey() && !partitions.contains(created.table()))
                .map(TableWithoutPrimaryKey::finding);
    }

    private static Finding finding(TableCreated created) {
        return Finding.of(
                created,
                "equal rows of %s cannot be told apart".formatted(created.table()),
                "%s has no primary key".formatted(created.table()),
                """
                name the columns that tell rows apart in PRIMARY KEY (...), or give them a number:
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY""");
    }
}
