package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.rule.Observation;
import java.util.Map;

/** What happened to schemas, types, domains and functions, and which privileges are gone. */
final class OtherFacts {
    private final Step step;
    private final Facts facts;

    private OtherFacts(Step step, Facts facts) {
        this.step = step;
        this.facts = facts;
    }

    static void find(Step step, Facts facts) {
        OtherFacts found = new OtherFacts(step, facts);
        found.schemas();
        found.types();
        found.functions();
    }

    /** Privileges that a role has lost. Those of another owner, after OWNER TO, are none. */
    static void revoked(Step step, Facts facts, String object, Privileges before, Privileges after, Spot spot) {
        boolean revokes = step.text().has("revoke")
                || step.text().has("owned")
                || step.hasTag("REVOKE")
                || !(step.triggers() || step.text().has("owner"));
        for (String role : before.roles()) {
            String lost = before.lost(role, after);
            if (lost != null && revokes) {
                facts.add(new Observation.Revoked(object, lost, role), spot);
            }
        }
    }

    private void schemas() {
        step.after().schemas().forEach((oid, schema) -> {
            CatalogSchema was = step.before().schemas().get(oid);
            if (was == null || !step.base().schemas().containsKey(oid)) {
                return;
            }
            Spot spot = step.places().of(new Key(Key.SCHEMA, oid));
            if (!was.name().equals(schema.name())) {
                facts.add(new Observation.Renamed("schema", null, was.name(), schema.name()), spot);
            }
            revoked(step, facts, was.name(), was.privileges(), schema.privileges(), spot);
        });
    }

    private void types() {
        for (CatalogType type : step.after().types().values()) {
            CatalogType was = step.before().types().get(type.oid());
            Spot spot = step.places().of(new Key(Key.TYPE, type.oid()));
            String identity = Step.identity(step.after().schemaName(type.schema()), type.name());
            if (was == null && type.typtype() == 'e') {
                facts.add(new Observation.EnumCreated(identity), spot);
            } else if (was == null && type.typtype() == 'd') {
                facts.add(
                        new Observation.DomainCreated(
                                identity, type.notNull() || !type.constraints().isEmpty()),
                        spot);
            } else if (was != null && step.base().types().containsKey(type.oid())) {
                changed(was, type, spot);
            }
        }
    }

    private void changed(CatalogType was, CatalogType type, Spot spot) {
        String identity = Step.identity(step.before().schemaName(was.schema()), was.name());
        if (!was.name().equals(type.name())) {
            facts.add(
                    new Observation.Renamed(
                            was.called(),
                            null,
                            identity,
                            Step.identity(step.after().schemaName(type.schema()), type.name())),
                    spot);
        }
        for (Map.Entry<Long, String> label : type.labels().entrySet()) {
            String old = was.labels().get(label.getKey());
            if (old != null && !old.equals(label.getValue())) {
                facts.add(new Observation.EnumValueRenamed(identity, old, label.getValue()), spot);
            }
        }
        boolean renames =
                !type.constraints().keySet().containsAll(was.constraints().keySet());
        type.constraints().forEach((name, validated) -> {
            if (!was.constraints().containsKey(name) && !renames) {
                facts.add(new Observation.DomainConstraintAdded(identity, name, validated), spot);
            }
        });
        if (type.notNull() && !was.notNull()) {
            facts.add(new Observation.DomainConstraintAdded(identity, "", true), spot);
        }
    }

    private void functions() {
        for (CatalogFunction function : step.after().functions().values()) {
            CatalogFunction was = step.before().functions().get(function.oid());
            if (!function.equals(was)) {
                Spot spot = step.places().of(new Key(Key.FUNCTION, function.oid()));
                facts.origin(new Key(Key.FUNCTION, function.oid()), spot);
                if (was != null && step.base().functions().containsKey(function.oid())) {
                    changed(was, function, spot);
                }
            }
        }
    }

    private void changed(CatalogFunction was, CatalogFunction function, Spot spot) {
        String identity = step.before().identity(was);
        if (!was.name().equals(function.name())) {
            facts.add(
                    new Observation.Renamed(
                            was.type(), null, identity, step.after().identity(function)),
                    spot);
        }
        boolean otherSignature = !was.signature().equals(function.signature());
        if (otherSignature || !was.body().equals(function.body())) {
            facts.add(new Observation.Replaced(was.type(), identity, otherSignature), spot);
        }
        revoked(step, facts, identity, was.privileges(), function.privileges(), spot);
    }
}
