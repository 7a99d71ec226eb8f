package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.rule.Observation.Dropped;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.script.Quoted;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Objects that were there before and are gone: as the event triggers told, or as the catalogs do where there are none. */
final class DroppedFacts {
    /** What CASCADE may take that somebody would miss; types, defaults and sequences go with their tables. */
    private static final Set<String> MISSED = Set.of(
            "table",
            "view",
            "materialized view",
            "table constraint",
            "function",
            "procedure",
            "trigger",
            "policy",
            "foreign table",
            "schema",
            "table column");

    private final Step step;
    private final Facts facts;
    private final Predicate<Key> made;

    private DroppedFacts(Step step, Facts facts, Predicate<Key> made) {
        this.step = step;
        this.facts = facts;
        this.made = made;
    }

    /**
     * Finds them.
     *
     * @param made tells what came with that which is judged, of the objects that the catalogs were not asked for
     */
    static void find(Step step, Facts facts, Predicate<Key> made) {
        DroppedFacts found = new DroppedFacts(step, facts, made);
        if (step.triggers()) {
            step.events().stream()
                    .filter(event -> event.kind() == Event.Kind.DROP)
                    .filter(event -> event.isOriginal() || event.isByCascade() && MISSED.contains(event.type()))
                    .forEach(found::told);
        } else {
            found.missing();
        }
    }

    private void told(Event event) {
        if (!event.type().equals("default value") && wasThere(event)) {
            long table = step.before().tableOf(event.key());
            Relation relation = table == 0 ? null : step.shown(table);
            facts.add(
                    new Dropped(type(event), identity(event), relation, event.name(), event.isOriginal()),
                    step.places().at(event.where()));
        }
    }

    /** Event triggers call a domain a type. */
    private String type(Event event) {
        CatalogType type = event.key().catalog() == Key.TYPE
                ? step.before().types().get(event.key().oid())
                : null;
        return type == null ? event.type() : type.called();
    }

    /** Event triggers write all types with their schema. */
    private String identity(Event event) {
        CatalogFunction function = event.key().catalog() == Key.FUNCTION
                ? step.before().functions().get(event.key().oid())
                : null;
        return function == null ? event.identity() : step.before().identity(function);
    }

    private boolean wasThere(Event event) {
        Key key = event.key();
        if (key.catalog() == Key.FUNCTION) {
            return step.base().functions().containsKey(key.oid()) || isUnknown(event);
        }
        if (key.catalog() == Key.SCHEMA) {
            return step.base().schemas().containsKey(key.oid());
        }
        long oid = step.before().tableOf(key);
        CatalogRelation table = oid == 0 ? null : step.before().relation(oid);
        if (table == null) {
            return key.catalog() != Key.RELATION && isUnknown(event);
        }
        CatalogRelation first = step.base().relation(oid);
        return first != null && isPart(event, table, first);
    }

    /** Of a kind that nobody asks for. What goes with an extension is the extension's own. */
    private boolean isUnknown(Event event) {
        return event.isOriginal() && !made.test(event.key()) && !isMadeHere(event.key());
    }

    /** The script of an extension makes functions of an older version and drops them. */
    private boolean isMadeHere(Key key) {
        return step.events().stream()
                .anyMatch(event -> event.kind() == Event.Kind.DDL
                        && event.tag().startsWith("CREATE")
                        && event.key().equals(key));
    }

    private boolean isPart(Event event, CatalogRelation table, CatalogRelation first) {
        Key key = event.key();
        if (event.part() > 0) {
            return first.columns().containsKey(event.part()) && !wentFromParent(table, event.name());
        }
        if (key.catalog() == Key.CONSTRAINT) {
            CatalogConstraint constraint = table.constraints().get(key.oid());
            return constraint != null
                    && !constraint.inherited()
                    && !constraint.isNotNull()
                    && first.constraint(constraint.name()) != null;
        }
        if (key.catalog() == Key.TRIGGER) {
            CatalogTrigger trigger = first.triggers().get(key.oid());
            return trigger != null && !trigger.inherited();
        }
        if (key.catalog() == Key.POLICY) {
            return first.policies().containsKey(key.oid());
        }
        CatalogRelation index = step.before().relation(key.oid());
        return key.oid() == table.oid()
                || index != null
                        && step.base().indexesOf(table.oid()).stream()
                                .anyMatch(one -> one.name().equals(index.name()) || one.oid() == index.oid());
    }

    private boolean wentFromParent(CatalogRelation table, String column) {
        CatalogRelation before = step.before().relation(table.parent());
        CatalogRelation after = step.after().relation(table.parent());
        return table.partition()
                && before != null
                && after != null
                && before.column(column) != null
                && after.column(column) == null;
    }

    private void missing() {
        boolean cascade = step.text().has("cascade");
        step.base().schemas().forEach((oid, schema) -> {
            CatalogSchema was = step.before().schemas().get(oid);
            if (was != null && !step.after().schemas().containsKey(oid)) {
                gone("schema", Quoted.shown(was.name()), null, was.name(), cascade);
            }
        });
        for (long oid : new TreeSet<>(step.after().read())) {
            CatalogRelation before = step.before().relation(oid);
            CatalogRelation first = step.base().relation(oid);
            if (before != null && first != null) {
                CatalogRelation after = step.after().relation(oid);
                if (after == null) {
                    relation(before, cascade);
                } else {
                    parts(before, after, first, cascade);
                }
            }
        }
        step.base().types().forEach((oid, type) -> {
            CatalogType was = step.before().types().get(oid);
            if (was != null
                    && !step.after().types().containsKey(oid)
                    && step.text().hasName(was.name())) {
                String identity = Step.identity(step.before().schemaName(was.schema()), was.name());
                gone(was.called(), identity, null, was.name(), false);
            }
        });
        step.base().functions().forEach((oid, function) -> {
            CatalogFunction was = step.before().functions().get(oid);
            if (was != null && !step.after().functions().containsKey(oid)) {
                gone(was.type(), step.before().identity(was), null, was.name(), cascade);
            }
        });
    }

    private void relation(CatalogRelation gone, boolean cascade) {
        Relation shown = step.shown(gone);
        if (gone.index() != null) {
            CatalogRelation table = step.after().relation(gone.index().table());
            CatalogRelation before = step.before().relation(gone.index().table());
            if (table != null
                    && before != null
                    && !before.owns(gone)
                    && step.text().hasName(gone.name())
                    && !isThereAgain(gone, table)) {
                gone("index", shown.toString(), step.shown(table), gone.name(), false);
            }
        } else if (MISSED.contains(gone.type()) || step.text().hasName(gone.name())) {
            gone(gone.type(), shown.toString(), shown, gone.name(), cascade);
        }
    }

    /** REINDEX CONCURRENTLY and ALTER TYPE give it another oid. */
    private boolean isThereAgain(CatalogRelation index, CatalogRelation table) {
        return step.after().indexesOf(table.oid()).stream()
                        .anyMatch(other -> other.name().equals(index.name()))
                && !step.droppedByName(Key.relation(index.oid()), index.name());
    }

    private void parts(CatalogRelation before, CatalogRelation after, CatalogRelation first, boolean cascade) {
        Relation table = step.shown(before);
        Set<Integer> columns = new TreeSet<>();
        for (CatalogColumn column : before.columns().values()) {
            if (!after.columns().containsKey(column.number())) {
                columns.add(column.number());
                if (first.columns().containsKey(column.number()) && !wentFromParent(before, column.name())) {
                    gone("table column", table + "." + Quoted.shown(column.name()), table, column.name(), cascade);
                }
            }
        }
        for (CatalogConstraint constraint : before.constraints().values()) {
            boolean there = after.constraints().containsKey(constraint.oid())
                    || after.constraint(constraint.name()) != null
                            && !step.droppedByName(new Key(Key.CONSTRAINT, constraint.oid()), constraint.name());
            boolean wentAlong = constraint.inherited()
                    || constraint.isNotNull()
                    || constraint.columns().stream().anyMatch(columns::contains);
            if (!there && !wentAlong && first.constraint(constraint.name()) != null) {
                gone("table constraint", of(constraint.name(), table), table, constraint.name(), cascade);
            }
        }
        before.triggers().forEach((oid, trigger) -> {
            if (!after.triggers().containsKey(oid) && first.triggers().containsKey(oid) && !trigger.inherited()) {
                gone("trigger", of(trigger.name(), table), table, trigger.name(), cascade);
            }
        });
        before.policies().forEach((oid, name) -> {
            if (!after.policies().containsKey(oid) && first.policies().containsKey(oid)) {
                gone("policy", of(name, table), table, name, cascade);
            }
        });
    }

    private static String of(String name, Relation table) {
        return Quoted.shown(name) + " on " + table;
    }

    private void gone(String type, String identity, @Nullable Relation relation, String name, boolean cascade) {
        boolean named = !cascade || step.text().hasName(name);
        facts.add(
                new Dropped(type, identity, relation, name, named),
                step.places().whole());
    }
}
