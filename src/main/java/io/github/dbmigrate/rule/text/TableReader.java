package io.github.dbmigrate.rule.text;

import io.github.dbmigrate.rule.Column;
import io.github.dbmigrate.rule.Constraint;
import io.github.dbmigrate.rule.LockMode;
import io.github.dbmigrate.rule.Observation;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.rule.Relation.Kind;
import java.util.ArrayList;
import java.util.List;

/** CREATE TABLE, behind that word. */
final class TableReader {
    private final Known known;
    private final Told told;
    private final Clause clause;
    private final List<Column> columns = new ArrayList<>();
    private final List<Constraint> constraints = new ArrayList<>();

    /** Whether it has constraints that are not written here. */
    private boolean takesOver;

    TableReader(Known known, Told told, Clause clause) {
        this.known = known;
        this.told = told;
        this.clause = clause;
    }

    void read(boolean temporary, Kind kind) throws UnclearException {
        boolean onlyIfAbsent = clause.skipIfNotExists();
        ObjectName name = clause.objectName();
        Kind is = clause.has("partition", "by") ? Kind.PARTITIONED_TABLE : kind;
        Relation table = temporary ? known.createTemporary(name, is) : known.create(name, is, onlyIfAbsent);
        if (clause.skip("partition", "of")) {
            partition(table);
        } else if (clause.skip("of")) {
            clause.objectName();
            takesOver = true;
        }
        if (clause.opens()) {
            elements(table, clause.parenthesis());
        }
        if (clause.skip("inherits")) {
            for (Clause parent : clause.parenthesis().parts()) {
                told.lock(known.table(parent.objectName()), LockMode.SHARE_UPDATE_EXCLUSIVE);
            }
            takesOver = true;
        }
        boolean hasPrimaryKey =
                takesOver || constraints.stream().anyMatch(c -> c.type() == Constraint.Type.PRIMARY_KEY);
        if (table.isNew() && !temporary) {
            told.tell(new Observation.TableCreated(table, columns, hasPrimaryKey));
            constraints.forEach(constraint -> add(name, table, constraint));
        }
    }

    private void partition(Relation table) throws UnclearException {
        Relation parent = known.relation(clause.objectName(), Kind.PARTITIONED_TABLE);
        told.tell(table, new Observation.PartitionCreated(parent, table));
        told.lock(parent, LockMode.ACCESS_EXCLUSIVE);
        takesOver = true;
    }

    private void elements(Relation table, Clause list) throws UnclearException {
        for (Clause element : list.parts()) {
            if (element.skip("like")) {
                takesOver = true;
            } else if (ConstraintText.isNext(element)) {
                constraints.add(ConstraintText.read(element, table, known));
            } else if (!element.atEnd()) {
                ColumnText read = ColumnText.read(element, table, known);
                columns.add(read.column());
                constraints.addAll(read.constraints());
            }
        }
    }

    private void add(ObjectName name, Relation table, Constraint constraint) {
        told.tell(new Observation.ConstraintAdded(table, constraint));
        known.createPart("table constraint", name, constraint.name());
        Relation referenced = constraint.references();
        if (referenced != null) {
            told.lock(referenced, LockMode.SHARE_ROW_EXCLUSIVE);
        }
    }
}
