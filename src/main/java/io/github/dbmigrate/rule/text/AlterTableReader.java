package io.github.dbmigrate.rule.text;

import io.github.dbmigrate.rule.Column;
import io.github.dbmigrate.rule.Constraint;
import io.github.dbmigrate.rule.LockMode;
import io.github.dbmigrate.rule.Observation;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.rule.Relation.Kind;
import io.github.dbmigrate.script.Range;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** ALTER TABLE, behind that word. The locks are those of {@code AlterTableGetLockLevel} in PostgreSQL's source. */
final class AlterTableReader {
    private static final String COLUMN = "table column";
    private static final String CONSTRAINT = "table constraint";

    private final Known known;
    private final Told told;
    private final Clause clause;
    private final ObjectName name;
    private final Relation table;

    /** Constraints that this statement has dropped: one that it adds again by that name takes the place of the old one. */
    private final Map<String, Observation> droppedHere = new HashMap<>();

    AlterTableReader(Known known, Told told, Clause clause, Kind kind) throws UnclearException {
        this.known = known;
        this.told = told;
        this.clause = clause;
        clause.skipIfExists();
        clause.skip("only");
        this.name = clause.objectName();
        clause.skipSign("*");
        this.table = known.relation(name, kind);
    }

    void read() throws UnclearException {
        List<Clause> actions = clause.parts();
        for (Clause action : actions) {
            if (actions.size() > 1) {
                told.from(new Range(action.offset(), action.end()));
            }
            read(action);
        }
    }

    /** Only what gives it another name: the rest is as with a table, or is no danger. */
    void readNames() throws UnclearException {
        if (clause.is("rename") || clause.is("set", "schema")) {
            read(clause);
        }
    }

    private void read(Clause action) throws UnclearException {
        switch (action.word()) {
            case "add" -> add(action);
            case "drop" -> drop(action);
            case "alter" -> alter(action);
            case "validate" -> validate(action);
            case "rename" -> rename(action);
            case "set" -> set(action);
            case "attach" -> attach(action);
            case "detach" -> detach(action);
            case "enable", "disable" -> enable(action);
            case "inherit" -> {
                action.expect("inherit");
                told.lock(known.table(action.objectName()), LockMode.SHARE_UPDATE_EXCLUSIVE);
                lock(LockMode.ACCESS_EXCLUSIVE);
            }
            case "reset", "cluster" -> lock(LockMode.SHARE_UPDATE_EXCLUSIVE);
            case "force", "no", "owner", "replica", "of", "not", "options" -> lock(LockMode.ACCESS_EXCLUSIVE);
            default -> throw new UnclearException();
        }
    }

    private void add(Clause action) throws UnclearException {
        action.expect("add");
        if (action.skip("column") || !ConstraintText.isNext(action)) {
            addColumn(action);
        } else {
            addConstraint(ConstraintText.read(action, table, known));
        }
    }

    private void addColumn(Clause action) throws UnclearException {
        action.skipIfNotExists();
        ColumnText read = ColumnText.read(action, table, known);
        Column column = read.column();
        lock(LockMode.ACCESS_EXCLUSIVE);
        told.tell(table, new Observation.ColumnAdded(table, column));
        known.createPart(COLUMN, name, column.name());
        boolean computed = column.generated() != Column.Generated.NO || column.identity() != Column.Identity.NO;
        if (read.needsRewrite()) {
            rewrite(Observation.Rewritten.Cause.DEFAULT);
            told.scan(table);
        } else if (column.notNull() && !column.hasDefault() && !computed) {
            told.scan(table);
        }
        for (Constraint constraint : read.constraints()) {
            tell(constraint);
            Relation referenced = constraint.references();
            if (referenced != null) {
                told.lock(referenced, LockMode.SHARE_ROW_EXCLUSIVE);
            } else if (constraint.validated()) {
                told.scan(table);
            }
        }
    }

    private void addConstraint(Constraint constraint) {
        switch (constraint.type()) {
            case FOREIGN_KEY -> {
                Relation referenced = constraint.references();
                lock(LockMode.SHARE_ROW_EXCLUSIVE);
                if (referenced != null) {
                    told.lock(referenced, LockMode.SHARE_ROW_EXCLUSIVE);
                }
            }
            default -> lock(LockMode.ACCESS_EXCLUSIVE);
        }
        // A valid CHECK that proves NOT NULL may be there, and what makes a column of an index NOT NULL may scan or
        // not.
        boolean unsure = constraint.type() == Constraint.Type.NOT_NULL || constraint.usesExistingIndex();
        if (constraint.validated() && !unsure) {
            told.scan(table);
        }
        tell(constraint);
    }

    private void tell(Constraint constraint) {
        told.tell(table, new Observation.ConstraintAdded(table, constraint));
        known.createPart(CONSTRAINT, name, constraint.name());
        Observation replaced = droppedHere.remove(constraint.name());
        if (replaced != null) {
            told.withdraw(replaced);
        }
    }

    private void drop(Clause action) throws UnclearException {
        action.expect("drop");
        String type = action.skip("constraint") ? CONSTRAINT : COLUMN;
        action.skip("column");
        boolean ifExists = action.skipIfExists();
        String part = action.name();
        lock(LockMode.ACCESS_EXCLUSIVE);
        if (known.dropNewPart(type, name, part) || table.isNew()) {
            return;
        }
        String shown = new ObjectName("", part).toString();
        String identity = type.equals(COLUMN) ? table + "." + shown : shown + " on " + table;
        Observation dropped = new Observation.Dropped(type, identity, table, part, true);
        told.tell(dropped);
        if (type.equals(CONSTRAINT)) {
            droppedHere.put(part, dropped);
        }
        if (ifExists && type.equals(CONSTRAINT)) {
            known.takeBackWhenCreated(type, name, part, told, dropped);
        }
    }

    private void alter(Clause action) throws UnclearException {
        action.expect("alter");
        if (action.is("constraint")) {
            lock(LockMode.ACCESS_EXCLUSIVE);
            return;
        }
        action.skip("column");
        String column = action.name();
        if (action.skip("type") || action.skip("set", "data", "type")) {
            lock(LockMode.ACCESS_EXCLUSIVE);
            change(
                    column(column, "", false, null),
                    column(column, TypeName.read(action).text(), false, null));
        } else if (action.skip("set", "not", "null")) {
            demandValues(column);
        } else if (action.skip("drop", "not", "null")) {
            lock(LockMode.ACCESS_EXCLUSIVE);
            change(column(column, "", true, null), column(column, "", false, null));
        } else if (action.skip("set", "default")) {
            lock(LockMode.ACCESS_EXCLUSIVE);
            change(column(column, "", false, null), column(column, "", false, action.rest()));
        } else if (action.skip("drop", "default")) {
            lock(LockMode.ACCESS_EXCLUSIVE);
            change(column(column, "", false, "unknown"), column(column, "", false, null));
        } else {
            boolean weak = action.is("set", "statistics") || action.is("reset") || opensBehindSet(action);
            lock(weak ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE);
        }
    }

    /** That a valid CHECK makes the scan needless is not known, unless the column is so new that there is none. */
    private void demandValues(String column) {
        lock(LockMode.ACCESS_EXCLUSIVE);
        Column before = column(column, "", false, null);
        told.tellOfOld(table, new Observation.ColumnChanged(table, before, column(column, "", true, null)));
        if (known.isNewPart(COLUMN, name, column) && !known.hasNewPart(CONSTRAINT, name)) {
            told.scan(table);
        }
    }

    private static boolean opensBehindSet(Clause action) {
        return action.is("set") && action.isSecondOpening();
    }

    private void change(Column before, Column after) {
        if (!known.isNewPart(COLUMN, name, before.name())) {
            told.tellOfOld(table, new Observation.ColumnChanged(table, before, after));
        }
    }

    private static Column column(String name, String type, boolean notNull, @Nullable String defaultKey) {
        return new Column(name, type, notNull, defaultKey, Column.Identity.NO, Column.Generated.NO);
    }

    private void validate(Clause action) throws UnclearException {
        action.expect("validate", "constraint");
        String constraint = action.name();
        lock(LockMode.SHARE_UPDATE_EXCLUSIVE);
        told.scan(table);
        told.tellOfOld(
                table,
                new Observation.ConstraintValidated(
                        table, new Constraint(constraint, Constraint.Type.CHECK, List.of(), null, true, false, "")));
    }

    private void rename(Clause action) throws UnclearException {
        action.expect("rename");
        lock(LockMode.ACCESS_EXCLUSIVE);
        if (action.skip("to")) {
            String to = action.name();
            told.tellOfOld(table, new Observation.Renamed(word(table.kind()), table, table.name(), to));
            known.rename(name, old -> new ObjectName(old.schema(), to));
            return;
        }
        boolean constraint = action.skip("constraint");
        action.skip("column");
        String from = action.name();
        action.expect("to");
        String to = action.name();
        String type = constraint ? CONSTRAINT : COLUMN;
        if (!known.isNewPart(type, name, from)) {
            told.tellOfOld(table, new Observation.Renamed(constraint ? "constraint" : "column", table, from, to));
        }
        known.renamePart(type, name, from, to);
    }

    private void set(Clause action) throws UnclearException {
        action.expect("set");
        if (action.skip("schema")) {
            String schema = action.name();
            lock(LockMode.ACCESS_EXCLUSIVE);
            told.tellOfOld(table, new Observation.MovedToSchema(table, schema));
            known.rename(name, old -> new ObjectName(schema, old.name()));
        } else if (action.is("logged") || action.is("unlogged")) {
            lock(LockMode.ACCESS_EXCLUSIVE);
            told.tellOfOld(table, new Observation.PersistenceChanged(table, action.is("unlogged")));
            rewrite(Observation.Rewritten.Cause.PERSISTENCE);
            told.scan(table);
        } else if (action.skip("tablespace")) {
            lock(LockMode.ACCESS_EXCLUSIVE);
            rewrite(Observation.Rewritten.Cause.TABLESPACE);
        } else if (action.skip("access", "method")) {
            lock(LockMode.ACCESS_EXCLUSIVE);
            rewrite(Observation.Rewritten.Cause.ACCESS_METHOD);
            told.scan(table);
        } else {
            boolean weak = action.opens() || action.is("without", "cluster");
            lock(weak ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE);
        }
    }

    private void attach(Clause action) throws UnclearException {
        action.expect("attach", "partition");
        Relation partition = known.table(action.objectName());
        lock(LockMode.SHARE_UPDATE_EXCLUSIVE);
        told.lock(partition, LockMode.ACCESS_EXCLUSIVE);
        told.tell(table, new Observation.PartitionAttached(table, partition));
    }

    private void detach(Clause action) throws UnclearException {
        action.expect("detach", "partition");
        Relation partition = known.table(action.objectName());
        boolean concurrently = action.skip("concurrently");
        boolean weak = concurrently || action.skip("finalize");
        lock(weak ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE);
        if (weak) {
            // Before 14, which has neither of the two, the partition is locked less.
            told.lock(partition, LockMode.ACCESS_EXCLUSIVE);
        }
        if (concurrently || !weak) {
            told.tellOfOld(table, new Observation.PartitionDetached(table, partition, concurrently));
        }
    }

    private void enable(Clause action) throws UnclearException {
        boolean disable = action.is("disable");
        action.skipOne();
        action.skipAny(Set.of("replica", "always"));
        if (action.skip("trigger")) {
            lock(LockMode.SHARE_ROW_EXCLUSIVE);
            String trigger = action.name();
            if (disable) {
                told.tellOfOld(table, new Observation.TriggerDisabled(table, trigger));
            }
            return;
        }
        lock(LockMode.ACCESS_EXCLUSIVE);
        if (action.is("row", "level", "security") && disable) {
            told.tellOfOld(table, new Observation.RowSecurityWeakened(table));
        }
    }

    private void lock(LockMode mode) {
        if (table.kind() != Kind.INDEX && table.kind() != Kind.SEQUENCE) {
            told.lock(table, mode);
        }
    }

    private void rewrite(Observation.Rewritten.Cause cause) {
        told.tellOfOld(table, new Observation.Rewritten(table, Set.of(cause)));
    }

    /** What a relation of this kind is called. */
    static String word(Kind kind) {
        return switch (kind) {
            case VIEW -> "view";
            case MATERIALIZED_VIEW -> "materialized view";
            case FOREIGN_TABLE -> "foreign table";
            case INDEX -> "index";
            case SEQUENCE -> "sequence";
            case TABLE, PARTITIONED_TABLE, OTHER -> "table";
        };
    }
}
