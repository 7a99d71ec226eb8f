package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.rule.LockMode;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.script.Quoted;
import io.github.dbmigrate.script.Statement;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One statement, and the database before and after it.
 *
 * @param base what there was before everything that is judged
 * @param events what the event triggers told, in order
 * @param triggers whether there are event triggers: without them there are no events, and the words of the text must do
 * @param foresight what the planner told before it was run
 */
record Step(
        Statement statement,
        Mentions text,
        Catalog base,
        Catalog before,
        Catalog after,
        List<Event> events,
        boolean triggers,
        Foresight foresight,
        Places places) {

    /** Whether somebody may use the relation already. */
    boolean wasThere(long relation) {
        return base.relations().containsKey(relation);
    }

    /** Under the name that it had before the statement. */
    Relation shown(CatalogRelation relation) {
        CatalogRelation old = before.relation(relation.oid());
        Catalog catalog = old == null ? after : before;
        CatalogRelation named = old == null ? relation : old;
        return new Relation(catalog.schemaOf(named), named.name(), named.kind(), !wasThere(relation.oid()));
    }

    /** The same by its oid; null when it is none that is looked at. */
    @Nullable
    Relation shown(long oid) {
        CatalogRelation relation = known(oid);
        return relation == null ? null : shown(relation);
    }

    /** As it was, or as it is when it is new. */
    @Nullable
    CatalogRelation known(long oid) {
        CatalogRelation old = before.relation(oid);
        return old == null ? after.relation(oid) : old;
    }

    /** Whether the command named the object when it dropped it, and did not only make it anew under another oid. */
    boolean droppedByName(Key key, String name) {
        return triggers
                ? events.stream()
                        .anyMatch(event -> event.isOriginal() && event.key().equals(key))
                : text.has("drop") && text.hasName(name);
    }

    boolean hasTag(String tag) {
        return events.stream().anyMatch(event -> event.tag().equals(tag));
    }

    Set<LockMode> locksBefore(long oid) {
        return before.locks().getOrDefault(oid, Set.of());
    }

    Set<LockMode> locksAfter(long oid) {
        return after.locks().getOrDefault(oid, Set.of());
    }

    /** How many more scans of a table or index there were. The counters may have begun anew meanwhile. */
    long scans(long oid) {
        long now = after.scans().getOrDefault(oid, 0L);
        long then = before.scans().getOrDefault(oid, 0L);
        return now >= then ? now - then : now;
    }

    boolean wrote(long oid) {
        return after.writes().getOrDefault(oid, 0L) > before.writes().getOrDefault(oid, 0L);
    }

    /** {@code public.mood} */
    static String identity(String schema, String name) {
        return Quoted.shown(schema) + "." + Quoted.shown(name);
    }
}
