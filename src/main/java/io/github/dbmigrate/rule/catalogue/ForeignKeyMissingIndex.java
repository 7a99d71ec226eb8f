package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.ForeignKeyWithoutIndex;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.rule.Rule;
import io.github.dbmigrate.script.Quoted;
import java.util.List;
import java.util.stream.Collectors;

/** Whoever deletes what is referred to reads all that might refer to it. */
final class ForeignKeyMissingIndex implements Rule {

    @Override
    public String word() {
        return "foreign-key-missing-index";
    }

    @Override
    public Level level() {
        return Level.ADVICE;
    }

    @Override
    public String title() {
        return "no index begins with the columns of a foreign key";
    }

    @Override
    public String why() {
        return """
                PostgreSQL makes no index for the columns that refer. Each DELETE of a row they may refer to, and each \
                UPDATE of its key, looks for rows that do: without an index by reading the whole table, once for every row, \
                with the row locked (Constraints, Foreign Keys). Joins along the key read it whole as well.""";
    }

    @Override
    public String instead() {
        return """
                Make an index that begins with the columns: before the foreign key, and CONCURRENTLY when the table is in \
                use.""";
    }

    @Override
    public List<Finding> judge(Observed statement) {
        return Inherited.leftOut(
                        statement.all(ForeignKeyWithoutIndex.class),
                        ForeignKeyWithoutIndex::table,
                        without -> without.constraint().columns())
                .stream()
                .map(ForeignKeyMissingIndex::finding)
                .toList();
    }

    private static Finding finding(ForeignKeyWithoutIndex without) {
        Relation table = without.table();
        List<String> columns = without.constraint().columns();
        Relation referenced = without.constraint().references();
        String name = Quoted.shown(table.name() + "_" + String.join("_", columns) + "_idx");
        String list = columns.stream().map(Quoted::shown).collect(Collectors.joining(", "));
        String concurrently = table.isNew() || table.kind() == Relation.Kind.PARTITIONED_TABLE ? "" : "CONCURRENTLY ";
        String index = "CREATE INDEX %s%s ON %s (%s);".formatted(concurrently, name, table, list);
        return Finding.of(
                without,
                "each delete from %s reads all of %s"
                        .formatted(referenced == null ? "the referenced table" : referenced, table),
                "no index of %s begins with %s, the columns of %s"
                        .formatted(
                                table, list, Quoted.shown(without.constraint().name())),
                concurrently.isEmpty() ? index : "in a file of its own:\n-- dbmigrate: no-transaction\n" + index);
    }
}
