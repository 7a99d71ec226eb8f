package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.rule.Observation;
import io.github.dbmigrate.rule.Relation;
import java.util.Set;
import java.util.TreeSet;

/** Relations that were made, and how those that were there before have changed as a whole. */
final class RelationFacts {
    private final Step step;
    private final Facts facts;

    private RelationFacts(Step step, Facts facts) {
        this.step = step;
        this.facts = facts;
    }

    static void find(Step step, Facts facts) {
        RelationFacts found = new RelationFacts(step, facts);
        Set<Long> tables = new TreeSet<>();
        // Another name for an index does not touch its table.
        step.after().read().forEach(oid -> tables.add(step.after().tableOf(Key.relation(oid))));
        for (long oid : tables) {
            CatalogRelation before = step.before().relation(oid);
            CatalogRelation after = step.after().relation(oid);
            if (after != null && before == null) {
                found.made(after);
            } else if (after != null && before != null && before.index() == null) {
                found.changed(before, after);
            }
        }
    }

    private void made(CatalogRelation relation) {
        if (!relation.isTable()) {
            return;
        }
        Spot spot = step.places().ofTable(relation.oid());
        Relation shown = step.shown(relation);
        facts.add(
                new Observation.TableCreated(
                        shown,
                        relation.columns().values().stream()
                                .map(CatalogColumn::shown)
                                .toList(),
                        relation.hasPrimaryKey()),
                spot);
        facts.origin(Key.relation(relation.oid()), spot);
        Relation parent = relation.partition() ? step.shown(relation.parent()) : null;
        if (parent != null) {
            facts.add(new Observation.PartitionCreated(parent, shown), spot);
        }
        PartFacts.ofNew(step, facts, relation);
    }

    private void changed(CatalogRelation before, CatalogRelation after) {
        PartFacts.ofBoth(step, facts, before, after);
        boolean secured = after.rowSecurity() && !before.rowSecurity();
        if (secured || !before.policies().equals(after.policies())) {
            facts.origin(new Key(Key.POLICY, after.oid()), step.places().ofTable(after.oid()));
        }
        if (step.wasThere(after.oid())) {
            name(before, after);
            partition(before, after);
            security(before, after);
            view(before, after);
        }
    }

    private void name(CatalogRelation before, CatalogRelation after) {
        Spot spot = step.places().ofTable(after.oid());
        Relation shown = step.shown(before);
        if (!before.name().equals(after.name())) {
            facts.add(new Observation.Renamed(before.type(), shown, before.name(), after.name()), spot);
        }
        if (before.schema() != after.schema() && before.isLockable()) {
            facts.add(new Observation.MovedToSchema(shown, step.after().schemaOf(after)), spot);
        }
    }

    private void partition(CatalogRelation before, CatalogRelation after) {
        Spot spot = step.places().ofTable(after.oid());
        Relation old = before.partition() ? step.shown(before.parent()) : null;
        Relation now = after.partition() ? step.shown(after.parent()) : null;
        if (old != null && now == null) {
            facts.add(
                    new Observation.PartitionDetached(
                            old, step.shown(after), step.text().has("concurrently")),
                    spot);
        } else if (old == null && now != null) {
            facts.add(new Observation.PartitionAttached(now, step.shown(after)), spot);
        }
        if (before.storage().persistence() != after.storage().persistence() && before.isTable()) {
            facts.add(
                    new Observation.PersistenceChanged(
                            step.shown(after), after.storage().persistence() == 'u'),
                    spot);
        }
    }

    private void security(CatalogRelation before, CatalogRelation after) {
        Spot spot = step.places().ofTable(after.oid());
        if (before.rowSecurity() && !after.rowSecurity()) {
            facts.add(new Observation.RowSecurityWeakened(step.shown(after)), spot);
        }
        OtherFacts.revoked(step, facts, step.shown(after).toString(), before.privileges(), after.privileges(), spot);
    }

    private void view(CatalogRelation before, CatalogRelation after) {
        if (before.relkind() == 'v' && !before.view().equals(after.view())) {
            facts.add(
                    new Observation.Replaced(
                            "view",
                            step.shown(after).toString(),
                            !before.columns().equals(after.columns())),
                    step.places().ofTable(after.oid()));
        }
    }
}
