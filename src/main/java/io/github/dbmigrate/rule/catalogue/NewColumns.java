package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Column;
import io.github.dbmigrate.rule.Observation;
import io.github.dbmigrate.rule.Observation.ColumnAdded;
import io.github.dbmigrate.rule.Observation.PartitionCreated;
import io.github.dbmigrate.rule.Observation.TableCreated;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.script.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Columns that a table was made with, or one that was added to it.
 *
 * @param observation where they come from
 */
record NewColumns(Observation observation, Relation table, List<Column> columns) {

    NewColumns {
        columns = List.copyOf(columns);
    }

    /** Those with a property. Partitions have theirs from their table. */
    static List<NewColumns> of(Observed statement, Predicate<Column> property) {
        List<Relation> partitions = statement.all(PartitionCreated.class).stream()
                .map(PartitionCreated::partition)
                .toList();
        List<NewColumns> all = new ArrayList<>();
        for (TableCreated created : statement.all(TableCreated.class)) {
            if (!partitions.contains(created.table())) {
                all.add(new NewColumns(created, created.table(), created.columns()));
            }
        }
        for (ColumnAdded added : statement.all(ColumnAdded.class)) {
            all.add(new NewColumns(added, added.table(), List.of(added.column())));
        }
        return all.stream()
                .map(one -> one.only(property))
                .filter(one -> !one.columns().isEmpty())
                .toList();
    }

    private NewColumns only(Predicate<Column> property) {
        return new NewColumns(
                observation, table, columns.stream().filter(property).toList());
    }

    /** What is said of each: {@code name is character(10), code is character(3)}. */
    String each(Function<Column, String> text) {
        return columns.stream()
                .map(column -> Quoted.shown(column.name()) + " " + text.apply(column))
                .collect(Collectors.joining(", "));
    }

    String types() {
        return each(column -> "is " + column.type());
    }

    /** {@code public.users.name}, or {@code public.users (name, email)}. */
    @Override
    public String toString() {
        List<String> names =
                columns.stream().map(column -> Quoted.shown(column.name())).toList();
        return names.size() == 1 ? table + "." + names.get(0) : table + " (" + String.join(", ", names) + ")";
    }
}
