package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.PartitionCreated;
import io.github.dbmigrate.rule.Observation.TableCreated;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.rule.Rule;
import java.util.List;

/** Rows that cannot be told apart. */
final class TableWithoutPrimaryKey implements Rule {

    @Override
    public String word() {
        return "table-without-primary-key";
    }

    @Override
    public Level level() {
        return Level.ADVICE;
    }

    @Override
    public String title() {
        return "a new table has no primary key";
    }

    @Override
    public String why() {
        return """
                Two equal rows cannot be told apart, so neither can be changed or deleted alone. Logical replication refuses \
                UPDATE and DELETE of such a table (Logical Replication, Publication), and nothing that works in batches, as \
                backfills and online changes do, has a key to go along.""";
    }

    @Override
    public String instead() {
        return "Name the columns that tell rows apart, or add an identity column.";
    }

    @Override
    public List<Finding> judge(Observed statement) {
        List<Relation> partitions = statement.all(PartitionCreated.class).stream()
                .map(PartitionCreated::partition)
                .toList();
        return statement.all(TableCreated.class).stream()
                .filter(created -> !created.hasPrimaryKey() && !partitions.contains(created.table()))
                .map(TableWithoutPrimaryKey::finding)
                .toList();
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
