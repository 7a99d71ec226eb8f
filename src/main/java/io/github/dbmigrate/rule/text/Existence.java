package io.github.dbmigrate.rule.text;

import io.github.dbmigrate.rule.Observation;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.script.Quoted;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The SQL conditions under which an observation is about something that is there. */
final class Existence {
    private Existence() {}

    /** Null when it cannot be asked: then it is taken to be there. */
    static @Nullable String of(Observation observation, @Nullable Relation concerned, TextReader reader) {
        Relation relation = relation(observation, concerned);
        if (relation != null) {
            return ofAny(reader.before(relation));
        }
        return observation instanceof Observation.Dropped dropped ? of(dropped) : null;
    }

    private static @Nullable Relation relation(Observation observation, @Nullable Relation concerned) {
        if (observation instanceof Observation.Dropped dropped) {
            return dropped.relation();
        }
        if (observation instanceof Observation.Emptied emptied) {
            return emptied.relation();
        }
        if (observation instanceof Observation.RowsChanged changed) {
            return changed.relation();
        }
        if (observation instanceof Observation.ColumnChanged changed) {
            return changed.table();
        }
        return concerned;
    }

    private static String ofAny(Set<Relation> relations) {
        return relations.stream()
                .map(relation -> named("to_regclass", relation.schema(), relation.name()))
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining(" OR "));
    }

    private static @Nullable String of(Observation.Dropped dropped) {
        return switch (dropped.type()) {
            case "index" -> "pg_catalog.to_regclass(" + Quoted.literal(dropped.identity()) + ") IS NOT NULL";
            case "schema" -> named("to_regnamespace", "", dropped.name());
            case "type", "domain" ->
                "EXISTS (SELECT 1 FROM pg_catalog.pg_type t WHERE t.typname = " + Quoted.literal(dropped.name()) + ")";
            case "function", "procedure", "aggregate", "routine" ->
                "EXISTS (SELECT 1 FROM pg_catalog.pg_proc p WHERE p.proname = " + Quoted.literal(dropped.name()) + ")";
            case "extension" ->
                "EXISTS (SELECT 1 FROM pg_catalog.pg_extension e WHERE e.extname = " + Quoted.literal(dropped.name())
                        + ")";
            default -> null;
        };
    }

    private static String named(String function, String schema, String name) {
        String quoted =
                schema.isEmpty() ? Quoted.identifier(name) : Quoted.identifier(schema) + "." + Quoted.identifier(name);
        return "pg_catalog." + function + "(" + Quoted.literal(quoted) + ") IS NOT NULL";
    }
}
