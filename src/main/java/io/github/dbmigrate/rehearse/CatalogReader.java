package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.postgres.Reply;
import io.github.dbmigrate.postgres.Reply.Row;
import io.github.dbmigrate.rehearse.Catalog.SessionFacts;
import io.github.dbmigrate.rule.Column.Generated;
import io.github.dbmigrate.rule.Column.Identity;
import io.github.dbmigrate.rule.LockMode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes a {@link Catalog} of the rows that {@link CatalogQuery} returns. */
final class CatalogReader {
    /** Statistics can be read at once, by whoever has written them. */
    private static final int SHARED_STATISTICS = 150000;

    private static final String PREPARED = "dbmigrate_look_";

    private final Database database;
    private final Set<String> ours;
    private int looks;
    private long since;
    private String prepared = "";

    /**
     * Reads on a session.
     *
     * @param ours tables that are none of the user's: schema, dot and name
     */
    CatalogReader(Database database, Set<String> ours) {
        this.database = database;
        this.ours = ours;
    }

    /** Everything, for the first time. */
    Catalog first() {
        return new Rows(query(CatalogQuery.all(0, false))).all();
    }

    /**
     * Everything.
     *
     * @param alone whether statements run outside a transaction, so that the counters of scans may have been handed over
     */
    Catalog all(Catalog first, boolean alone) {
        boolean flushed = alone && first.session().version() >= SHARED_STATISTICS;
        return new Rows(query(CatalogQuery.all(first.session().oldest(), flushed))).all();
    }

    /** When the transaction began that is open, in microseconds. */
    long transaction() {
        return Long.parseLong(query("SELECT " + CatalogQuery.TRANSACTION).get(0).text(0));
    }

    /** What may have changed since the look before, in the same transaction, put together with what was there. */
    Catalog changed(Catalog before) {
        looks++;
        if (looks == 1) {
            since = before.session().oldest();
            return new Rows(query(CatalogQuery.changed(since))).with(before);
        }
        // To parse and to plan it takes more than half of the time. No name is used twice.
        if (looks > 2) {
            return new Rows(query("EXECUTE " + prepared)).with(before);
        }
        prepared = PREPARED + Long.toHexString(System.nanoTime());
        return new Rows(query("PREPARE " + prepared + " AS " + CatalogQuery.changed(since) + ";\nEXECUTE " + prepared))
                .with(before);
    }

    /** Another transaction has begun, or something may have dropped what was prepared. */
    void forget() {
        looks = 0;
    }

    private List<Row> query(String sql) {
        Reply reply = database.read(sql);
        if (reply.error() != null) {
            throw new IllegalStateException(
                    "the catalogs cannot be read: " + reply.error().message());
        }
        return reply.rows(reply.completions().size() - 1);
    }

    /** What one query has returned. */
    private final class Rows {
        private final Map<String, List<Row>> rows = new HashMap<>();

        Rows(List<Row> all) {
            for (Row row : all) {
                rows.computeIfAbsent(row.text(0), what -> new ArrayList<>()).add(row);
            }
        }

        private List<Row> of(String what) {
            return rows.getOrDefault(what, List.of());
        }

        Catalog all() {
            Map<Long, CatalogRelation> relations = relations(null);
            return catalog(relations, functions(), new HashSet<>(relations.keySet()));
        }

        Catalog with(Catalog before) {
            Set<Long> read = new HashSet<>();
            of(CatalogQuery.READ).forEach(row -> read.add(number(row, 1)));
            Map<Long, CatalogRelation> relations = new TreeMap<>(before.relations());
            // An index that is gone is not among those that were read: its table is.
            for (CatalogRelation relation : before.relations().values()) {
                if (relation.index() != null && read.contains(relation.index().table())) {
                    read.add(relation.oid());
                }
            }
            relations.keySet().removeAll(read);
            relations.putAll(relations(before));
            Map<Long, CatalogFunction> functions = new TreeMap<>(before.functions());
            functions.keySet().retainAll(there());
            functions.putAll(functions());
            return catalog(relations, functions, read);
        }

        private Catalog catalog(
                Map<Long, CatalogRelation> relations, Map<Long, CatalogFunction> functions, Set<Long> read) {
            Map<Long, Long> scans = new HashMap<>();
            Map<Long, Long> writes = new HashMap<>();
            for (Row row : of(CatalogQuery.SCAN)) {
                scans.put(number(row, 1), number(row, 2));
            }
            for (Row row : of(CatalogQuery.WRITE)) {
                writes.put(number(row, 1), number(row, 2));
            }
            return new Catalog(session(), schemas(), relations, types(), functions, read, locks(), scans, writes);
        }

        private SessionFacts session() {
            Row row = of(CatalogQuery.SESSION).get(0);
            return new SessionFacts(row.text(1), row.text(2), number(row, 3), number(row, 4), (int) number(row, 5));
        }

        private Map<Long, Set<LockMode>> locks() {
            Map<Long, Set<LockMode>> locks = new TreeMap<>();
            for (Row row : of(CatalogQuery.LOCK)) {
                locks.computeIfAbsent(number(row, 1), oid -> EnumSet.noneOf(LockMode.class))
                        .add(LockMode.of(row.text(2)));
            }
            return locks;
        }

        private Map<Long, CatalogSchema> schemas() {
            Map<Long, CatalogSchema> schemas = new TreeMap<>();
            for (Row row : of(CatalogQuery.SCHEMA)) {
                schemas.put(
                        number(row, 1), new CatalogSchema(row.text(2), Privileges.of(row.get(3), Privileges.OWNER)));
            }
            return schemas;
        }

        /** Those that were read; the tables of indexes are among them, or among the others. */
        private Map<Long, CatalogRelation> relations(@Nullable Catalog before) {
            Map<Long, CatalogIndex> indexes = indexes();
            Map<Long, CatalogSchema> schemas = schemas();
            Map<Long, CatalogRelation> relations = new TreeMap<>();
            for (Row row : of(CatalogQuery.RELATION)) {
                CatalogRelation relation = relation(row, indexes.get(number(row, 1)));
                CatalogSchema schema = schemas.get(relation.schema());
                if (schema == null || !ours.contains(schema.name() + "." + relation.name())) {
                    relations.put(relation.oid(), relation);
                }
            }
            relations
                    .values()
                    .removeIf(one -> one.index() != null
                            && !relations.containsKey(one.index().table())
                            && (before == null || before.relation(one.index().table()) == null));
            columns(relations);
            if (before != null) {
                oldColumns(relations, before);
            }
            constraints(relations);
            for (Row row : of(CatalogQuery.TRIGGER)) {
                CatalogRelation table = relations.get(number(row, 2));
                if (table != null) {
                    table.triggers()
                            .put(number(row, 1), new CatalogTrigger(row.text(3), isTrue(row, 4), isTrue(row, 5)));
                }
            }
            for (Row row : of(CatalogQuery.POLICY)) {
                CatalogRelation table = relations.get(number(row, 2));
                if (table != null) {
                    table.policies().put(number(row, 1), row.text(3));
                }
            }
            return relations;
        }

        private CatalogRelation relation(Row row, @Nullable CatalogIndex index) {
            return new CatalogRelation(
                    number(row, 1),
                    number(row, 2),
                    row.text(3),
                    letter(row, 4),
                    new CatalogStorage(
                            number(row, 5),
                            letter(row, 6),
                            number(row, 7),
                            number(row, 8),
                            Double.parseDouble(row.text(9))),
                    isTrue(row, 10),
                    isTrue(row, 11),
                    row.get(12) == null ? 0 : number(row, 12),
                    Privileges.of(row.get(13), Privileges.OWNER),
                    row.get(14) == null ? "" : row.text(14),
                    index,
                    new CatalogParts());
        }

        private Map<Long, CatalogIndex> indexes() {
            Map<Long, CatalogIndex> indexes = new HashMap<>();
            for (Row row : of(CatalogQuery.INDEX)) {
                indexes.put(
                        number(row, 1),
                        new CatalogIndex(
                                number(row, 2),
                                isTrue(row, 3),
                                isTrue(row, 4),
                                (int) number(row, 5),
                                row.text(6),
                                row.text(7),
                                numbers(row.get(8)).stream().map(Long::intValue).toList()));
            }
            return indexes;
        }

        private void columns(Map<Long, CatalogRelation> relations) {
            for (Row row : of(CatalogQuery.COLUMN)) {
                CatalogRelation table = relations.get(number(row, 1));
                if (table != null) {
                    int number = (int) number(row, 2);
                    table.columns()
                            .put(
                                    number,
                                    new CatalogColumn(
                                            number,
                                            row.text(3),
                                            number(row, 4),
                                            (int) number(row, 5),
                                            row.text(6),
                                            isTrue(row, 7),
                                            identity(row),
                                            generated(row),
                                            row.get(10)));
                }
            }
        }

        /** Those that are there still, and have not changed. */
        private void oldColumns(Map<Long, CatalogRelation> relations, Catalog before) {
            for (Row row : of(CatalogQuery.COLUMNS)) {
                CatalogRelation table = relations.get(number(row, 1));
                CatalogRelation old = before.relation(number(row, 1));
                if (table != null && old != null) {
                    for (long number : numbers(row.get(2))) {
                        CatalogColumn column = old.columns().get((int) number);
                        if (column != null) {
                            table.columns().putIfAbsent((int) number, column);
                        }
                    }
                }
            }
        }

        private static Identity identity(Row row) {
            return switch (letter(row, 8)) {
                case 'a' -> Identity.ALWAYS;
                case 'd' -> Identity.BY_DEFAULT;
                default -> isTrue(row, 11) ? Identity.SERIAL : Identity.NO;
            };
        }

        private static Generated generated(Row row) {
            return switch (letter(row, 9)) {
                case 's' -> Generated.STORED;
                case 'v' -> Generated.VIRTUAL;
                default -> Generated.NO;
            };
        }

        private void constraints(Map<Long, CatalogRelation> relations) {
            for (Row row : of(CatalogQuery.CONSTRAINT)) {
                CatalogRelation table = relations.get(number(row, 2));
                if (table != null) {
                    table.constraints()
                            .put(
                                    number(row, 1),
                                    new CatalogConstraint(
                                            number(row, 1),
                                            row.text(3),
                                            letter(row, 4),
                                            number(row, 5),
                                            isTrue(row, 6),
                                            number(row, 7),
                                            numbers(row.get(8)).stream()
                                                    .map(Long::intValue)
                                                    .toList(),
                                            isTrue(row, 9),
                                            row.text(10)));
                }
            }
        }

        private Map<Long, CatalogType> types() {
            Map<Long, CatalogType> types = new TreeMap<>();
            for (Row row : of(CatalogQuery.TYPE)) {
                types.put(
                        number(row, 1),
                        new CatalogType(number(row, 1), number(row, 2), row.text(3), letter(row, 4), isTrue(row, 5)));
            }
            for (Row row : of(CatalogQuery.LABEL)) {
                CatalogType type = types.get(number(row, 2));
                if (type != null) {
                    type.labels().put(number(row, 1), row.text(3));
                }
            }
            for (Row row : of(CatalogQuery.DOMAIN_CONSTRAINT)) {
                CatalogType type = types.get(number(row, 1));
                if (type != null) {
                    type.constraints().put(row.text(2), isTrue(row, 3));
                }
            }
            return types;
        }

        private Map<Long, CatalogFunction> functions() {
            Map<Long, CatalogFunction> functions = new TreeMap<>();
            for (Row row : of(CatalogQuery.FUNCTION)) {
                functions.put(
                        number(row, 1),
                        new CatalogFunction(
                                number(row, 1),
                                number(row, 2),
                                row.text(3),
                                letter(row, 4),
                                row.text(5),
                                row.text(6),
                                row.text(7),
                                Privileges.of(row.get(8), Privileges.EVERYBODY_MAY_EXECUTE),
                                isTrue(row, 9)));
            }
            return functions;
        }

        private Set<Long> there() {
            Set<Long> there = new TreeSet<>();
            of(CatalogQuery.THERE).forEach(row -> there.addAll(numbers(row.get(1))));
            return there;
        }

        private static List<Long> numbers(@Nullable String text) {
            List<Long> numbers = new ArrayList<>();
            for (String number : text == null || text.isEmpty() ? new String[0] : text.split(" ", -1)) {
                numbers.add(Long.parseLong(number));
            }
            return numbers;
        }

        private static long number(Row row, int column) {
            return Long.parseLong(row.text(column));
        }

        /** Casts write it out. */
        private static boolean isTrue(Row row, int column) {
            return "true".equals(row.get(column));
        }

        private static char letter(Row row, int column) {
            String text = row.text(column);
            return text.isEmpty() ? ' ' : text.charAt(0);
        }
    }
}
