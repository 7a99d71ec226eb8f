package io.github.dbmigrate.rule.text;

import io.github.dbmigrate.rule.Observation;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.rule.Relation.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What is known of the objects that the statements so far have named: which of them are new, and which other name they had before. A
 * name without a schema is looked for as the server does it, on the search path; without a SET that is {@code public}, so that
 * {@code orders} and {@code public.orders} are the same.
 */
final class Known {
    private static final String TEMPORARY = "pg_temp";
    private static final String PUBLIC = "public";

    private final boolean trustsIfNotExists;
    private final Map<ObjectName, Relation> relations = new HashMap<>();
    private final Map<ObjectName, Relation> before = new HashMap<>();
    private final Map<Relation, Set<Relation>> origins = new HashMap<>();
    private final Map<String, String> schemasBefore = new HashMap<>();
    private final Map<ObjectName, Relation> tablesOfIndexes = new HashMap<>();
    private final Set<String> newParts = new HashSet<>();
    private final Map<String, Runnable> takenBack = new HashMap<>();
    private List<String> path = List.of();

    /** @param trustsIfNotExists whether a table that is created only if it does not exist is taken for a new one */
    Known(boolean trustsIfNotExists) {
        this.trustsIfNotExists = trustsIfNotExists;
    }

    static boolean isTemporary(Relation relation) {
        return relation.schema().equals(TEMPORARY);
    }

    /** What is told of a statement from now on is told of those of another migration. */
    void nextMigration() {
        path = List.of();
        takenBack.clear();
        relations.keySet().removeIf(name -> name.schema().equals(TEMPORARY));
    }

    /** A SET search_path; empty for a default one. */
    void searchPath(List<String> schemas) {
        path = schemas;
    }

    /** The relation of this name, as it was first called. */
    Relation relation(ObjectName name, Kind kind) {
        return relations.computeIfAbsent(found(name), key -> relation(name, kind, false));
    }

    Relation table(ObjectName name) {
        return relation(name, Kind.TABLE);
    }

    /** What is created under this name; one that is there already when it is created only if it is not. */
    Relation create(ObjectName name, Kind kind, boolean onlyIfAbsent) {
        ObjectName key = created(name);
        Relation there = relations.get(key);
        if (onlyIfAbsent && there != null) {
            return there;
        }
        if (onlyIfAbsent && !trustsIfNotExists) {
            return relation(name, kind);
        }
        Relation made = relation(name, kind, true);
        relations.put(key, made);
        before.remove(key);
        return made;
    }

    Relation createTemporary(ObjectName name, Kind kind) {
        Relation made = new Relation(TEMPORARY, name.name(), kind, true);
        relations.put(new ObjectName(TEMPORARY, name.name()), made);
        return made;
    }

    void drop(ObjectName name) {
        ObjectName key = found(name);
        relations.remove(key);
        before.remove(key);
    }

    /** The same relation has another name, or stands in another schema. */
    void rename(ObjectName name, UnaryOperator<ObjectName> change) {
        ObjectName key = found(name);
        Relation old = relations.remove(key);
        if (old == null) {
            return;
        }
        Relation origin = before.getOrDefault(key, old);
        before.remove(key);
        ObjectName shown = change.apply(new ObjectName(old.schema(), old.name()));
        ObjectName now = change.apply(key);
        Relation renamed = new Relation(shown.schema(), shown.name(), old.kind(), old.isNew());
        relations.put(now, renamed);
        before.put(now, origin);
        origins.computeIfAbsent(renamed, any -> new LinkedHashSet<>()).add(origin);
        Set<String> moved = new HashSet<>();
        newParts.removeIf(part -> part.endsWith(of(key)) && moved.add(part));
        moved.forEach(part -> newParts.add(part.substring(0, part.length() - of(key).length()) + of(now)));
    }

    void renameSchema(String from, String to) {
        schemasBefore.put(to, schemasBefore.getOrDefault(from, from));
    }

    /** What it was called before the first statement, and what it is called now, in case some of them have been run. */
    Set<Relation> before(Relation relation) {
        Set<Relation> all = new LinkedHashSet<>();
        all.add(relation);
        for (Relation origin : origins.getOrDefault(relation, Set.of(relation))) {
            String schema = schemasBefore.getOrDefault(origin.schema(), origin.schema());
            all.add(new Relation(schema, origin.name(), origin.kind(), origin.isNew()));
        }
        return all;
    }

    void index(ObjectName index, Relation table) {
        tablesOfIndexes.put(index(index), table);
    }

    /** The table of an index; the index itself when that is not known. */
    Relation tableOfIndex(ObjectName index) {
        Relation table = tablesOfIndexes.get(index(index));
        return table == null ? relation(index, Kind.INDEX) : table;
    }

    /** Something came that is no relation, or is a part of one. */
    void createPart(String type, ObjectName of, String name) {
        String part = part(type, of, name);
        newParts.add(part);
        Runnable taken = takenBack.remove(part);
        if (taken != null) {
            taken.run();
        }
    }

    void create(String type, ObjectName name) {
        createPart(type, name, "");
    }

    /** Whether it is gone that had come; what goes that was there before is false. */
    boolean dropNewPart(String type, ObjectName of, String name) {
        return newParts.remove(part(type, of, name));
    }

    boolean dropNew(String type, ObjectName name) {
        return dropNewPart(type, name, "");
    }

    boolean isNewPart(String type, ObjectName of, String name) {
        return newParts.contains(part(type, of, name));
    }

    /** Whether any part of this type has come. */
    boolean hasNewPart(String type, ObjectName of) {
        String end = of(found(of));
        return newParts.stream().anyMatch(part -> part.startsWith(type + '\n') && part.endsWith(end));
    }

    boolean isNew(String type, ObjectName name) {
        return isNewPart(type, name, "");
    }

    void renamePart(String type, ObjectName of, String from, String to) {
        if (dropNewPart(type, of, from)) {
            newParts.add(part(type, of, to));
        }
    }

    /** DROP ... IF EXISTS before a CREATE of the same name is how a file is made to run twice: nothing is lost by it. */
    void takeBackWhenCreated(String type, ObjectName of, String name, Told told, Observation dropped) {
        takenBack.put(part(type, of, name), () -> told.withdraw(dropped));
    }

    private String part(String type, ObjectName of, String name) {
        return type + '\n' + name + of(found(of));
    }

    private static String of(ObjectName key) {
        return "\n" + key.schema() + "\n" + key.name();
    }

    private Relation relation(ObjectName name, Kind kind, boolean isNew) {
        String schema = name.schema().isEmpty() && path.size() == 1 ? path.get(0) : name.schema();
        return new Relation(schema, name.name(), kind, isNew);
    }

    private ObjectName index(ObjectName index) {
        return new ObjectName(first(index.schema()), index.name());
    }

    /** Where it would be created. */
    private ObjectName created(ObjectName name) {
        return new ObjectName(first(name.schema()), name.name());
    }

    private String first(String schema) {
        if (!schema.isEmpty()) {
            return schema;
        }
        return path.isEmpty() ? PUBLIC : path.get(0);
    }

    /** Where it is found: temporary tables first. */
    private ObjectName found(ObjectName name) {
        if (!name.schema().isEmpty()) {
            return name;
        }
        ObjectName temporary = new ObjectName(TEMPORARY, name.name());
        if (relations.containsKey(temporary)) {
            return temporary;
        }
        for (String schema : path) {
            ObjectName there = new ObjectName(schema, name.name());
            if (relations.containsKey(there)) {
                return there;
            }
        }
        return created(name);
    }
}
