package io.github.dbmigrate.rule.text;

import io.github.dbmigrate.rule.Index;
import io.github.dbmigrate.rule.LockMode;
import io.github.dbmigrate.rule.Observation;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.rule.Relation.Kind;
import io.github.dbmigrate.script.Lexeme;
import java.util.List;
import java.util.Set;

/** CREATE of every kind, behind that word. */
final class CreateReader {
    private static final Set<String> ROUTINES = Set.of("function", "procedure", "aggregate");

    private final Known known;
    private final Told told;
    private final Clause clause;
    private boolean orReplace;

    CreateReader(Known known, Told told, Clause clause) {
        this.known = known;
        this.told = told;
        this.clause = clause;
    }

    void read() throws UnclearException {
        orReplace = clause.skip("or", "replace");
        clause.skipAny(Set.of("global", "local"));
        boolean temporary = clause.skipAny(Set.of("temp", "temporary"));
        clause.skip("unlogged");
        if (clause.skip("table")) {
            new TableReader(known, told, clause).read(temporary, Kind.TABLE);
        } else if (clause.skip("foreign", "table")) {
            new TableReader(known, told, clause).read(false, Kind.FOREIGN_TABLE);
        } else if (clause.skip("sequence")) {
            relation("sequence", Kind.SEQUENCE, temporary);
        } else if (clause.skip("view") || clause.skip("recursive", "view")) {
            relation("view", Kind.VIEW, temporary);
        } else if (clause.skip("materialized", "view")) {
            relation("materialized view", Kind.MATERIALIZED_VIEW, false);
        } else {
            readOther();
        }
    }

    private void readOther() throws UnclearException {
        if (clause.skip("unique", "index")) {
            index(true);
        } else if (clause.skip("index")) {
            index(false);
        } else if (clause.skip("trigger") || clause.skip("constraint", "trigger")) {
            trigger();
        } else if (clause.skip("policy")) {
            part("policy", "on");
        } else if (clause.skip("rule")) {
            part("rule", "to");
        } else if (clause.isAny(ROUTINES)) {
            routine(clause.word());
        } else if (clause.skip("type")) {
            type();
        } else if (clause.skip("domain")) {
            domain();
        } else if (clause.skip("schema")) {
            clause.skipIfNotExists();
            clause.skip("authorization");
            known.create("schema", clause.objectName());
        } else if (clause.skip("extension")) {
            clause.skipIfNotExists();
            known.create("extension", clause.objectName());
        }
    }

    private void relation(String type, Kind kind, boolean temporary) throws UnclearException {
        boolean unsure = clause.skipIfNotExists() || orReplace;
        ObjectName name = clause.objectName();
        if (temporary) {
            known.createTemporary(name, kind);
        } else {
            known.create(name, kind, unsure);
            known.create(type, name);
        }
    }

    private void index(boolean unique) throws UnclearException {
        boolean concurrently = clause.skip("concurrently");
        boolean onlyIfAbsent = clause.skipIfNotExists();
        String given = clause.is("on") ? "" : clause.name();
        clause.expect("on");
        boolean only = clause.skip("only");
        ObjectName tableName = clause.objectName();
        clause.skipSign("*");
        Relation table = known.table(tableName);
        String method = clause.skip("using") ? clause.name() : "btree";
        List<Clause> keys = clause.parenthesis().parts();
        clause.skipToEnd();
        String name = given.isEmpty() ? usualName(table, keys) : given;
        ObjectName indexName = new ObjectName(tableName.schema(), name);
        known.create(indexName, Kind.INDEX, onlyIfAbsent);
        known.create("index", indexName);
        known.index(indexName, table);
        told.lock(table, concurrently ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.SHARE);
        if (!only) {
            told.scan(table);
        }
        Index index = new Index(table.schema(), name, unique, true, keys.size(), method, clause.textSince(0));
        told.tell(table, new Observation.IndexAdded(table, index));
    }

    /** The name that PostgreSQL gives it, as long as that is not too long or taken. */
    private static String usualName(Relation table, List<Clause> keys) {
        StringBuilder name = new StringBuilder(table.name());
        for (Clause key : keys) {
            int mark = key.mark();
            key.skipOne();
            List<Lexeme> column = key.since(mark);
            boolean plain = column.size() == 1 && column.get(0).isName() && !key.opens();
            name.append('_').append(plain ? column.get(0).name() : "expr");
        }
        return name.append("_idx").toString();
    }

    private void trigger() throws UnclearException {
        String name = clause.name();
        if (!clause.skipTo("on")) {
            throw new UnclearException();
        }
        clause.expect("on");
        ObjectName on = clause.objectName();
        Relation table = known.table(on);
        told.lock(table, LockMode.SHARE_ROW_EXCLUSIVE);
        if (!orReplace) {
            told.tell(table, new Observation.TriggerAdded(table, name));
        }
        known.createPart("trigger", on, name);
    }

    private void part(String type, String before) throws UnclearException {
        String name = clause.name();
        if (!clause.skipTo(before)) {
            throw new UnclearException();
        }
        clause.expect(before);
        ObjectName on = clause.objectName();
        told.lock(known.table(on), LockMode.ACCESS_EXCLUSIVE);
        known.createPart(type, on, name);
    }

    private void routine(String kind) throws UnclearException {
        clause.skip(kind);
        known.create(kind, clause.objectName());
    }

    private void type() throws UnclearException {
        ObjectName name = clause.objectName();
        known.create("type", name);
        if (clause.is("as", "enum")) {
            told.tell(new Observation.EnumCreated(name.toString()));
        }
    }

    private void domain() throws UnclearException {
        ObjectName name = clause.objectName();
        known.create("domain", name);
        boolean constrained = clause.has("check") || clause.has("not", "null");
        told.tell(new Observation.DomainCreated(name.toString(), constrained));
    }
}
