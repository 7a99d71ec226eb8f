package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Column;
import io.github.dbmigrate.rule.Constraint;
import io.github.dbmigrate.rule.Observation.ColumnAdded;
import io.github.dbmigrate.rule.Observation.ConstraintAdded;
import io.github.dbmigrate.rule.Observation.Dropped;
import io.github.dbmigrate.script.Quoted;
import java.util.List;

/** The two steps in which a constraint is added without anybody waiting. */
final class NotValid {
    private NotValid() {}

    static String help(Evidence evidence, ConstraintAdded added) {
        Constraint constraint = added.constraint();
        String name = Sql.shown(constraint.name());
        List<ColumnAdded> columns = evidence.statement().all(ColumnAdded.class).stream()
                .filter(column -> column.table().equals(added.table())
                        && constraint.columns().contains(column.column().name()))
                .toList();
        boolean isEmpty = !evidence.isRead()
                && constraint.type() == Constraint.Type.FOREIGN_KEY
                && !columns.isEmpty()
                && columns.stream().noneMatch(column -> column.column().hasDefault());
        if (isEmpty) {
            return "leave DEFAULT null out, which a column has in any event: then no row is checked";
        }
        String add = constraint.definition().isEmpty()
                ? evidence.statement().text()
                : Sql.alter(added.table()) + before(evidence, added, columns) + "ADD CONSTRAINT " + name + " "
                        + constraint.definition();
        return add + " NOT VALID;" + Sql.NEXT + Sql.alter(added.table()) + "VALIDATE CONSTRAINT " + name + ";";
    }

    /** Whether it is about a column that the same statement adds, so that nobody can ask for its rows before. */
    static boolean isOfNewColumn(Evidence evidence, ConstraintAdded added) {
        return evidence.statement().all(ColumnAdded.class).stream()
                .anyMatch(column -> column.table().equals(added.table())
                        && added.constraint().columns().contains(column.column().name()));
    }

    /** What the same statement must have done for the constraint to be added: made its columns, dropped the old one. */
    private static String before(Evidence evidence, ConstraintAdded added, List<ColumnAdded> columns) {
        StringBuilder before = new StringBuilder();
        evidence.statement()
                .first(
                        Dropped.class,
                        dropped -> dropped.type().equals("table constraint")
                                && dropped.name().equals(added.constraint().name()))
                .ifPresent(dropped -> before.append("DROP CONSTRAINT ")
                        .append(Quoted.shown(dropped.name()))
                        .append(", "));
        for (ColumnAdded one : columns) {
            Column column = one.column();
            before.append("ADD COLUMN ")
                    .append(Quoted.shown(column.name()))
                    .append(' ')
                    .append(column.type());
            if (column.notNull()) {
                before.append(" NOT NULL");
            }
            if (column.hasDefault()) {
                before.append(" DEFAULT ")
                        .append(DefaultText.of(evidence.statement().text(), column.name()));
            }
            before.append(", ");
        }
        return before.toString();
    }
}
