package io.github.dbmigrate.rule.text;

import io.github.dbmigrate.rule.LockMode;
import io.github.dbmigrate.rule.Observation;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.rule.Relation.Kind;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** DROP of every kind, behind that word. */
final class DropReader {
    private static final Map<String, Kind> RELATIONS =
            Map.of("table", Kind.TABLE, "view", Kind.VIEW, "sequence", Kind.SEQUENCE, "index", Kind.INDEX);

    private static final Set<String> BEHAVIOURS = Set.of("cascade", "restrict");

    private static final Set<String> PARTS = Set.of("trigger", "policy", "rule");

    private static final Set<String> ROUTINES = Set.of("function", "procedure", "aggregate", "routine");

    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("type", "type"),
            Map.entry("domain", "domain"),
            Map.entry("schema", "schema"),
            Map.entry("extension", "extension"),
            Map.entry("collation", "collation"),
            Map.entry("conversion", "conversion"),
            Map.entry("database", "database"),
            Map.entry("language", "language"),
            Map.entry("publication", "publication"),
            Map.entry("subscription", "subscription"),
            Map.entry("server", "server"),
            Map.entry("statistics", "statistics object"),
            Map.entry("tablespace", "tablespace"),
            Map.entry("role", "role"),
            Map.entry("user", "role"),
            Map.entry("group", "role"));

    /** What can be made again as it was. */
    private static final Set<Kind> WITHOUT_DATA = Set.of(Kind.VIEW, Kind.MATERIALIZED_VIEW, Kind.INDEX);

    private final Known known;
    private final Told told;
    private final Clause clause;

    DropReader(Known known, Told told, Clause clause) {
        this.known = known;
        this.told = told;
        this.clause = clause;
    }

    void read() throws UnclearException {
        String word = clause.word();
        if (clause.skip("materialized", "view")) {
            relations("materialized view", Kind.MATERIALIZED_VIEW);
        } else if (clause.skip("foreign", "table")) {
            relations("foreign table", Kind.FOREIGN_TABLE);
        } else if (clause.skip("event", "trigger")) {
            objects("event trigger");
        } else if (clause.skip("user", "mapping") || clause.skip("access", "method")) {
            clause.skipToEnd();
        } else if (clause.skipAny(RELATIONS.keySet())) {
            relations(word, RELATIONS.getOrDefault(word, Kind.OTHER));
        } else if (clause.skipAny(PARTS)) {
            part(word);
        } else if (clause.skipAny(ROUTINES)) {
            routines(word);
        } else if (clause.skipAny(OTHERS.keySet())) {
            objects(OTHERS.getOrDefault(word, word));
        }
    }

    private void relations(String type, Kind kind) throws UnclearException {
        boolean concurrently = clause.skip("concurrently");
        boolean ifExists = clause.skipIfExists();
        for (ObjectName name : clause.objectNames()) {
            Relation relation = known.relation(name, kind);
            if (kind == Kind.INDEX) {
                lockTableOf(name, concurrently);
            } else if (kind != Kind.SEQUENCE) {
                told.lock(relation, LockMode.ACCESS_EXCLUSIVE);
            }
            if (!relation.isNew()) {
                Relation about = kind == Kind.INDEX ? tableOf(name) : relation;
                Observation dropped = new Observation.Dropped(type, relation.toString(), about, relation.name(), true);
                told.tell(dropped);
                if (ifExists && WITHOUT_DATA.contains(kind)) {
                    known.takeBackWhenCreated(type, name, "", told, dropped);
                }
            }
            known.drop(name);
        }
        expectEnd();
    }

    /** Null when it is not known. */
    private @Nullable Relation tableOf(ObjectName index) {
        Relation table = known.tableOfIndex(index);
        return table.kind() == Kind.INDEX ? null : table;
    }

    private void lockTableOf(ObjectName index, boolean concurrently) {
        Relation table = tableOf(index);
        if (table != null) {
            told.lock(table, concurrently ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE);
        }
    }

    private void part(String type) throws UnclearException {
        boolean ifExists = clause.skipIfExists();
        String name = clause.name();
        clause.expect("on");
        ObjectName on = clause.objectName();
        expectEnd();
        Relation table = known.table(on);
        told.lock(table, LockMode.ACCESS_EXCLUSIVE);
        if (known.dropNewPart(type, on, name) || table.isNew()) {
            return;
        }
        String identity = new ObjectName("", name) + " on " + table;
        Observation dropped = new Observation.Dropped(type, identity, table, name, true);
        told.tell(dropped);
        if (ifExists) {
            known.takeBackWhenCreated(type, on, name, told, dropped);
        }
    }

    private void routines(String type) throws UnclearException {
        boolean ifExists = clause.skipIfExists();
        do {
            ObjectName name = clause.objectName();
            int mark = clause.mark();
            if (clause.opens()) {
                clause.skipOne();
            }
            if (!known.dropNew(type, name)) {
                object(type, name, name + clause.textSince(mark), ifExists);
            }
        } while (clause.skipSign(","));
        expectEnd();
    }

    private void objects(String type) throws UnclearException {
        clause.skipIfExists();
        for (ObjectName name : clause.objectNames()) {
            if (!known.dropNew(type, name)) {
                object(type, name, name.toString(), false);
            }
        }
        if (!clause.skip("with")) {
            expectEnd();
        }
    }

    private void object(String type, ObjectName name, String identity, boolean mayComeAgain) {
        Observation dropped = new Observation.Dropped(type, identity, null, name.name(), true);
        told.tell(dropped);
        if (mayComeAgain) {
            known.takeBackWhenCreated(type, name, "", told, dropped);
        }
    }

    private void expectEnd() throws UnclearException {
        clause.skipAny(BEHAVIOURS);
        if (!clause.atEnd()) {
            throw new UnclearException();
        }
    }
}
