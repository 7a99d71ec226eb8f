package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.rule.Column;
import io.github.dbmigrate.rule.Constraint;
import io.github.dbmigrate.rule.Index;
import io.github.dbmigrate.rule.Observation;
import io.github.dbmigrate.rule.Relation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What happened to the columns, constraints, indexes and triggers of a table. ALTER TYPE makes constraints and indexes anew: they
 * are the same when the name is. What partitions have because their parent has it is told of the parent alone.
 */
final class PartFacts {
    private final Step step;
    private final Facts facts;
    private final @Nullable CatalogRelation before;
    private final CatalogRelation after;
    private final Relation table;
    private final Spot spot;

    private PartFacts(Step step, Facts facts, @Nullable CatalogRelation before, CatalogRelation after) {
        this.step = step;
        this.facts = facts;
        this.before = before;
        this.after = after;
        this.table = step.shown(after);
        this.spot = step.places().ofTable(after.oid());
    }

    /** Of a table that was not there before the statement; its columns are told with it. */
    static void ofNew(Step step, Facts facts, CatalogRelation after) {
        PartFacts parts = new PartFacts(step, facts, null, after);
        parts.constraints();
        parts.indexes();
        parts.triggers();
    }

    static void ofBoth(Step step, Facts facts, CatalogRelation before, CatalogRelation after) {
        PartFacts parts = new PartFacts(step, facts, before, after);
        parts.columns(before);
        parts.constraints();
        parts.indexes();
        parts.triggers();
        parts.policies(before);
    }

    private void columns(CatalogRelation old) {
        for (CatalogColumn column : after.columns().values()) {
            CatalogColumn was = old.columns().get(column.number());
            if (was == null && old.isTable() && !parentGot(column)) {
                facts.add(new Observation.ColumnAdded(table, column.shown()), spot);
            } else if (was != null && isSomebodys(column.number())) {
                changed(old, was, column);
            }
        }
    }

    private boolean isSomebodys(int column) {
        CatalogRelation first = step.base().relation(after.oid());
        return first != null && first.columns().containsKey(column);
    }

    private void changed(CatalogRelation old, CatalogColumn was, CatalogColumn column) {
        boolean parentChanged = parentGot(column);
        if (!was.name().equals(column.name()) && !parentChanged) {
            facts.add(new Observation.Renamed("column", table, was.name(), column.name()), spot);
        }
        Column shown = was.shown();
        Column now = column.shownLike(was);
        if (old.isTable() && !shown.equals(now) && !parentChanged) {
            facts.add(new Observation.ColumnChanged(table, shown, now), spot);
        }
    }

    /** Whether the same happened to the column of this name in the table that this one is a partition of. */
    private boolean parentGot(CatalogColumn column) {
        CatalogRelation parentBefore = step.before().relation(after.parent());
        CatalogRelation parent = step.after().relation(after.parent());
        if (!after.partition() || parentBefore == null || parent == null || before == null || !before.partition()) {
            return false;
        }
        CatalogColumn now = parent.column(column.name());
        if (now == null) {
            return false;
        }
        CatalogColumn was = parentBefore.columns().get(now.number());
        return was == null || !was.equals(now);
    }

    private void constraints() {
        for (CatalogConstraint constraint : after.constraints().values()) {
            CatalogConstraint was = constraintBefore(constraint);
            if (was == null && !constraint.inherited() && !constraint.isNotNull()) {
                facts.add(new Observation.ConstraintAdded(table, shown(constraint)), spot);
                facts.origin(new Key(Key.CONSTRAINT, constraint.oid()), spot);
            } else if (was != null && !was.validated() && constraint.validated()) {
                facts.add(new Observation.ConstraintValidated(table, shown(constraint)), spot);
            }
            if (was != null && !was.name().equals(constraint.name()) && isVisible() && !constraint.inherited()) {
                facts.add(new Observation.Renamed("constraint", table, was.name(), constraint.name()), spot);
            }
        }
    }

    private boolean isVisible() {
        return step.wasThere(after.oid());
    }

    private @Nullable CatalogConstraint constraintBefore(CatalogConstraint constraint) {
        if (before == null) {
            return null;
        }
        CatalogConstraint same = before.constraints().get(constraint.oid());
        CatalogConstraint named = before.constraint(constraint.name());
        if (same != null || named == null) {
            return same;
        }
        return step.droppedByName(new Key(Key.CONSTRAINT, named.oid()), named.name()) ? null : named;
    }

    private Constraint shown(CatalogConstraint constraint) {
        boolean usesExisting =
                constraint.hasIndex() && before != null && step.before().relation(constraint.index()) != null;
        return new Constraint(
                constraint.name(),
                Constraint.Type.of(constraint.contype()),
                names(constraint.columns(), after.columns()),
                constraint.contype() == 'f' ? step.shown(constraint.references()) : null,
                constraint.validated(),
                usesExisting,
                constraint.definition());
    }

    private static List<String> names(List<Integer> numbers, Map<Integer, CatalogColumn> columns) {
        return numbers.stream()
                .flatMap(number -> Stream.ofNullable(columns.get(number)))
                .map(CatalogColumn::name)
                .toList();
    }

    private void indexes() {
        for (CatalogRelation index : step.after().indexesOf(after.oid())) {
            CatalogRelation was = indexBefore(index);
            boolean owned = after.owns(index);
            if (was == null) {
                if (!owned && !isMadeForParent(index)) {
                    Spot made = step.places().of(Key.relation(index.oid()), after.oid());
                    facts.add(new Observation.IndexAdded(table, shown(index)), made);
                    facts.origin(Key.relation(index.oid()), made);
                }
            } else {
                again(was, index, owned);
            }
        }
    }

    private Index shown(CatalogRelation index) {
        return Objects.requireNonNull(index.index()).shown(step.after().schemaOf(index), index.name());
    }

    private boolean isMadeForParent(CatalogRelation index) {
        return index.parent() != 0 && step.before().relation(index.parent()) == null;
    }

    private void again(CatalogRelation was, CatalogRelation index, boolean owned) {
        boolean named = before != null && before.owns(was);
        if (!was.name().equals(index.name()) && !owned && !named && isVisible()) {
            facts.add(new Observation.Renamed("index", table, was.name(), index.name()), spot);
        }
        boolean tableWritten =
                before == null || before.storage().file() != after.storage().file();
        if (was.storage().file() != index.storage().file() && !tableWritten) {
            facts.add(new Observation.IndexRebuilt(table, shown(index)), spot);
        }
    }

    private @Nullable CatalogRelation indexBefore(CatalogRelation index) {
        CatalogRelation same = step.before().relation(index.oid());
        if (same != null) {
            return same;
        }
        return step.before().indexesOf(after.oid()).stream()
                .filter(one ->
                        one.name().equals(index.name()) && !step.droppedByName(Key.relation(one.oid()), one.name()))
                .findFirst()
                .orElse(null);
    }

    private void triggers() {
        after.triggers().forEach((oid, trigger) -> {
            CatalogTrigger was = before == null ? null : before.triggers().get(oid);
            if (was == null && !trigger.inherited()) {
                facts.add(
                        new Observation.TriggerAdded(table, trigger.name()),
                        step.places().of(new Key(Key.TRIGGER, oid), after.oid()));
            } else if (was != null && !trigger.inherited() && isVisible()) {
                if (trigger.disabled() && !was.disabled()) {
                    facts.add(new Observation.TriggerDisabled(table, trigger.name()), spot);
                }
                if (!was.name().equals(trigger.name())) {
                    facts.add(new Observation.Renamed("trigger", table, was.name(), trigger.name()), spot);
                }
            }
        });
    }

    private void policies(CatalogRelation old) {
        after.policies().forEach((oid, name) -> {
            String was = old.policies().get(oid);
            if (was != null && !was.equals(name) && isVisible()) {
                facts.add(new Observation.Renamed("policy", table, was, name), spot);
            }
        });
    }
}
