package io.github.dbmigrate.rule.text;

import io.github.dbmigrate.rule.Constraint;
import io.github.dbmigrate.rule.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The definition of a constraint of a table, apart from its columns. */
final class ConstraintText {
    private static final Set<String> BEGINNINGS = Set.of("constraint", "check", "unique", "primary", "foreign", "not");

    private ConstraintText() {}

    /** Whether a constraint is defined here, and no column. */
    static boolean isNext(Clause clause) {
        boolean exclude = clause.is("exclude") && (clause.isSecond("using") || clause.isSecondOpening());
        return exclude || clause.isAny(BEGINNINGS);
    }

    static Constraint read(Clause clause, Relation table, Known known) throws UnclearException {
        String given = clause.skip("constraint") ? clause.name() : "";
        int mark = clause.mark();
        List<String> columns = List.of();
        @Nullable Relation referenced = null;
        Constraint.Type type;
        String suffix;
        if (clause.skip("check")) {
            type = Constraint.Type.CHECK;
            suffix = "check";
        } else if (clause.skip("unique")) {
            type = Constraint.Type.UNIQUE;
            suffix = "key";
            columns = columns(clause);
        } else if (clause.skip("primary", "key")) {
            type = Constraint.Type.PRIMARY_KEY;
            suffix = "pkey";
            columns = columns(clause);
        } else if (clause.skip("exclude")) {
            type = Constraint.Type.EXCLUSION;
            suffix = "excl";
        } else if (clause.skip("foreign", "key")) {
            type = Constraint.Type.FOREIGN_KEY;
            suffix = "fkey";
            columns = columns(clause);
            clause.expect("references");
            referenced = known.table(clause.objectName());
        } else {
            clause.expect("not", "null");
            type = Constraint.Type.NOT_NULL;
            suffix = "not_null";
            columns = List.of(clause.name());
        }
        boolean usesIndex = clause.skip("using", "index") && !clause.is("tablespace");
        boolean validated = !clause.has("not", "valid") && !clause.has("not", "enforced");
        clause.skipToEnd();
        String name = given.isEmpty()
                ? usualName(table, type == Constraint.Type.PRIMARY_KEY ? List.of() : columns, suffix)
                : given;
        return new Constraint(name, type, columns, referenced, validated, usesIndex, clause.textSince(mark));
    }

    /** The name that PostgreSQL gives it, as long as that is not too long or taken. */
    static String usualName(Relation table, List<String> columns, String suffix) {
        List<String> parts = new ArrayList<>();
        parts.add(table.name());
        parts.addAll(columns);
        parts.add(suffix);
        return String.join("_", parts);
    }

    private static List<String> columns(Clause clause) throws UnclearException {
        clause.skip("nulls", "not", "distinct");
        clause.skip("nulls", "distinct");
        return clause.opens() ? names(clause.parenthesis()) : List.of();
    }

    static List<String> names(Clause list) throws UnclearException {
        List<String> names = new ArrayList<>();
        for (Clause part : list.parts()) {
            names.add(part.name());
        }
        return names;
    }
}
