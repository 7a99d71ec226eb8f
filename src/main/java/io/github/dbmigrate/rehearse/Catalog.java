package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.rule.LockMode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a session sees of the database at a moment: its objects by their oids, the locks that the session holds, and how often it
 * has scanned what. Nobody changes it any more.
 *
 * @param read the oids of the relations that were read, and of those that were there before and are not any more; the others are
 *     as they were
 * @param locks all modes of each relation
 * @param scans how often each table or index was scanned
 * @param writes how many rows of each table were written
 */
record Catalog(
        SessionFacts session,
        Map<Long, CatalogSchema> schemas,
        Map<Long, CatalogRelation> relations,
        Map<Long, CatalogType> types,
        Map<Long, CatalogFunction> functions,
        Set<Long> read,
        Map<Long, Set<LockMode>> locks,
        Map<Long, Long> scans,
        Map<Long, Long> writes) {

    /**
     * What there is to say of the session itself.
     *
     * @param transaction when it began, in microseconds
     * @param oldest transaction that was running
     */
    record SessionFacts(String lockTimeout, String statementTimeout, long transaction, long oldest, int version) {
        static final String OFF = "0";
    }

    @Nullable
    CatalogRelation relation(long oid) {
        return relations.get(oid);
    }

    String schemaOf(CatalogRelation relation) {
        return schemaName(relation.schema());
    }

    String schemaName(long oid) {
        CatalogSchema schema = schemas.get(oid);
        return schema == null ? "" : schema.name();
    }

    /** {@code public.touch(integer)} */
    String identity(CatalogFunction function) {
        return Step.identity(schemaName(function.schema()), function.name()) + "(" + function.arguments() + ")";
    }

    List<CatalogRelation> indexesOf(long table) {
        return relations.values().stream()
                .filter(relation -> relation.isIndexOf(table))
                .toList();
    }

    /** The table that a constraint, trigger or policy belongs to, or the index's, or the relation itself; 0 when it is none. */
    long tableOf(Key key) {
        if (key.catalog() == Key.RELATION) {
            CatalogRelation relation = relations.get(key.oid());
            return relation != null && relation.index() != null
                    ? relation.index().table()
                    : key.oid();
        }
        for (CatalogRelation relation : relations.values()) {
            boolean has = key.catalog() == Key.CONSTRAINT
                            && relation.constraints().containsKey(key.oid())
                    || key.catalog() == Key.TRIGGER && relation.triggers().containsKey(key.oid())
                    || key.catalog() == Key.POLICY && relation.policies().containsKey(key.oid());
            if (has) {
                return relation.oid();
            }
        }
        return 0;
    }

    /** The same, when it was looked at anew: whatever was there before may be gone. */
    Catalog after(Catalog before) {
        Set<Long> all = new HashSet<>(read);
        all.addAll(before.relations.keySet());
        return new Catalog(session, schemas, relations, types, functions, all, locks, scans, writes);
    }

    /** The same with other locks. */
    Catalog locked(Map<Long, Set<LockMode>> other) {
        return new Catalog(session, schemas, relations, types, functions, read, other, scans, writes);
    }
}
