package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Finding;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.Dropped;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.script.Quoted;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What went by CASCADE, so that no reviewer has read its name. */
final class DropCascade extends Danger {
    /** The rest goes with its table in any event: its types, defaults, rules and sequences. */
    private static final Set<String> TOLD = Set.of(
            "table",
            "foreign table",
            "view",
            "materialized view",
            "table column",
            "table constraint",
            "function",
            "procedure",
            "trigger",
            "policy",
            "schema");

    private static final Set<String> PARTS = Set.of("table column", "table constraint", "trigger", "policy");

    DropCascade() {
        super(
                "drop-cascade",
                Level.DESTRUCTIVE,
                "objects are dropped that the statement does not name",
                "CASCADE drops whatever depends on the object, and what depends on that (PostgreSQL's documentation, Dependency"
                        + " Tracking). What that is depends on the database, and nobody who reads the file sees it: a view"
                        + " somebody made by hand in production goes too.",
                "Name each object in a statement of its own, and leave CASCADE out: PostgreSQL then refuses to drop what"
                        + " something unknown still needs.");
    }

    @Override
    Stream<Finding> findings(Evidence evidence) {
        List<Dropped> unnamed = evidence.statement().all(Dropped.class).stream()
                .filter(dropped -> !dropped.named() && TOLD.contains(dropped.type()))
                .filter(dropped ->
                        dropped.relation() == null || !dropped.relation().isNew())
                .filter(dropped -> !isExplained(evidence, dropped))
                .toList();
        if (unnamed.isEmpty()) {
            return Stream.of();
        }
        Dropped first = unnamed.get(0);
        String what = first.type() + " " + first.identity();
        String more = unnamed.size() == 1 ? "" : " and " + (unnamed.size() - 1) + " more";
        return Stream.of(Finding.of(
                first,
                what + more + (unnamed.size() == 1 ? " goes" : " go") + " as well, without being named",
                "dropped by CASCADE: "
                        + unnamed.stream()
                                .map(dropped -> dropped.type() + " " + dropped.identity())
                                .collect(Collectors.joining(", ")),
                "name each in front of the statement, and leave CASCADE out:\n"
                        + unnamed.stream().map(DropCascade::statement).collect(Collectors.joining("\n"))));
    }

    /** Whether something that was named brings it along, so that its own rule tells of it. */
    private static boolean isExplained(Evidence evidence, Dropped unnamed) {
        boolean inSchema = evidence.dropped("schema").stream().anyMatch(schema -> BanDropSchema.isIn(schema, unnamed));
        boolean ofTable = PARTS.contains(unnamed.type()) && evidence.isDropped(unnamed.relation());
        boolean ofColumn = unnamed.type().equals("table constraint")
                && evidence.dropped("table column").stream()
                        .anyMatch(column -> Objects.equals(column.relation(), unnamed.relation()));
        return inSchema || ofTable || ofColumn;
    }

    private static String statement(Dropped dropped) {
        String name = Quoted.shown(dropped.name());
        Relation table = dropped.relation();
        return switch (dropped.type()) {
            case "table column" -> "ALTER TABLE " + table + " DROP COLUMN " + name + ";";
            case "table constraint" -> "ALTER TABLE " + table + " DROP CONSTRAINT " + name + ";";
            case "trigger", "policy" ->
                "DROP " + dropped.type().toUpperCase(Locale.ROOT) + " " + name + " ON " + table + ";";
            default -> "DROP " + dropped.type().toUpperCase(Locale.ROOT) + " " + dropped.identity() + ";";
        };
    }
}
