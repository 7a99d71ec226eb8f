package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.ForeignKeyWithoutIndex;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.script.Quoted;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whoever deletes what is referred to reads all that might refer to it. */
final class ForeignKeyMissingIndex extends Danger {

    ForeignKeyMissingIndex() {
        super("foreign-key-missing-index", Level.ADVICE, "no index begins with the columns of a foreign key", """
                PostgreSQL makes no index for the columns that refer. Each DELETE of a row they may refer to, and each \
                UPDATE of its key, looks for rows that do: without an index by reading the whole table, once for every row, \
                with the row locked (Constraints, Foreign Keys). Joins along the key read it whole as well.""", """
                Make an index that begins with the columns: before the foreign key, and CONCURRENTLY when the table is in \
                use.""");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        return evidence.statement().all(ForeignKeyWithoutIndex.class).stream().map(ForeignKeyMissingIndex::finding);
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
                "no index of %s begins with the columns of %s: %s"
                        .formatted(table, Quoted.shown(without.constraint().name()), list),
                concurrently.isEmpty() ? index : "in a file of its own:\n-- dbmigrate: no-transaction\n" + index);
    }
}
