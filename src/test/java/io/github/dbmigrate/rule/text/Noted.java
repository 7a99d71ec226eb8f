package io.github.dbmigrate.rule.text;

import io.github.dbmigrate.rule.Column;
import io.github.dbmigrate.rule.Constraint;
import io.github.dbmigrate.rule.Index;
import io.github.dbmigrate.rule.Observation;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Relation;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Observations in a line each: their kind and their parts; a star behind a relation says that it is new. */
final class Noted {
    private Noted() {}

    /** With the statement's number in front where there are several. */
    static List<String> of(List<Observed> statements) {
        List<String> lines = new ArrayList<>();
        for (Observed statement : statements) {
            String number = statements.size() > 1 ? statement.number() + ": " : "";
            statement.facts().forEach(fact -> lines.add(number + of(fact.observation())));
        }
        return lines;
    }

    static String of(Observation observation) {
        List<String> words = new ArrayList<>();
        words.add(observation.getClass().getSimpleName());
        for (RecordComponent part : observation.getClass().getRecordComponents()) {
            words.add(part(part, observation));
        }
        return words.stream().filter(word -> !word.isEmpty()).collect(Collectors.joining(" "));
    }

    private static String part(RecordComponent component, Object record) {
        Object value;
        try {
            value = component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        if (value instanceof Boolean is) {
            return is ? component.getName() : "";
        }
        return value == null ? "-" : value(value);
    }

    private static String value(Object value) {
        if (value instanceof Relation relation) {
            return relation + (relation.isNew() ? "*" : "");
        }
        if (value instanceof Column column) {
            return column(column);
        }
        if (value instanceof Constraint constraint) {
            return constraint(constraint);
        }
        if (value instanceof Index index) {
            return (index.unique() ? "unique " : "") + index.name() + " " + index.method() + " " + index.keyColumns();
        }
        if (value instanceof Collection<?> several) {
            return several.stream().map(Noted::value).collect(Collectors.joining(", ", "(", ")"));
        }
        return value instanceof String text ? "<" + text + ">" : value.toString();
    }

    private static String column(Column column) {
        return "[" + column.name() + (column.type().isEmpty() ? "" : " " + column.type())
                + (column.notNull() ? " not null" : "")
                + (column.hasDefault() ? " default " + column.defaultKey() : "")
                + (column.identity() == Column.Identity.NO ? "" : " " + column.identity())
                + (column.generated() == Column.Generated.NO ? "" : " " + column.generated()) + "]";
    }

    private static String constraint(Constraint constraint) {
        return "[" + constraint.name() + " " + constraint.type()
                + (constraint.columns().isEmpty() ? "" : " of " + String.join(", ", constraint.columns()))
                + (constraint.references() == null ? "" : " to " + value(constraint.references()))
                + (constraint.validated() ? "" : " not valid")
                + (constraint.usesExistingIndex() ? " using index" : "") + "]";
    }
}
