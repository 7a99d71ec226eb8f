package io.github.dbmigrate.rule.text;

import io.github.dbmigrate.rule.LockMode;
import io.github.dbmigrate.rule.Observation;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.rule.Relation.Kind;
import java.util.Set;

/** ALTER of everything, behind that word. */
final class AlterReader {
    private static final Set<String> ROUTINES = Set.of("function", "procedure", "aggregate", "routine");
    private static final Set<String> PARTS = Set.of("trigger", "policy", "rule");

    private final Known known;
    private final Told told;
    private final Clause clause;

    AlterReader(Known known, Told told, Clause clause) {
        this.known = known;
        this.told = told;
        this.clause = clause;
    }

    void read() throws UnclearException {
        String word = clause.word();
        if (clause.is("table", "all", "in")) {
            throw new UnclearException();
        }
        if (clause.skip("table")) {
            new AlterTableReader(known, told, clause, Kind.TABLE).read();
        } else if (clause.skip("foreign", "table")) {
            new AlterTableReader(known, told, clause, Kind.FOREIGN_TABLE).read();
        } else if (clause.skip("view")) {
            new AlterTableReader(known, told, clause, Kind.VIEW).readNames();
        } else if (clause.skip("materialized", "view")) {
            new AlterTableReader(known, told, clause, Kind.MATERIALIZED_VIEW).readNames();
        } else if (clause.skip("sequence")) {
            new AlterTableReader(known, told, clause, Kind.SEQUENCE).readNames();
        } else if (clause.skip("index")) {
            new AlterTableReader(known, told, clause, Kind.INDEX).readNames();
        } else if (clause.skip("type")) {
            type();
        } else if (clause.skip("domain")) {
            domain();
        } else if (clause.skip("schema")) {
            schema();
        } else if (clause.skipAny(ROUTINES)) {
            routine(word);
        } else if (clause.skipAny(PARTS)) {
            part(word);
        }
    }

    private void schema() throws UnclearException {
        String from = clause.name();
        if (clause.is("rename", "to")) {
            known.renameSchema(from, rename(new ObjectName("", from), "schema"));
        }
    }

    private void type() throws UnclearException {
        ObjectName name = clause.objectName();
        if (!clause.skip("rename", "value")) {
            rename(name, "type");
            return;
        }
        String from = clause.value();
        clause.expect("to");
        if (!known.isNew("type", name)) {
            told.tell(new Observation.EnumValueRenamed(name.toString(), from, clause.value()));
        }
    }

    private void domain() throws UnclearException {
        ObjectName name = clause.objectName();
        boolean isNew = known.isNew("domain", name);
        if (clause.skip("set", "not", "null")) {
            tell(isNew, new Observation.DomainConstraintAdded(name.toString(), "", true));
        } else if (clause.skip("add")) {
            String constraint = clause.skip("constraint") ? clause.name() : "";
            if (clause.is("not", "null")) {
                constraint = "";
            } else {
                clause.expect("check");
            }
            boolean validated = !clause.has("not", "valid");
            tell(isNew, new Observation.DomainConstraintAdded(name.toString(), constraint, validated));
        } else {
            rename(name, "domain");
        }
    }

    private void routine(String type) throws UnclearException {
        ObjectName name = clause.objectName();
        if (clause.opens()) {
            clause.skipOne();
        }
        rename(name, type);
    }

    /** Returns the new name; the old one if it keeps it. */
    private String rename(ObjectName name, String type) throws UnclearException {
        if (!clause.skip("rename", "to")) {
            return name.name();
        }
        String to = clause.name();
        if (known.dropNew(type, name)) {
            known.create(type, new ObjectName(name.schema(), to));
        } else {
            told.tell(new Observation.Renamed(type, null, name.name(), to));
        }
        return to;
    }

    private void part(String type) throws UnclearException {
        String from = clause.name();
        clause.expect("on");
        ObjectName on = clause.objectName();
        if (!clause.skip("rename", "to")) {
            return;
        }
        String to = clause.name();
        Relation table = known.table(on);
        told.lock(table, LockMode.ACCESS_EXCLUSIVE);
        if (!known.isNewPart(type, on, from)) {
            told.tellOfOld(table, new Observation.Renamed(type, table, from, to));
        }
        known.renamePart(type, on, from, to);
    }

    private void tell(boolean isNew, Observation observation) {
        if (!isNew) {
            told.tell(observation);
        }
    }
}
