package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.rule.Observed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sees what the statements of migrations do to what was there before the first of them. In its order: {@link #install} once on the
 * database, {@link #start} before the first migration that is judged, {@link #begin} on the session that runs a migration, then
 * {@link Watch} for each statement, and {@link #afterwards} at the end.
 */
final class Observer {
    private final Set<String> ours;
    private final boolean triggers;
    private final Catalog base;
    private final Map<Key, Origin> origins = new HashMap<>();

    /** What is committed; null when it must be looked at anew. */
    private @Nullable Catalog committed;

    /** The statement that made or last changed an object, and the place in its file. */
    record Origin(Migration migration, int number, Spot spot) {}

    private Observer(Set<String> ours, boolean triggers, Catalog base) {
        this.ours = Set.copyOf(ours);
        this.triggers = triggers;
        this.base = base;
        this.committed = base;
    }

    /**
     * Puts the event triggers up, for all roles of the database.
     *
     * @return whether it could be done: it takes a superuser. Nearly as much is seen without them.
     */
    static boolean install(Database superuser) {
        return EventTriggers.install(superuser);
    }

    /**
     * Looks at what there is now: all of it was there before.
     *
     * @param database outside a transaction, or in one that has changed nothing
     * @param ours tables that are not the user's, such as {@code public.schema_migrations}, unquoted
     * @param triggers whether the event triggers are there
     */
    static Observer start(Database database, Set<String> ours, boolean triggers) {
        return new Observer(ours, triggers, new CatalogReader(database, ours).first());
    }

    /**
     * Begins to watch a session: in the transaction of a migration that has run no statement yet, or outside one. What is known of the
     * migration before is not looked at again.
     */
    Watch begin(Database database) {
        CatalogReader reader = new CatalogReader(database, ours);
        Catalog before = committed == null ? reader.all(base, false) : reader.changed(committed);
        return new Watch(this, reader, before);
    }

    /** A migration was committed, and this is what is there now. */
    void committed(@Nullable Catalog now) {
        committed = now;
    }

    /**
     * What can only be told when all is done: foreign keys without an index, indexes that are of no use, functions that are not
     * safe. Each is added to the statement that made the object.
     *
     * @param all that was observed, in order
     */
    List<Observed> afterwards(Database database, List<Observed> all) {
        Catalog now = committed == null ? new CatalogReader(database, ours).all(base, false) : committed;
        return new Afterwards(base, origins, now).added(Afterwards.read(database, base), all);
    }

    Catalog base() {
        return base;
    }

    boolean hasTriggers() {
        return triggers;
    }

    /** Whether an event told that the object came with what is judged. */
    boolean made(Key key) {
        return origins.containsKey(key);
    }

    void origin(Key key, Origin origin) {
        origins.put(key, origin);
    }
}
