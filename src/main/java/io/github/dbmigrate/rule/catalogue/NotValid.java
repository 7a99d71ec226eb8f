package io.github.dbmigrate.rule.catalogue;

import io.github.dbmigrate.rule.Constraint;
import io.github.dbmigrate.rule.Observation.ConstraintAdded;

/** The two steps in which a constraint is added without anybody waiting. */
final class NotValid {
    private NotValid() {}

    static String help(Evidence evidence, ConstraintAdded added) {
        Constraint constraint = added.constraint();
        String name = Sql.shown(constraint.name());
        String add = constraint.definition().isEmpty()
                ? evidence.statement().text()
                : Sql.alter(added.table()) + "ADD CONSTRAINT " + name + " " + constraint.definition();
        return add + " NOT VALID;" + Sql.NEXT + Sql.alter(added.table()) + "VALIDATE CONSTRAINT " + name + ";";
    }
}
