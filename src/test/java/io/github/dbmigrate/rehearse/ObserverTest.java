package io.github.dbmigrate.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

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
                    held(t AX); Locked(t RX); Scanned(t); RowsChanged(t wholeTable)
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
