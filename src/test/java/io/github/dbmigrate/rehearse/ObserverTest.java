package io.github.dbmigrate.rehearse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dbmigrate.rule.Observation;
import io.github.dbmigrate.rule.Observed;
import io.github.dbmigrate.testing.PostgresExtension;
import io.github.dbmigrate.testing.TestPostgres;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class ObserverTest {
    private static final int MERGE_SINCE = 150000;

    @AfterAll
    static void forget() throws Exception {
        Observing.forget(TestPostgres.admin());
    }

    @Test
    void whatADoBlockDoesIsPutOnItsLines(Db db) throws Exception {
        try (Observing observing = Observing.on(db, true)) {
            assertThat(placed(observing, """
                    SELECT 1;
                    DO $$
                    DECLARE
                      r record;
                    BEGIN
                      ALTER TABLE customers
                        DROP COLUMN age;
                      FOR r IN SELECT 'orders' AS name LOOP
                        EXECUTE format('CREATE INDEX ON %I (room)', r.name);
                      END LOOP;
                      PERFORM do_ddl('orders');
                      DO $in$
                      BEGIN
                        DROP VIEW v_customers;
                      END $in$;
                      CREATE TABLE IF NOT EXISTS lookup (x int);
                    END $$;
                    """)).isEqualTo("""
                    Locked(customers AX) at line 6: ALTER TABLE customers
                    Locked(orders AX) at line 11: PERFORM do_ddl('orders');
                    Locked(v_customers AX) at line 12: DO $in$
                    Scanned(orders) at line 11: PERFORM do_ddl('orders');
                    Dropped(table column public.customers.age customers age named) at line 6: ALTER TABLE customers
                    Dropped(table column public.orders.note orders note named) at line 11: PERFORM do_ddl('orders');
                    Dropped(view public.v_customers v_customers v_customers named) at line 12: DO $in$
                    IndexAdded(orders {orders_room_idx btree 1}) at line 9: EXECUTE format('CREATE INDEX ON %I (room)', r.name);
                    SkippedBecauseItExists(relation lookup) at line 16: CREATE TABLE IF NOT EXISTS lookup (x int)""");
        }
    }

    private static String placed(Observing observing, String sql) {
        return observing.inTransaction(sql).stream()
                .map(Notation::placed)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void aMigrationMayTakeAnotherRoleAndAnEmptySearchPath(Db db) throws Exception {
        try (Observing observing = Observing.on(
                db,
                true,
                "CREATE TABLE t (id int PRIMARY KEY, v text);"
                        + " GRANT ALL ON SCHEMA public TO h2_app; GRANT ALL ON t TO h2_app")) {
            observing.superuser("GRANT h2_app TO " + observing.owner());
            assertThat(all(observing, """
                    SET search_path = '';
                    ALTER TABLE public.t ADD COLUMN w text NOT NULL DEFAULT 'x';
                    SET ROLE h2_app;
                    CREATE TABLE public.theirs (id int);
                    DROP TABLE public.theirs;
                    UPDATE public.t SET v = 'y';
                    RESET ROLE;
                    DEALLOCATE ALL;
                    SET search_path = pg_temp, public;
                    DROP TABLE t;
                    """)).isEqualTo("""
                    -
                    Locked(t AX); ColumnAdded(t {w text NOT NULL DEFAULT})
                    held(t AX)
                    held(t AX); TableCreated(theirs* {id integer})
                    held(t AX)
                    held(t AX); Locked(t RX); Scanned(t); RowsChanged(t ALL)
                    held(t AX)
                    held(t AX)
                    held(t AX)
                    held(t AX); Dropped(table public.t t t named)
                    """);
        }
    }

    private static String all(Observing observing, String sql) {
        return observing.inTransaction(sql).stream().map(Notation::of).collect(Collectors.joining("\n")) + "\n";
    }

    @Test
    void whatIsTakenBackToASavepointIsThereAgain(Db db) throws Exception {
        try (Observing observing = Observing.on(db, true, "CREATE TABLE t (id int)")) {
            assertThat(all(observing, """
                    SAVEPOINT before;
                    ALTER TABLE t ADD COLUMN x int;
                    DROP TABLE t;
                    ROLLBACK TO SAVEPOINT before;
                    ALTER TABLE t ADD COLUMN y int;
                    """)).isEqualTo("""
                    -
                    Locked(t AX); ColumnAdded(t {x integer})
                    held(t AX); Dropped(table public.t t t named)
                    -
                    Locked(t AX); ColumnAdded(t {y integer})
                    """);
        }
    }

    @Test
    void howManyRowsAreMeantIsToldByTheConditionAndNotByTheRowsThatAreThere(Db db) throws Exception {
        try (Observing observing = Observing.on(db, true, """
                CREATE TABLE c (id bigint PRIMARY KEY, code varchar(10) UNIQUE, st text, n int);
                CREATE UNIQUE INDEX ON c (n) WHERE st = 'x';
                CREATE TABLE b (id int PRIMARY KEY, c_id bigint, name text);
                CREATE TABLE ev (id int, at date, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
                CREATE TABLE ev_1 PARTITION OF ev FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
                CREATE VIEW v AS SELECT id, st FROM c;
                """)) {
            for (String few : List.of(
                    "UPDATE c SET st = 'x' WHERE id IN (1, 2, 3) AND n > 4",
                    "UPDATE c SET st = 'x' WHERE code = 'it''s (' AND st = 'y' OR code = 'b'",
                    "UPDATE v SET st = 'x' WHERE id = (SELECT max(c_id) FROM b)",
                    "UPDATE c SET st = n.st FROM (VALUES (1, 'a'), (2, 'b')) n (id, st) WHERE n.id = c.id",
                    "DELETE FROM c USING b WHERE c.id = b.c_id AND b.id = 7",
                    "UPDATE ev SET id = 8 WHERE id = 7 AND at IN (DATE '2024-02-02', DATE '2024-02-03')",
                    "UPDATE c SET st = 'x' WHERE false",
                    "INSERT INTO c SELECT id FROM b",
                    "INSERT INTO c VALUES (1) ON CONFLICT (id) DO UPDATE SET st = 'y'")) {
                assertThat(extents(observing, few)).as(few).contains("FEW").doesNotContain("SOME", "ALL", "Scanned(c)");
            }
            for (String some : List.of(
                    "UPDATE c SET st = 'x' WHERE st = 'y'",
                    "UPDATE c SET st = 'x' WHERE n = 3",
                    "UPDATE c SET st = 'x' WHERE code LIKE 'a%' OR id = 5",
                    "DELETE FROM ev WHERE id = 7",
                    "UPDATE c SET st = s.b FROM (VALUES ('a', 'b'), ('c', 'd')) s (a, b) WHERE s.a = c.st",
                    "WITH gone AS (DELETE FROM c WHERE st = 'y' RETURNING id) INSERT INTO b SELECT id FROM gone")) {
                assertThat(extents(observing, some)).as(some).contains("SOME").doesNotContain("ALL");
            }
            for (String all : List.of(
                    "UPDATE c SET st = 'x'",
                    "UPDATE c SET st = b.name FROM b WHERE b.c_id = c.id",
                    "DELETE FROM c USING b WHERE c.id = b.c_id AND b.name = 'x'",
                    "DELETE FROM c WHERE NOT EXISTS (SELECT FROM b WHERE b.c_id = c.id AND b.id = 3)",
                    "UPDATE c SET st = (SELECT name FROM b WHERE b.c_id = c.id) WHERE st = 'y'",
                    "DO $$ BEGIN UPDATE c SET st = 'x'; END $$")) {
                assertThat(extents(observing, all)).as(all).contains("ALL");
            }
            String merge = "MERGE INTO c USING b ON c.id = b.c_id WHEN MATCHED THEN DELETE";
            if (observing.stage().owner().serverVersion() >= MERGE_SINCE) {
                assertThat(extents(observing, merge)).contains("ALL");
                assertThat(extents(observing, merge.replace("b.c_id", "b.c_id AND b.id = 7")))
                        .contains("FEW");
            }
            assertThat(all(observing, "DO $$ BEGIN INSERT INTO c SELECT count(*) FROM c; END $$;"))
                    .isEqualTo("Locked(c RX); Scanned(c); RowsChanged(c FEW)\n");
        }
    }

    private static String extents(Observing observing, String sql) {
        return all(observing, sql + ";");
    }

    @Test
    void whatTakesThePlaceOfADroppedConstraintIsKnownAtTheEnd(Db db) throws Exception {
        try (Observing observing = Observing.on(db, true, """
                CREATE TABLE o (id int PRIMARY KEY);
                CREATE TABLE c (id int, a int, b int, CONSTRAINT u UNIQUE (a, b), CONSTRAINT f FOREIGN KEY (id) REFERENCES o,
                  CONSTRAINT v UNIQUE (b), CONSTRAINT k CHECK (a > 0));
                """)) {
            List<Observed> all = observing.committed("""
                    ALTER TABLE c DROP CONSTRAINT u, DROP CONSTRAINT v, DROP CONSTRAINT k;
                    ALTER TABLE c DROP CONSTRAINT f;
                    CREATE UNIQUE INDEX ON c (b, a);
                    CREATE UNIQUE INDEX ON c (b) WHERE a > 0;
                    ALTER TABLE c ADD CONSTRAINT g FOREIGN KEY (id) REFERENCES o ON DELETE CASCADE;
                    """);
            observing.observer().committed(null);
            assertThat(observing.observer().afterwards(observing.stage().owner(), all).stream()
                            .flatMap(one -> one.all(Observation.ConstraintReplaced.class).stream())
                            .map(Notation::of))
                    .containsExactly("ConstraintReplaced(c u)", "ConstraintReplaced(c f)");
        }
    }

    @Test
    void whatAnotherBodyOfAFunctionLeavesAsItWasIsKnownAtTheEnd(Db db) throws Exception {
        try (Observing observing = Observing.on(db, true, """
                CREATE FUNCTION f(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1';
                CREATE FUNCTION g(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1';
                CREATE TABLE c (id int, v int GENERATED ALWAYS AS (f(id)) STORED, CONSTRAINT k CHECK (f(id) > 0), CONSTRAINT n CHECK (g(id) > 0));
                CREATE INDEX old ON c (f(id));
                CREATE INDEX anew ON c ((f(id) + 1));
                """)) {
            List<Observed> all = observing.committed("""
                    CREATE OR REPLACE FUNCTION f(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 2 * $1';
                    CREATE OR REPLACE FUNCTION g(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1';
                    REINDEX INDEX anew;
                    """);
            observing.observer().committed(null);
            assertThat(observing.observer().afterwards(observing.stage().owner(), all).stream()
                            .flatMap(one -> one.all(Observation.ComputedBefore.class).stream())
                            .map(Notation::of))
                    .containsExactlyInAnyOrder(
                            "ComputedBefore(public.f(integer) c index old)",
                            "ComputedBefore(public.f(integer) c column v)",
                            "ComputedBefore(public.f(integer) c constraint k CHECK ((f(id) > 0)))");
        }
    }

    @Test
    void readersOfADroppedViewWaitForTheOneThatTakesItsPlace(Db db) throws Exception {
        try (Observing observing = Observing.on(db, true, """
                CREATE TABLE c (id int);
                CREATE MATERIALIZED VIEW m AS SELECT id FROM c;
                """)) {
            assertThat(all(observing, """
                    DROP MATERIALIZED VIEW m;
                    SELECT 1;
                    CREATE MATERIALIZED VIEW m AS SELECT id + 1 FROM c;
                    """)).isEqualTo("""
                    Locked(m AX); Dropped(materialized view public.m m m named)
                    -
                    held(m AX); Scanned(c)
                    """);
        }
    }

    @Test
    void aStatementThatThePlannerRefusesFailsByItself(Db db) throws Exception {
        try (Observing observing = Observing.on(db, true, "CREATE TABLE c (id int)")) {
            assertThatThrownBy(() -> all(observing, "UPDATE c SET nothing = 1;"))
                    .hasMessageContaining("column \"nothing\" of relation \"c\" does not exist");
            assertThat(all(observing, "SAVEPOINT mine; DELETE FROM c WHERE id = 1; ROLLBACK TO mine;"))
                    .isEqualTo("-\nLocked(c RX); Scanned(c); RowsChanged(c SOME)\n-\n");
        }
    }

    @Test
    void aTransactionThatIsNotTheFirstHoldsNothing(Db db) throws Exception {
        try (Observing observing = Observing.on(db, true, "CREATE TABLE t (id int)")) {
            assertThat(observing.committed("ALTER TABLE t ADD COLUMN x int;"))
                    .extracting(Notation::of)
                    .containsExactly("Locked(t AX); ColumnAdded(t {x integer})");
            assertThat(observing.committed("ALTER TABLE t ALTER COLUMN x SET DEFAULT 1; ALTER TABLE t DROP COLUMN id;"))
                    .extracting(Notation::of)
                    .containsExactly("Locked(t AX)", "held(t AX); Dropped(table column public.t.id t id named)");
        }
    }

    @Test
    void atTheEndWhatIsMissingIsPutWhereItsObjectWasMade(Db db) throws Exception {
        try (Observing observing = Observing.on(db, true)) {
            List<Observed> all = observing.committed("""
                    CREATE TABLE bills (id int, order_id int, code varchar(5), CONSTRAINT to_orders FOREIGN KEY (order_id) REFERENCES orders (id));
                    ALTER TABLE bills ADD PRIMARY KEY (id);
                    CREATE INDEX bills_code ON bills (code);
                    CREATE INDEX bills_code_order ON bills (code, order_id);
                    CREATE INDEX orders_customer_room ON orders (customer_id, room);
                    CREATE FUNCTION risky() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
                    CREATE FUNCTION safe() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS 'SELECT 1';
                    ALTER TABLE bills ENABLE ROW LEVEL SECURITY;
                    DROP POLICY p_owner ON secured;
                    """);
            observing.observer().committed(null);
            assertThat(observing.observer().afterwards(observing.stage().owner(), all).stream()
                            .map(observed -> observed.number() + " " + Notation.of(observed))
                            .collect(Collectors.joining("\n")))
                    .isEqualTo("""
                    1 Locked(orders SRX); TableCreated(bills* {code character varying(5)} {id integer} {order_id integer} hasPrimaryKey); ConstraintAdded(bills* {to_orders FOREIGN_KEY[order_id] -> orders}); ForeignKeyWithoutIndex(bills* {to_orders FOREIGN_KEY[order_id] -> orders}); ForeignKeyTypesDiffer(bills* {to_orders FOREIGN_KEY[order_id] -> orders} integer bigint)
                    2 held(orders SRX); ConstraintAdded(bills* {bills_pkey PRIMARY_KEY[id]})
                    3 held(orders SRX); IndexAdded(bills* {bills_code btree 1}); IndexRedundant(bills* {bills_code btree 1} {bills_code_order btree 2})
                    4 held(orders SRX); IndexAdded(bills* {bills_code_order btree 2})
                    5 held(orders SRX); Locked(orders S); Scanned(orders); IndexAdded(orders {orders_customer_room btree 2}); IndexRedundant(orders {orders_customer_idx btree 1} {orders_customer_room btree 2})
                    6 held(orders SRX); UnsafeSecurityDefiner(public.risky())
                    7 held(orders SRX)
                    8 held(orders SRX); RowSecurityWithoutPolicy(bills*)
                    9 held(orders SRX); Locked(secured AX); Dropped(policy p_owner on public.secured secured p_owner named); RowSecurityWithoutPolicy(secured)""");
        }
    }
}
