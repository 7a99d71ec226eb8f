package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.rule.Column;
import io.github.dbmigrate.rule.Constraint;
import io.github.dbmigrate.rule.Index;
import io.github.dbmigrate.rule.LockMode;
import io.github.dbmigrate.rule.Observation;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Observed.Fact;
import io.github.dbmigrate.rule.Relation;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was observed, on a line: {@code Locked(public.orders SRX); Dropped(type=table, ...)}. A star is behind relations that are
 * new, what is false or empty is left out.
 */
final class Notation {
    private Notation() {}

    static String of(Observed observed) {
        List<String> all = new ArrayList<>();
        observed.heldBefore().forEach((relation, mode) -> all.add("held(" + shown(relation) + " " + shown(mode) + ")"));
        if (observed.lockTimeoutOff()) {
            all.add("waits for ever");
        }
        observed.facts().forEach(fact -> all.add(of(fact.observation())));
        return all.isEmpty() ? "-" : String.join("; ", all);
    }

    /** With the text that is marked. */
    static String placed(Observed observed) {
        return observed.facts().stream()
                .map(fact -> of(fact.observation()) + " at line "
                        + observed.migration().script().line(fact.offset()) + ": " + marked(observed, fact))
                .collect(Collectors.joining("\n"));
    }

    private static String marked(Observed observed, Fact fact) {
        return observed.migration().script().text().substring(fact.offset(), fact.end());
    }

    static String of(Observation observation) {
        List<String> parts = new ArrayList<>();
        for (RecordComponent component : observation.getClass().getRecordComponents()) {
            Object value = value(observation, component);
            String shown = Boolean.TRUE.equals(value) ? component.getName() : shown(value);
            if (!shown.isEmpty()) {
                parts.add(shown);
            }
        }
        return observation.getClass().getSimpleName() + "(" + String.join(" ", parts) + ")";
    }

    private static @Nullable Object value(Object record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String shown(@Nullable Object value) {
        if (value == null || Boolean.FALSE.equals(value)) {
            return "";
        }
        if (value instanceof Relation relation) {
            return (relation.schema().equals("public") ? relation.name() : relation.toString())
                    + (relation.isNew() ? "*" : "");
        }
        if (value instanceof LockMode mode) {
            return switch (mode) {
                case ACCESS_SHARE -> "AS";
                case ROW_SHARE -> "RS";
                case ROW_EXCLUSIVE -> "RX";
                case SHARE_UPDATE_EXCLUSIVE -> "SUX";
                case SHARE -> "S";
                case SHARE_ROW_EXCLUSIVE -> "SRX";
                case EXCLUSIVE -> "X";
                case ACCESS_EXCLUSIVE -> "AX";
            };
        }
        if (value instanceof Column column) {
            return "{" + column.name() + " " + column.type()
                    + (column.notNull() ? " NOT NULL" : "")
                    + (column.hasDefault() ? " DEFAULT" : "")
                    + (column.identity() == Column.Identity.NO ? "" : " " + column.identity())
                    + (column.generated() == Column.Generated.NO ? "" : " " + column.generated()) + "}";
        }
        if (value instanceof Constraint constraint) {
            return "{" + constraint.name() + " " + constraint.type() + constraint.columns()
                    + (constraint.references() == null ? "" : " -> " + shown(constraint.references()))
                    + (constraint.validated() ? "" : " NOT VALID")
                    + (constraint.usesExistingIndex() ? " USING INDEX" : "") + "}";
        }
        if (value instanceof Index index) {
            return "{" + index.name() + (index.unique() ? " UNIQUE" : "") + (index.valid() ? "" : " INVALID") + " "
                    + index.method() + " " + index.keyColumns() + "}";
        }
        if (value instanceof Collection<?> many) {
            return many.stream().map(Notation::shown).sorted().collect(Collectors.joining(" "));
        }
        return value.toString();
    }
}
