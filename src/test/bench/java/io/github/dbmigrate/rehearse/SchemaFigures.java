package io.github.dbmigrate.rehearse;

import io.github.dbmigrate.history.HistoryTable;
import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.testing.CountingProxy;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What it costs to look at a schema with many tables. */
public final class SchemaFigures {
    public static final int TABLES = 500;

    /** How many statements a migration has whose looks are measured, and how many tables it changes at most. */
    public static final int STATEMENTS = 40;

    private static final List<Integer> CHANGED = List.of(1, 5, STATEMENTS);

    private SchemaFigures() {}

    /**
     * What it takes to look before and behind a statement, in ms: in each round the median of a migration's statements, by how many
     * tables the migration changes.
     */
    public static Map<Integer, List<Double>> looks(Db db, int rounds) throws SQLException {
        StringBuilder sql = new StringBuilder();
        for (int i = 0; i < TABLES; i++) {
            sql.append("CREATE TABLE t").append(i).append(" (id bigint PRIMARY KEY");
            for (int column = 1; column < 12; column++) {
                sql.append(", c").append(column).append(" int DEFAULT 1");
            }
            sql.append(", UNIQUE (c1), CHECK (c2 > 0), CHECK (c3 > 0));\n");
        }
        Map<Integer, List<Double>> millis = new TreeMap<>();
        try (Observing observing = Observing.on(db, true, sql.toString())) {
            for (int round = 0; round < rounds; round++) {
                for (int changed : CHANGED) {
                    long micros = observing.times(migration(changed)).get(STATEMENTS / 2);
                    millis.computeIfAbsent(changed, any -> new ArrayList<>()).add(micros / 1e3);
                }
            }
        } finally {
            Observing.forget(db);
        }
        return millis;
    }

    private static String migration(int changed) {
        StringBuilder sql = new StringBuilder();
        for (int i = 0; i < STATEMENTS; i++) {
            sql.append("ALTER TABLE t")
                    .append(i % changed)
                    .append(" ADD COLUMN x")
                    .append(i)
                    .append(" int;\n");
        }
        return sql.toString();
    }

    /**
     * What it takes to read a schema.
     *
     * @param first in ms, of the hash, while the server's caches of the session are empty
     * @param hash in ms
     * @param objects in ms, all of them with their definitions
     * @param roundTrips of one hash
     */
    public record Fingerprints(double first, List<Double> hash, List<Double> objects, int roundTrips) {}

    public static Fingerprints fingerprints(Db db, int rounds) throws IOException, SQLException {
        db.run("""
                DO $$ BEGIN
                FOR i IN 1..%d LOOP
                  EXECUTE format('CREATE TABLE t%%1$s (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a text NOT NULL, b int DEFAULT 3, '
                    'c timestamptz DEFAULT now(), d numeric(10,2), e jsonb, f uuid UNIQUE, g bool, h date, i varchar(50) CHECK (i <> ''''), '
                    'j smallint, parent bigint REFERENCES t%%2$s); CREATE INDEX ON t%%1$s (parent); CREATE INDEX ON t%%1$s (lower(a))', i, greatest(1, i - 1));
                END LOOP; END $$;
                """.formatted(TABLES));
        Fingerprint fingerprint = new Fingerprint(HistoryTable.DEFAULT, List.of());
        try (var proxy = CountingProxy.before(db);
                Database database = Database.connect(proxy.db().jdbcUrl(), Map.of())) {
            proxy.traffic().reset();
            double first = millis(() -> fingerprint.hash(database));
            int roundTrips = proxy.traffic().roundTrips();
            List<Double> hash = new ArrayList<>();
            List<Double> objects = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                hash.add(millis(() -> fingerprint.hash(database)));
                objects.add(millis(() -> fingerprint.read(database)));
            }
            return new Fingerprints(first, hash, objects, roundTrips);
        }
    }

    private static double millis(Runnable work) {
        long begun = System.nanoTime();
        work.run();
        return (System.nanoTime() - begun) / 1e6;
    }
}
