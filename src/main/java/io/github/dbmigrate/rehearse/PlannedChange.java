package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.rule.Observation.RowsChanged.Extent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A node of a plan that updates or deletes rows of a table. It is judged by its conditions and not by the way in which the planner
 * wants to find the rows: on an empty table it reads all of it even where one row is named.
 */
record PlannedChange(PlanNode node) {
    private static final Set<String> CHANGING = Set.of("Update", "Delete", "Merge");
    private static final Set<String> CONDITIONS = Set.of("Filter", "Index Cond", "Recheck Cond", "TID Cond");
    private static final Set<String> JOIN_CONDITIONS = Set.of("Hash Cond", "Merge Cond", "Join Filter");

    /** A row of the one side has met the condition then. */
    private static final Set<String> JOINS = Set.of("Inner", "Semi", "Right Semi");

    /** A table, by its unquoted names. */
    record Table(String schema, String name) {
        static Table of(PlanNode node) {
            return new Table(node.property("Schema"), node.property("Relation Name"));
        }
    }

    /** All of a statement, those in its WITH as well. */
    static List<PlannedChange> in(List<PlanNode> plans) {
        List<PlannedChange> found = new ArrayList<>();
        for (PlanNode plan : plans) {
            if (CHANGING.contains(plan.property("Operation"))
                    && !plan.property("Relation Name").isEmpty()) {
                found.add(new PlannedChange(plan));
            }
            found.addAll(in(plan.children()));
        }
        return found;
    }

    Table table() {
        return Table.of(node);
    }

    /** The tables whose unique keys make a difference. */
    List<Table> tables() {
        List<Table> tables = new ArrayList<>();
        tables.add(table());
        sources().stream()
                .filter(source -> !source.property("Relation Name").isEmpty())
                .forEach(source -> tables.add(Table.of(source)));
        return tables;
    }

    /**
     * How much of the table it may change.
     *
     * @param keys the columns of each unique index without a condition
     */
    Extent extent(Map<Table, List<Set<String>>> keys) {
        List<PlanNode> sources = sources();
        List<Condition> conditions = new ArrayList<>();
        conditions(node, conditions);
        Set<String> few = few(sources, conditions, keys);
        List<PlanNode> targets = sources.stream().filter(this::isTarget).toList();
        if (targets.stream().allMatch(target -> few.contains(target.property("Alias")))) {
            return Extent.FEW;
        }
        boolean fed = sources.stream().anyMatch(source -> !isTarget(source) && !few.contains(source.property("Alias")))
                || hasSubPlan(node);
        return fed || conditions.isEmpty() ? Extent.ALL : Extent.SOME;
    }

    private boolean isTarget(PlanNode source) {
        String alias = source.property("Alias");
        return !source.property("Relation Name").isEmpty()
                && (alias.equals(node.property("Alias")) || node.targets().contains(alias));
    }

    private List<PlanNode> sources() {
        List<PlanNode> sources = new ArrayList<>();
        sources(node, sources);
        return sources;
    }

    private static void sources(PlanNode under, List<PlanNode> found) {
        for (PlanNode child : under.children()) {
            if (!child.isAside()) {
                if (!child.property("Alias").isEmpty()) {
                    found.add(child);
                }
                sources(child, found);
            }
        }
    }

    private static boolean hasSubPlan(PlanNode under) {
        return under.children().stream()
                .anyMatch(child -> child.property("Parent Relationship").equals("SubPlan")
                        || (!child.isAside() && hasSubPlan(child)));
    }

    /** Those that each row has met. */
    private static void conditions(PlanNode under, List<Condition> found) {
        for (PlanNode child : under.children()) {
            if (child.isAside() || isMissed(under, child)) {
                continue;
            }
            boolean joins = child.property("Join Type").isEmpty() || JOINS.contains(child.property("Join Type"));
            child.properties().forEach((name, text) -> {
                boolean counts = JOIN_CONDITIONS.contains(name) ? joins : CONDITIONS.contains(name);
                // Of several indexes a bitmap may need only one: the heap's own condition says which.
                if (counts && !child.is("Bitmap Index Scan")) {
                    found.add(new Condition(text));
                }
            });
            conditions(child, found);
        }
    }

    /** Whether the rows are those for which there is none of this side. */
    private static boolean isMissed(PlanNode join, PlanNode side) {
        String other = join.property("Join Type").equals("Anti")
                ? "Inner"
                : join.property("Join Type").equals("Right Anti") ? "Outer" : "";
        return side.property("Parent Relationship").equals(other);
    }

    /** The aliases of what has few rows: values that stand in the statement, and what has them as its unique key. */
    private static Set<String> few(
            List<PlanNode> sources, List<Condition> conditions, Map<Table, List<Set<String>>> keys) {
        Set<String> few = new HashSet<>();
        sources.stream()
                .filter(source -> source.is("Values Scan"))
                .forEach(source -> few.add(source.property("Alias")));
        boolean found = true;
        while (found) {
            found = false;
            for (PlanNode source : sources) {
                String alias = source.property("Alias");
                if (!few.contains(alias) && isPinned(source, conditions, few, keys)) {
                    few.add(alias);
                    found = true;
                }
            }
        }
        return few;
    }

    private static boolean isPinned(
            PlanNode source, List<Condition> conditions, Set<String> few, Map<Table, List<Set<String>>> keys) {
        Set<String> pinned = new HashSet<>();
        conditions.forEach(condition -> pinned.addAll(condition.pinned(source.property("Alias"), few)));
        return keys.getOrDefault(Table.of(source), List.of()).stream().anyMatch(pinned::containsAll);
    }
}
