package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.postgres.Reply;
import io.github.dbmigrate.postgres.Reply.Row;
import io.github.dbmigrate.rehearse.Observer.Origin;
import io.github.dbmigrate.rule.Constraint;
import io.github.dbmigrate.rule.Index;
import io.github.dbmigrate.rule.Observation;
import io.github.dbmigrate.rule.Observation.TableCreated;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.rule.Observed.Fact;
import io.github.dbmigrate.rule.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is wrong at the end with the objects that came with what is judged, put where they were made. */
final class Afterwards {
    private static final String QUERY = """
            SELECT 'foreign key', x.conrelid::text, x.oid::text, '', ''
            FROM pg_catalog.pg_constraint x
            WHERE x.contype = 'f' AND x.conparentid = 0 AND {new x} AND NOT EXISTS (
              SELECT FROM pg_catalog.pg_index i WHERE i.indrelid = x.conrelid AND i.indisvalid
               AND (i.indpred IS NULL OR pg_catalog.pg_get_expr(i.indpred, i.indrelid) LIKE '%IS NOT NULL%')
               AND (pg_catalog.string_to_array(i.indkey::text, ' ')::int2[])[1:pg_catalog.cardinality(x.conkey)] @> x.conkey)
            UNION ALL
            SELECT 'types', x.conrelid::text, x.oid::text, pg_catalog.format_type(a.atttypid, NULL), pg_catalog.format_type(b.atttypid, NULL)
            FROM pg_catalog.pg_constraint x
              CROSS JOIN LATERAL pg_catalog.generate_series(1, pg_catalog.cardinality(x.conkey)) k
              JOIN pg_catalog.pg_attribute a ON a.attrelid = x.conrelid AND a.attnum = x.conkey[k]
              JOIN pg_catalog.pg_attribute b ON b.attrelid = x.confrelid AND b.attnum = x.confkey[k]
              JOIN pg_catalog.pg_type s ON s.oid = a.atttypid JOIN pg_catalog.pg_type t ON t.oid = b.atttypid
            WHERE x.contype = 'f' AND x.conparentid = 0 AND {new x}
              AND CASE s.typtype WHEN 'd' THEN s.typbasetype ELSE s.oid END <> CASE t.typtype WHEN 'd' THEN t.typbasetype ELSE t.oid END
            UNION ALL
            SELECT 'redundant', i.indrelid::text, i.indexrelid::text, j.indexrelid::text, ''
            FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
              JOIN pg_catalog.pg_index j ON j.indrelid = i.indrelid AND j.indexrelid <> i.indexrelid
              JOIN pg_catalog.pg_class o ON o.oid = j.indexrelid AND o.relam = c.relam
              JOIN pg_catalog.pg_am m ON m.oid = c.relam AND m.amname = 'btree'
            WHERE ({new i} OR {new j}) AND NOT c.relispartition AND i.indisvalid AND j.indisvalid
              AND NOT i.indisunique AND NOT i.indisreplident AND NOT i.indisclustered
              AND i.indnatts = i.indnkeyatts AND i.indnkeyatts <= j.indnkeyatts
              AND i.indexprs IS NULL AND j.indexprs IS NULL AND i.indpred IS NULL AND j.indpred IS NULL
              AND pg_catalog.starts_with(j.indkey::text || ' ', i.indkey::text || ' ')
              AND pg_catalog.starts_with(j.indclass::text || ' ', i.indclass::text || ' ')
              AND pg_catalog.starts_with(j.indcollation::text || ' ', i.indcollation::text || ' ')
              AND pg_catalog.starts_with(j.indoption::text || ' ', i.indoption::text || ' ')
              AND (i.indnkeyatts < j.indnkeyatts OR j.indisunique OR j.indnatts > i.indnatts OR i.indexrelid > j.indexrelid)
            UNION ALL
            SELECT 'definer', '0', p.oid::text, '', ''
            FROM pg_catalog.pg_proc p
            WHERE p.oid >= 16384 AND p.prosecdef AND {new p} AND NOT EXISTS (
                SELECT FROM pg_catalog.unnest(p.proconfig) s WHERE pg_catalog.starts_with(s, 'search_path='))
              AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 1255 AND d.objid = p.oid AND d.deptype = 'e')
            UNION ALL
            SELECT 'index', i.indrelid::text, p.oid::text, i.indexrelid::text, ''
            FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_proc p ON d.refclassid = 1255 AND p.oid = d.refobjid AND {new p}
              JOIN pg_catalog.pg_index i ON d.classid = 1259 AND i.indexrelid = d.objid
            UNION ALL
            SELECT 'column', f.adrelid::text, p.oid::text, f.adnum::text, ''
            FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_proc p ON d.refclassid = 1255 AND p.oid = d.refobjid AND {new p}
              JOIN pg_catalog.pg_attrdef f ON d.classid = 2604 AND d.objid = f.oid
                -- Before PostgreSQL 15 it was the column itself that needed the function.
                OR d.classid = 1259 AND d.objid = f.adrelid AND d.objsubid = f.adnum
              JOIN pg_catalog.pg_attribute a ON a.attrelid = f.adrelid AND a.attnum = f.adnum AND a.attgenerated = 's'
            UNION ALL
            SELECT 'constraint', x.conrelid::text, p.oid::text, x.oid::text, pg_catalog.pg_get_constraintdef(x.oid)
            FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_proc p ON d.refclassid = 1255 AND p.oid = d.refobjid AND {new p}
              JOIN pg_catalog.pg_constraint x ON d.classid = 2606 AND x.oid = d.objid AND x.contype = 'c' AND x.conrelid <> 0""";

    private final Catalog base;
    private final Map<Key, Origin> origins;
    private final Catalog now;

    Afterwards(Catalog base, Map<Key, Origin> origins, Catalog now) {
        this.base = base;
        this.origins = origins;
        this.now = now;
    }

    /** Asks for what takes a look at more than one object. */
    static List<Row> read(Database database, Catalog base) {
        String since = "pg_catalog.age($1.xmin) <= (SELECT pg_catalog.age('"
                + (base.session().oldest() & 0xffffffffL) + "'::pg_catalog.xid))";
        Reply reply = database.read(QUERY.replaceAll("\\{new (.)\\}", since));
        if (reply.error() != null) {
            throw new IllegalStateException(
                    "the catalogs cannot be read: " + reply.error().message());
        }
        return reply.rows(0);
    }

    List<Observed> added(List<Row> rows, List<Observed> all) {
        List<Observed> result = new ArrayList<>(all);
        for (Row row : rows) {
            add(row, result);
        }
        replacedConstraints(result);
        policies(result);
        primaryKeys(result);
        return result;
    }

    private void add(Row row, List<Observed> all) {
        long oid = Long.parseLong(row.text(2));
        CatalogRelation table = now.relation(Long.parseLong(row.text(1)));
        switch (row.text(0)) {
            case "definer" -> {
                CatalogFunction function = now.functions().get(oid);
                if (function != null) {
                    add(new Observation.UnsafeSecurityDefiner(now.identity(function)), new Key(Key.FUNCTION, oid), all);
                }
            }
            case "index", "column", "constraint" -> computed(row, table, oid, all);
            case "redundant" -> redundant(table, now.relation(oid), now.relation(Long.parseLong(row.text(3))), all);
            default -> foreignKey(row, table, oid, all);
        }
    }

    private void foreignKey(Row row, @Nullable CatalogRelation table, long oid, List<Observed> all) {
        CatalogConstraint constraint =
                table == null ? null : table.constraints().get(oid);
        CatalogRelation first = table == null ? null : base.relation(table.oid());
        if (table == null || constraint == null || (first != null && first.constraint(constraint.name()) != null)) {
            return;
        }
        Constraint shown = new Constraint(
                constraint.name(),
                Constraint.Type.FOREIGN_KEY,
                constraint.columns().stream()
                        .flatMap(number -> Stream.ofNullable(table.columns().get(number)))
                        .map(CatalogColumn::name)
                        .toList(),
                shown(now.relation(constraint.references())),
                constraint.validated(),
                false,
                constraint.definition());
        Relation relation = shownTable(table);
        Observation observation = row.text(0).equals("types")
                ? new Observation.ForeignKeyTypesDiffer(relation, shown, row.text(3), row.text(4))
                : new Observation.ForeignKeyWithoutIndex(relation, shown);
        add(observation, new Key(Key.CONSTRAINT, oid), all);
    }

    /** What was computed by a function that has another body now; what was made or written anew meanwhile was not. */
    private void computed(Row row, @Nullable CatalogRelation table, long oid, List<Observed> all) {
        CatalogFunction function = now.functions().get(oid);
        CatalogFunction old = base.functions().get(oid);
        CatalogRelation first = table == null ? null : base.relation(table.oid());
        if (table == null
                || first == null
                || function == null
                || old == null
                || old.body().equals(function.body())) {
            return;
        }
        long part = Long.parseLong(row.text(3));
        String name = switch (row.text(0)) {
            case "index" -> sameFile(base.relation(part), now.relation(part));
            case "column" -> {
                CatalogColumn column = first.columns().get((int) part);
                yield column == null || sameFile(first, table) == null ? null : column.name();
            }
            default -> {
                CatalogConstraint constraint = first.constraints().get(part);
                yield constraint == null || !constraint.validated() ? null : constraint.name();
            }
        };
        if (name != null) {
            add(
                    new Observation.ComputedBefore(
                            now.identity(function), shownTable(table), row.text(0), name, row.text(4)),
                    new Key(Key.FUNCTION, oid),
                    all);
        }
    }

    /** Its name; null when it was written anew. */
    private static @Nullable String sameFile(@Nullable CatalogRelation before, @Nullable CatalogRelation after) {
        return before != null
                        && after != null
                        && before.storage().file() == after.storage().file()
                ? after.name()
                : null;
    }

    private void redundant(
            @Nullable CatalogRelation table,
            @Nullable CatalogRelation index,
            @Nullable CatalogRelation other,
            List<Observed> all) {
        if (table == null || index == null || other == null || (isOld(index) && isOld(other))) {
            return;
        }
        Key key = key(table, isOld(index) ? other : index);
        Index shown = index(index);
        Index useful = index(other);
        if (shown != null && useful != null) {
            add(new Observation.IndexRedundant(shownTable(table), shown, useful), key, all);
        }
    }

    /** An index that a constraint has made came with the constraint. */
    private Key key(CatalogRelation table, CatalogRelation index) {
        return table.constraints().values().stream()
                .filter(constraint -> constraint.hasIndex() && constraint.index() == index.oid())
                .map(constraint -> new Key(Key.CONSTRAINT, constraint.oid()))
                .filter(origins::containsKey)
                .findFirst()
                .orElse(Key.relation(index.oid()));
    }

    /** ALTER TYPE gives an index another oid. */
    private boolean isOld(CatalogRelation index) {
        return base.relations().containsKey(index.oid())
                || index.index() != null
                        && base.indexesOf(index.index().table()).stream()
                                .anyMatch(one -> one.name().equals(index.name()));
    }

    /** A constraint that was dropped may have come back under another name, or as an index. */
    private void replacedConstraints(List<Observed> all) {
        for (int i = 0; i < all.size(); i++) {
            for (Observation.Dropped dropped : all.get(i).all(Observation.Dropped.class)) {
                Relation table = dropped.relation();
                if (dropped.type().equals("table constraint") && table != null && isReplaced(table, dropped.name())) {
                    Spot spot = new Spot(
                            all.get(i).statement().offset(),
                            all.get(i).statement().end());
                    all.set(
                            i,
                            all.get(i)
                                    .with(new Fact(
                                            new Observation.ConstraintReplaced(table, dropped.name()),
                                            spot.offset(),
                                            spot.end())));
                }
            }
        }
    }

    private boolean isReplaced(Relation table, String name) {
        for (CatalogRelation first : base.relations().values()) {
            CatalogConstraint old = first.name().equals(table.name()) ? first.constraint(name) : null;
            CatalogRelation last = old == null ? null : now.relation(first.oid());
            if (old != null && last != null) {
                return last.constraints().values().stream().anyMatch(one -> replaces(one, old))
                        || old.hasIndex()
                                && now.indexesOf(last.oid()).stream()
                                        .map(CatalogRelation::index)
                                        .filter(Objects::nonNull)
                                        .anyMatch(index -> index.keepsUnique(old.columns()));
            }
        }
        return false;
    }

    private static boolean replaces(CatalogConstraint one, CatalogConstraint old) {
        return old.contype() == 'f'
                && one.contype() == 'f'
                && one.references() == old.references()
                && one.columns().equals(old.columns());
    }

    private void policies(List<Observed> all) {
        for (CatalogRelation table : now.relations().values()) {
            CatalogRelation first = base.relation(table.oid());
            boolean wasSo =
                    first != null && first.rowSecurity() && first.policies().isEmpty();
            if (table.rowSecurity() && table.policies().isEmpty() && !wasSo) {
                add(new Observation.RowSecurityWithoutPolicy(shownTable(table)), new Key(Key.POLICY, table.oid()), all);
            }
        }
    }

    /** A table may get its primary key by a statement of its own, as in dumps. */
    private void primaryKeys(List<Observed> all) {
        for (CatalogRelation table : now.relations().values()) {
            Origin origin = origins.get(Key.relation(table.oid()));
            if (origin != null && table.isTable() && table.hasPrimaryKey()) {
                for (int i = 0; i < all.size(); i++) {
                    if (isFrom(origin, all.get(i))) {
                        all.set(i, withPrimaryKey(all.get(i), table.name()));
                    }
                }
            }
        }
    }

    private static Observed withPrimaryKey(Observed observed, String name) {
        List<Fact> facts = new ArrayList<>();
        for (Fact fact : observed.facts()) {
            boolean meant = fact.observation() instanceof TableCreated made
                    && made.table().name().equals(name);
            facts.add(meant ? new Fact(withPrimaryKey(fact.observation()), fact.offset(), fact.end()) : fact);
        }
        return with(observed, facts);
    }

    private static Observation withPrimaryKey(Observation observation) {
        return observation instanceof TableCreated made
                ? new TableCreated(made.table(), made.columns(), true)
                : observation;
    }

    private void add(Observation observation, Key key, List<Observed> all) {
        Origin origin = origins.get(key);
        for (int i = all.size() - 1; i >= 0; i--) {
            Observed observed = all.get(i);
            if (origin == null || isFrom(origin, observed)) {
                Spot spot = origin == null
                        ? new Spot(
                                observed.statement().offset(),
                                observed.statement().end())
                        : origin.spot();
                List<Fact> facts = new ArrayList<>(observed.facts());
                facts.add(new Fact(observation, spot.offset(), spot.end()));
                all.set(i, with(observed, facts));
                return;
            }
        }
    }

    private static boolean isFrom(Origin origin, Observed observed) {
        return observed.number() == origin.number()
                && observed.migration().version().equals(origin.migration().version());
    }

    private static Observed with(Observed observed, List<Fact> facts) {
        return new Observed(
                observed.migration(),
                observed.statement(),
                observed.number(),
                observed.source(),
                observed.inTransaction(),
                observed.heldBefore(),
                observed.lockTimeoutOff(),
                facts);
    }

    private @Nullable Relation shown(@Nullable CatalogRelation relation) {
        return relation == null ? null : shownTable(relation);
    }

    private Relation shownTable(CatalogRelation relation) {
        boolean isNew = !base.relations().containsKey(relation.oid());
        return new Relation(now.schemaOf(relation), relation.name(), relation.kind(), isNew);
    }

    private @Nullable Index index(CatalogRelation relation) {
        return relation.index() == null ? null : relation.index().shown(now.schemaOf(relation), relation.name());
    }
}
