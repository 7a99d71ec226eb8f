package io.github.dbmigrate.rule.text;

import io.github.dbmigrate.rule.Index;
import io.github.dbmigrate.rule.LockMode;
import io.github.dbmigrate.rule.Observation;
import io.github.dbmigrate.rule.Observation.Rewritten.Cause;
import io.github.dbmigrate.rule.Observation.RowsChanged.Extent;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.rule.Relation.Kind;
import io.github.dbmigrate.script.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What is neither CREATE nor ALTER nor DROP. */
final class OtherReader {
    private static final Set<String> FALSE = Set.of("false", "off", "0");
    private static final Set<String> VACUUM_WORDS = Set.of("full", "freeze", "verbose", "analyze", "analyse");
    private static final Set<String> TIMEOUTS = Set.of("lock_timeout", "statement_timeout");

    private static final Set<String> BEHIND_ROLES = Set.of("granted", "cascade", "restrict");

    /** Of a search path: where nothing is created. */
    private static final Set<String> NO_SCHEMAS = Set.of("$user", "pg_catalog", "pg_temp", "default", "");

    private final Known known;
    private final Told told;
    private final Clause clause;

    OtherReader(Known known, Told told, Clause clause) {
        this.known = known;
        this.told = told;
        this.clause = clause;
    }

    /** @param inBatches whether the statement changes only some rows at a time */
    void read(boolean inBatches) throws UnclearException {
        String verb = clause.word();
        clause.skipOne();
        switch (verb) {
            case "truncate" -> truncate();
            case "cluster" -> cluster();
            case "vacuum" -> vacuum();
            case "reindex" -> reindex();
            case "refresh" -> refresh();
            case "lock" -> lock();
            case "update" -> changeRows(true, inBatches);
            case "delete" -> {
                clause.expect("from");
                changeRows(true, inBatches);
            }
            case "insert", "merge" -> {
                clause.expect("into");
                changeRows(false, inBatches);
            }
            case "copy" -> copy();
            case "revoke" -> revoke();
            case "set" -> set();
            case "select" -> selectInto();
            default -> throw new UnclearException();
        }
    }

    private void truncate() throws UnclearException {
        clause.skip("table");
        for (ObjectName name : clause.objectNames()) {
            Relation table = known.table(name);
            told.lock(table, LockMode.ACCESS_EXCLUSIVE);
            told.tellOfOld(table, new Observation.Emptied(table, false));
        }
    }

    private void cluster() throws UnclearException {
        clause.skip("verbose");
        if (clause.opens()) {
            clause.skipOne();
        }
        if (!clause.atEnd()) {
            ObjectName name = clause.objectName();
            writeAnew(clause.skip("on") ? clause.objectName() : name);
        }
    }

    private void vacuum() throws UnclearException {
        boolean full = false;
        if (clause.opens()) {
            for (Clause option : clause.parenthesis().parts()) {
                full |= option.skip("full") && !FALSE.contains(option.word());
            }
        }
        while (clause.isAny(VACUUM_WORDS)) {
            full |= clause.is("full");
            clause.skipOne();
        }
        if (full && !clause.atEnd()) {
            for (Clause table : clause.parts()) {
                writeAnew(table.objectName());
            }
        }
    }

    private void writeAnew(ObjectName name) {
        Relation table = known.table(name);
        told.lock(table, LockMode.ACCESS_EXCLUSIVE);
        told.tellOfOld(table, new Observation.Rewritten(table, Set.of(Cause.CLUSTER)));
        told.scan(table);
    }

    private void reindex() throws UnclearException {
        boolean concurrently = false;
        if (clause.opens()) {
            for (Clause option : clause.parenthesis().parts()) {
                concurrently |= option.skip("concurrently") && !FALSE.contains(option.word());
            }
        }
        boolean index = clause.is("index");
        if (!clause.skip("index") && !clause.skip("table")) {
            return;
        }
        concurrently |= clause.skip("concurrently");
        ObjectName name = clause.objectName();
        Relation table = index ? known.tableOfIndex(name) : known.table(name);
        boolean isNew =
                table.isNew() || (index && known.relation(name, Kind.INDEX).isNew());
        if (isNew) {
            return;
        }
        if (table.kind() != Kind.INDEX) {
            told.lock(table, concurrently ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.SHARE);
            told.scan(table);
        }
        String indexName = index ? name.name() : "";
        told.tell(new Observation.IndexRebuilt(table, new Index(table.schema(), indexName, false, true, 0, "", "")));
    }

    private void refresh() throws UnclearException {
        clause.expect("materialized", "view");
        boolean concurrently = clause.skip("concurrently");
        Relation view = known.relation(clause.objectName(), Kind.MATERIALIZED_VIEW);
        told.lock(view, concurrently ? LockMode.EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE);
        if (!clause.is("with", "no", "data")) {
            told.tellOfOld(view, new Observation.Refreshed(view, concurrently));
        }
    }

    private void lock() throws UnclearException {
        clause.skip("table");
        List<ObjectName> names = clause.objectNames();
        LockMode mode = LockMode.ACCESS_EXCLUSIVE;
        if (clause.skip("in")) {
            int mark = clause.mark();
            if (!clause.skipTo("mode")) {
                throw new UnclearException();
            }
            mode = mode(clause.textSince(mark));
        }
        for (ObjectName name : names) {
            Relation table = known.table(name);
            told.lock(table, mode);
            told.tellOfOld(table, new Observation.LockedExplicitly(table, mode));
        }
    }

    private static LockMode mode(String words) throws UnclearException {
        for (LockMode mode : LockMode.values()) {
            if (mode.sql().equals(words.toUpperCase(Locale.ROOT))) {
                return mode;
            }
        }
        throw new UnclearException();
    }

    private void changeRows(boolean wholeWithoutCondition, boolean inBatches) throws UnclearException {
        clause.skip("only");
        Relation table = known.table(clause.objectName());
        boolean whole = wholeWithoutCondition && !inBatches && !clause.has("where");
        told.lock(table, LockMode.ROW_EXCLUSIVE);
        if (whole) {
            told.scan(table);
        }
        told.tellOfOld(table, new Observation.RowsChanged(table, whole ? Extent.ALL : Extent.FEW));
    }

    private void copy() throws UnclearException {
        if (clause.opens()) {
            return;
        }
        Relation table = known.table(clause.objectName());
        if (clause.opens()) {
            clause.skipOne();
        }
        if (clause.is("from")) {
            told.lock(table, LockMode.ROW_EXCLUSIVE);
            told.tellOfOld(table, new Observation.RowsChanged(table, Extent.FEW));
        }
    }

    private void revoke() throws UnclearException {
        if (clause.is("grant", "option") || !clause.has("on")) {
            return;
        }
        int start = clause.mark();
        clause.skipTo("on");
        String privileges = clause.textSince(start);
        clause.expect("on");
        int object = clause.mark();
        boolean isNew = revokesFromNew();
        clause.skipTo("from");
        String shown = clause.textSince(object);
        if (!isNew && clause.skip("from")) {
            int roles = clause.mark();
            while (!clause.atEnd() && !clause.isAny(BEHIND_ROLES)) {
                clause.skipOne();
            }
            told.tell(new Observation.Revoked(shown, privileges, clause.textSince(roles)));
        }
    }

    private boolean revokesFromNew() throws UnclearException {
        if (clause.is("all")) {
            return false;
        }
        String kind = clause.word();
        boolean said = clause.skipAny(Set.of("function", "procedure", "routine", "schema", "type", "domain"));
        if (said) {
            return known.isNew(kind, clause.objectName());
        }
        boolean relation = clause.skipAny(Set.of("table", "sequence"));
        if (!relation && !clause.is("from") && clause.isAny(Set.of("database", "language", "large", "parameter"))) {
            return false;
        }
        ObjectName name = clause.objectName();
        return clause.is("from") && known.table(name).isNew();
    }

    private void set() throws UnclearException {
        clause.skipAny(Set.of("local", "session"));
        String setting = clause.word();
        clause.skipOne();
        if (!clause.skip("to") && !clause.skipSign("=")) {
            return;
        }
        if (setting.equals("search_path")) {
            List<String> schemas = new ArrayList<>();
            for (Clause part : clause.parts()) {
                String schema = part.value();
                String name = schema.startsWith("\"") ? Quoted.name(schema) : schema;
                if (!NO_SCHEMAS.contains(name)) {
                    schemas.add(name);
                }
            }
            known.searchPath(schemas);
        } else if (TIMEOUTS.contains(setting) && isZero(clause.value())) {
            told.tell(new Observation.TimeoutOff(setting));
        }
    }

    private static boolean isZero(String value) {
        return value.startsWith("0") && value.chars().noneMatch(c -> c >= '1' && c <= '9');
    }

    private void selectInto() throws UnclearException {
        if (!clause.skipTo("into")) {
            return;
        }
        clause.expect("into");
        boolean temporary = clause.skip("temp") || clause.skip("temporary");
        clause.skip("unlogged");
        clause.skip("table");
        ObjectName name = clause.objectName();
        if (temporary) {
            known.createTemporary(name, Kind.TABLE);
        } else {
            known.create(name, Kind.TABLE, false);
        }
    }
}
