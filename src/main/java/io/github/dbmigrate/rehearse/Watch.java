package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.migration.Execution;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.postgres.Notice;
import io.github.dbmigrate.rehearse.Catalog.SessionFacts;
import io.github.dbmigrate.rule.LockMode;
import io.github.dbmigrate.rule.Observation;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.script.Quoted;
import io.github.dbmigrate.script.Script;
import io.github.dbmigrate.script.Statement;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Looks at a session before and after each statement of a migration. */
final class Watch {
    private final Observer observer;
    private final CatalogReader reader;
    private Catalog before;
    private Foresight foresight = Foresight.NONE;

    Watch(Observer observer, CatalogReader reader, Catalog before) {
        this.observer = observer;
        this.reader = reader;
        this.before = before;
    }

    /** What was seen last. */
    Catalog last() {
        return before.locked(Map.of());
    }

    /**
     * A statement is about to run. As long as the transaction is the same, the look after the statement before it will do.
     *
     * @param alone whether it runs outside a transaction
     */
    void before(boolean alone) {
        if (alone || reader.transaction() != before.session().transaction()) {
            before = reader.all(observer.base(), alone);
            reader.forget();
        }
    }

    /**
     * Asks the planner what a statement that is about to run will change.
     *
     * @param sql its text as it is sent
     */
    void foresee(Database session, Statement statement, String sql) {
        foresight = Foresight.of(session, statement, sql);
    }

    /** The tables that somebody may be writing to, by their quoted names. */
    List<String> tables() {
        return before.relations().values().stream()
                .filter(relation -> relation.relkind() == 'r' || relation.relkind() == 'p')
                .map(relation ->
                        Quoted.identifier(before.schemaOf(relation)) + "." + Quoted.identifier(relation.name()))
                .toList();
    }

    /**
     * A statement has run, and its transaction is still open.
     *
     * @param number of the statement, from 1
     * @param notices what the server said meanwhile
     */
    Observed after(Migration migration, Statement statement, int number, List<Notice> notices) {
        Mentions text = new Mentions(migration.script().text(statement));
        if (text.has("deallocate") || text.has("discard")) {
            reader.forget();
        }
        if (statement.startsWith("rollback", "to")
                || statement.startsWith("rollback", "work", "to")
                || statement.startsWith("rollback", "transaction", "to")) {
            // What was changed behind the savepoint is as it was, and locked no more, and so it would not be read.
            before = reader.all(observer.base(), false);
        }
        Catalog after = reader.changed(before);
        boolean ended = after.session().transaction() != before.session().transaction();
        if (ended) {
            // What it has locked is unlocked, and so nobody knows what it has changed.
            after = reader.all(observer.base(), false).after(before);
            reader.forget();
        }
        // Of a file outside of a transaction, each statement has one of its own.
        boolean shared = migration.execution() != Execution.OUTSIDE;
        Observed observed = observed(migration, statement, number, text, notices, after, shared, ended);
        before = after;
        return observed;
    }

    /**
     * A statement has run outside a transaction.
     *
     * @param locks the strongest that it was seen to hold on each relation
     */
    Observed afterAlone(
            Migration migration, Statement statement, int number, List<Notice> notices, Map<Long, LockMode> locks) {
        Catalog now = reader.all(observer.base(), true).after(before);
        Map<Long, Set<LockMode>> seen = new TreeMap<>();
        locks.forEach((oid, mode) -> seen.put(oid, EnumSet.of(mode)));
        before = before.locked(Map.of());
        Observed observed = observed(
                migration,
                statement,
                number,
                new Mentions(migration.script().text(statement)),
                notices,
                now.locked(seen),
                false,
                false);
        before = now;
        return observed;
    }

    private Observed observed(
            Migration migration,
            Statement statement,
            int number,
            Mentions text,
            List<Notice> notices,
            Catalog after,
            boolean inTransaction,
            boolean ended) {
        Script script = migration.script();
        List<Event> events =
                notices.stream().map(Event::of).filter(Objects::nonNull).toList();
        Step step = new Step(
                statement,
                text,
                observer.base(),
                before,
                after,
                events,
                observer.hasTriggers(),
                foresight,
                new Places(script, statement, events, before, after));
        Facts facts = new Facts();
        if (ended) {
            facts.add(new Observation.TransactionEnded(), step.places().whole());
        }
        Difference.find(step, facts, observer::made);
        NoticeFacts.find(statement, notices, step.places(), facts);
        remember(migration, number, step, facts);
        return new Observed(
                migration,
                statement,
                number,
                Observed.Source.REHEARSED,
                inTransaction,
                held(step),
                before.session().lockTimeout().equals(SessionFacts.OFF),
                facts.all());
    }

    private void remember(Migration migration, int number, Step step, Facts facts) {
        for (Event event : step.events()) {
            if (event.kind() == Event.Kind.DDL && event.tag().startsWith("CREATE")) {
                Spot spot = step.places().of(event.key());
                observer.origin(event.key(), new Observer.Origin(migration, number, spot));
            }
        }
        facts.origins().forEach((key, spot) -> observer.origin(key, new Observer.Origin(migration, number, spot)));
    }

    private static Map<Relation, LockMode> held(Step step) {
        Map<Relation, LockMode> held = new LinkedHashMap<>();
        step.before().locks().forEach((oid, modes) -> {
            CatalogRelation relation = lockable(step, oid);
            LockMode strongest = modes.stream().max(LockMode::compareTo).orElse(LockMode.ACCESS_SHARE);
            if (relation != null
                    && relation.isLockable()
                    && step.wasThere(oid)
                    && strongest.compareTo(LockMode.SHARE_UPDATE_EXCLUSIVE) >= 0) {
                held.put(
                        step.before().relation(oid) == null ? shownAtFirst(step, relation) : step.shown(relation),
                        strongest);
            }
        });
        return held;
    }

    /** Who reads one that was dropped waits as well, for the one that takes its place; if none does, there is nothing to read. */
    private static @Nullable CatalogRelation lockable(Step step, long oid) {
        CatalogRelation relation = step.before().relation(oid);
        CatalogRelation dropped = step.base().relation(oid);
        if (relation != null || dropped == null) {
            return relation;
        }
        boolean isThereAgain = step.after().relations().values().stream()
                .anyMatch(other ->
                        other.schema() == dropped.schema() && other.name().equals(dropped.name()));
        return isThereAgain ? dropped : null;
    }

    private static Relation shownAtFirst(Step step, CatalogRelation relation) {
        return new Relation(step.base().schemaOf(relation), relation.name(), relation.kind(), false);
    }
}
