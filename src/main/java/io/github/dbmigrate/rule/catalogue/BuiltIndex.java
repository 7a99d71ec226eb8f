package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Constraint;
import io.github.dbmigrate.rule.Constraint.Type;
import io.github.dbmigrate.rule.Observation.ColumnAdded;
import io.github.dbmigrate.rule.Observation.ConstraintAdded;
import io.github.dbmigrate.rule.Observation.IndexAdded;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** An index that a constraint has built for itself. */
final class BuiltIndex {
    private static final Set<Type> BUILD = Set.of(Type.PRIMARY_KEY, Type.UNIQUE, Type.EXCLUSION);

    private BuiltIndex() {}

    static boolean belongsToConstraint(Evidence evidence, IndexAdded added) {
        return evidence.statement().all(ConstraintAdded.class).stream()
                .anyMatch(constraint -> constraint.table().equals(added.table())
                        && BUILD.contains(constraint.constraint().type())
                        && constraint.constraint().name().equals(added.index().name()));
    }

    /** Constraints of a type on tables that were there before, with an index that had to be built. */
    static Stream<ConstraintAdded> of(Evidence evidence, Type type) {
        return evidence.existing(ConstraintAdded.class, ConstraintAdded::table).stream()
                .filter(added -> added.constraint().type() == type)
                .filter(added -> !added.constraint().usesExistingIndex())
                .filter(added -> !isOfNewColumns(evidence, added));
    }

    /** A new column that has no values, or whose values make the table be written anew, has a finding of its own. */
    private static boolean isOfNewColumns(Evidence evidence, ConstraintAdded added) {
        List<String> told = evidence.statement().all(ColumnAdded.class).stream()
                .filter(column -> column.table().equals(added.table()))
                .filter(column -> column.column().notNull() || NewColumn.isComputed(evidence, column))
                .map(column -> column.column().name())
                .toList();
        return !told.isEmpty() && told.containsAll(added.constraint().columns());
    }

    /** How the constraint is added once its index is there. */
    static String help(Evidence evidence, ConstraintAdded added, String words) {
        Constraint constraint = added.constraint();
        String name = Sql.shown(constraint.name());
        if (Neighbours.of(evidence.statement()).dropConstraint(constraint.name())) {
            // The name is taken until the old one goes; the constraint then gives the index its own.
            String index = Sql.shown(constraint.name() + "_new");
            return Sql.OUTSIDE + "CREATE UNIQUE INDEX CONCURRENTLY " + index + " ON " + added.table() + " ("
                    + Sql.columns(constraint.columns()) + ");" + Sql.NEXT + Sql.alter(added.table())
                    + "DROP CONSTRAINT " + name + ", ADD CONSTRAINT " + name + " " + words + " USING INDEX " + index
                    + ";";
        }
        return Sql.OUTSIDE + "CREATE UNIQUE INDEX CONCURRENTLY " + name + " ON " + added.table() + " ("
                + Sql.columns(constraint.columns()) + ");" + Sql.NEXT + Sql.alter(added.table()) + "ADD CONSTRAINT "
                + name
                + " " + words + " USING INDEX " + name + ";";
    }

    /** The query that tells whether production has rows that are alike. */
    static String duplicates(ConstraintAdded added) {
        String columns = Sql.columns(added.constraint().columns());
        return "rows that would make it fail:  SELECT " + columns + ", count(*) FROM " + added.table() + " GROUP BY "
                + columns + " HAVING count(*) > 1;";
    }
}
