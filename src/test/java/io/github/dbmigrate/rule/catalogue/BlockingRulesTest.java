package io.github.dbmigrate.rule.catalogue;

import static io.github.dbmigrate.testing.Observing.column;
import static io.github.dbmigrate.testing.Observing.constraint;
import static io.github.dbmigrate.testing.Observing.dropped;
import static io.github.dbmigrate.testing.Observing.foreignKey;
import static io.github.dbmigrate.testing.Observing.given;
import static io.github.dbmigrate.testing.Observing.identity;
import static io.github.dbmigrate.testing.Observing.index;
import static io.github.dbmigrate.testing.Observing.materializedView;
import static io.github.dbmigrate.testing.Observing.newTable;
import static io.github.dbmigrate.testing.Observing.notValid;
import static io.github.dbmigrate.testing.Observing.partitioned;
import static io.github.dbmigrate.testing.Observing.required;
import static io.github.dbmigrate.testing.Observing.stored;
import static io.github.dbmigrate.testing.Observing.table;
import static io.github.dbmigrate.testing.Observing.usingIndex;
import static io.github.dbmigrate.testing.Observing.withDefault;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.rule.Constraint;
import io.github.dbmigrate.rule.Constraint.Type;
import io.github.dbmigrate.rule.LockMode;
import io.github.dbmigrate.rule.Observation.ColumnAdded;
import io.github.dbmigrate.rule.Observation.ColumnChanged;
import io.github.dbmigrate.rule.Observation.ConstraintAdded;
import io.github.dbmigrate.rule.Observation.ConstraintValidated;
import io.github.dbmigrate.rule.Observation.DomainConstraintAdded;
import io.github.dbmigrate.rule.Observation.IndexAdded;
import io.github.dbmigrate.rule.Observation.IndexRebuilt;
import io.github.dbmigrate.rule.Observation.Locked;
import io.github.dbmigrate.rule.Observation.LockedExplicitly;
import io.github.dbmigrate.rule.Observation.PartitionAttached;
import io.github.dbmigrate.rule.Observation.PartitionCreated;
import io.github.dbmigrate.rule.Observation.PartitionDetached;
import io.github.dbmigrate.rule.Observation.PersistenceChanged;
import io.github.dbmigrate.rule.Observation.Refreshed;
import io.github.dbmigrate.rule.Observation.Rewritten.Cause;
import io.github.dbmigrate.rule.Observation.TimeoutOff;
import io.github.dbmigrate.rule.Observation.TriggerAdded;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.rule.Rule;
import io.github.dbmigrate.testing.Observing;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BlockingRulesTest {
    private static final Relation CUSTOMERS = table("customers");
    private static final Relation ORDERS = table("orders");

    @Test
    void anIndexIsBuiltBesideWriters() {
        Observing create = given("CREATE INDEX orders_note_idx ON orders (note);")
                .locked("orders", LockMode.SHARE)
                .scanned("orders")
                .that(new IndexAdded(
                        ORDERS,
                        index("orders_note_idx", "CREATE INDEX orders_note_idx ON public.orders USING btree (note)")));
        assertThat(judge(create)).isEqualTo("""
                        blocking require-concurrent-index-creation: public.orders cannot be written while this runs
                          seen: ShareLock on public.orders until the end of the transaction, full scan of public.orders
                          help: -- dbmigrate: no-transaction
                                CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note);
                        """);
        assertThat(judge(given("CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note);")
                        .outside()
                        .locked("orders", LockMode.SHARE_UPDATE_EXCLUSIVE)
                        .scanned("orders")
                        .that(new IndexAdded(ORDERS, index("orders_note_idx", "")))))
                .isEmpty();
        assertThat(judge(given("CREATE INDEX i ON fresh (a);").that(new IndexAdded(newTable("fresh"), index("i", "")))))
                .isEmpty();
    }

    @Test
    void anIndexOfADoBlockIsWrittenOutByItsDefinition() {
        assertThat(judge(given("DO $$ BEGIN EXECUTE 'CREATE INDEX ON orders (note)'; END $$;")
                        .held("orders", LockMode.SHARE)
                        .scanned("orders")
                        .that(new IndexAdded(
                                ORDERS,
                                index(
                                        "orders_note_idx",
                                        "CREATE INDEX orders_note_idx ON public.orders USING btree (note)")))))
                .contains(
                        "seen: ShareLock on public.orders until the end of the transaction, full scan of public.orders\n")
                .contains("CREATE INDEX CONCURRENTLY orders_note_idx ON public.orders USING btree (note);");
    }

    @Test
    void anIndexIsJudgedByItsTextAlone() {
        assertThat(judge(
                        given("CREATE INDEX ON orders (note);").onlyRead().that(new IndexAdded(ORDERS, index("", "")))))
                .contains("seen: the text says CREATE INDEX ON orders (note)\n");
        assertThat(judge(given("CREATE INDEX CONCURRENTLY ON orders (note);")
                        .onlyRead()
                        .that(new IndexAdded(ORDERS, index("", "")))))
                .isEmpty();
    }

    @Test
    void anIndexOfAPartitionedTableIsMadePartByPart() {
        assertThat(judge(given("CREATE INDEX ev_at ON ev (at);")
                        .locked("ev", LockMode.SHARE)
                        .that(new Locked(partitioned("ev"), LockMode.SHARE))
                        .scanned("ev_2024")
                        .that(new IndexAdded(partitioned("ev"), index("ev_at", "")))
                        .that(new IndexAdded(table("ev_2024"), index("ev_2024_at_idx", "")))))
                .isEqualTo("""
                        blocking require-concurrent-index-creation: public.ev cannot be written while this runs
                          seen: ShareLock on public.ev until the end of the transaction, full scan of public.ev_2024
                          help: CREATE INDEX ev_at ON ONLY ev (at);
                                -- in the next migration
                                -- dbmigrate: no-transaction
                                CREATE INDEX CONCURRENTLY <index of the partition> ON <partition> ...;
                                -- in the next migration
                                ALTER INDEX ev_at ATTACH PARTITION <index of the partition>;
                        """);
        assertThat(judge(given("CREATE INDEX ev_at ON ONLY ev (at);")
                        .that(new Locked(partitioned("ev"), LockMode.SHARE))
                        .that(new IndexAdded(partitioned("ev"), index("ev_at", "")))))
                .isEmpty();
    }

    @Test
    void anIndexIsDroppedBesideReaders() {
        assertThat(judge(given("DROP INDEX orders_note_idx;")
                        .locked("orders", LockMode.ACCESS_EXCLUSIVE)
                        .that(dropped("index", "public.orders_note_idx", ORDERS, "orders_note_idx"))))
                .isEqualTo("""
                        blocking require-concurrent-index-deletion: public.orders cannot be read or written while this waits for its lock and holds it
                          seen: dropped index public.orders_note_idx, AccessExclusiveLock on public.orders until the end of the transaction
                          help: -- dbmigrate: no-transaction
                                DROP INDEX CONCURRENTLY public.orders_note_idx;
                        """);
        assertThat(judge(given("DROP INDEX CONCURRENTLY orders_note_idx;")
                        .outside()
                        .locked("orders", LockMode.SHARE_UPDATE_EXCLUSIVE)
                        .that(dropped("index", "public.orders_note_idx", ORDERS, "orders_note_idx"))))
                .isEmpty();
        assertThat(judge(given("DROP INDEX x;").onlyRead().that(dropped("index", "x", null, "x"))))
                .startsWith(
                        "blocking require-concurrent-index-deletion: the table of index x cannot be read or written");
    }

    @Test
    void indexesAreBuiltAnewBesideWriters() {
        assertThat(judge(given("REINDEX TABLE customers;")
                        .locked("customers", LockMode.SHARE)
                        .scanned("customers")
                        .that(new IndexRebuilt(CUSTOMERS, index("customers_pkey", "")))
                        .that(new IndexRebuilt(CUSTOMERS, index("customers_code_idx", "")))))
                .isEqualTo("""
                        blocking require-concurrent-reindex: public.customers cannot be written while its indexes are built anew
                          seen: ShareLock on public.customers until the end of the transaction, full scan of public.customers
                          help: -- dbmigrate: no-transaction
                                REINDEX TABLE CONCURRENTLY public.customers;
                        """);
        assertThat(judge(given("REINDEX TABLE CONCURRENTLY customers;")
                        .outside()
                        .locked("customers", LockMode.SHARE_UPDATE_EXCLUSIVE)
                        .scanned("customers")
                        .that(new IndexRebuilt(CUSTOMERS, index("customers_pkey", "")))))
                .isEmpty();
    }

    @Test
    void aPartitionIsDetachedBesideReaders() {
        assertThat(judge(given("ALTER TABLE ev DETACH PARTITION ev_2024;")
                        .that(new Locked(partitioned("ev"), LockMode.ACCESS_EXCLUSIVE))
                        .locked("ev_2024", LockMode.ACCESS_EXCLUSIVE)
                        .that(new PartitionDetached(partitioned("ev"), table("ev_2024"), false))))
                .isEqualTo("""
                        blocking require-concurrent-partition-detach: public.ev cannot be read or written while this waits for its lock and holds it
                          seen: AccessExclusiveLock on public.ev until the end of the transaction
                          help: -- dbmigrate: no-transaction
                                ALTER TABLE public.ev DETACH PARTITION public.ev_2024 CONCURRENTLY;
                        """);
        assertThat(judge(given("ALTER TABLE ev DETACH PARTITION ev_2024 CONCURRENTLY;")
                        .outside()
                        .that(new PartitionDetached(partitioned("ev"), table("ev_2024"), true))))
                .isEmpty();
    }

    @Test
    void aPartitionMayBeAttachedInPlaceOfBeingCreated() {
        assertThat(judge(given("CREATE TABLE ev_2027 PARTITION OF ev FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');")
                        .that(new Locked(partitioned("ev"), LockMode.ACCESS_EXCLUSIVE))
                        .that(new PartitionCreated(partitioned("ev"), newTable("ev_2027")))))
                .isEqualTo("""
                        advice prefer-attach-partition: public.ev cannot be read or written for the moment that this takes
                          seen: AccessExclusiveLock on public.ev until the end of the transaction
                          help: CREATE TABLE public.ev_2027 (LIKE public.ev INCLUDING ALL);
                                ALTER TABLE public.ev ATTACH PARTITION public.ev_2027 FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
                        """);
    }

    @Test
    void theRowsOfANewPartitionAreProvedBefore() {
        String attach = "ALTER TABLE ev ATTACH PARTITION ev_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');";
        Observing seen = given(attach)
                .locked("ev_2025", LockMode.ACCESS_EXCLUSIVE)
                .that(new PartitionAttached(partitioned("ev"), table("ev_2025")));
        assertThat(judge(seen)).isEmpty();
        assertThat(judge(seen.scanned("ev_2025"))).isEqualTo("""
                        blocking attach-partition-scan: public.ev_2025 cannot be read or written while all of it is read
                          seen: AccessExclusiveLock on public.ev_2025 until the end of the transaction, full scan of public.ev_2025
                          help: ALTER TABLE public.ev_2025 ADD CONSTRAINT ev_2025_bounds CHECK (<what the bounds say>) NOT VALID;
                                -- in the next migration
                                ALTER TABLE public.ev_2025 VALIDATE CONSTRAINT ev_2025_bounds;
                                ALTER TABLE ev ATTACH PARTITION ev_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
                        """);
        assertThat(judge(given(attach)
                        .scanned("ev_2025")
                        .that(new PartitionAttached(
                                new Relation("public", "ev", Relation.Kind.PARTITIONED_TABLE, true),
                                newTable("ev_2025")))))
                .isEmpty();
    }

    @Test
    void aMaterializedViewIsFilledBesideReaders() {
        Relation view = materializedView("mv_orders");
        assertThat(judge(given("REFRESH MATERIALIZED VIEW mv_orders;")
                        .that(new Locked(view, LockMode.ACCESS_EXCLUSIVE))
                        .that(new Refreshed(view, false))))
                .isEqualTo("""
                        blocking require-concurrent-refresh: public.mv_orders cannot be read while its query runs
                          seen: AccessExclusiveLock on public.mv_orders until the end of the transaction
                          help: REFRESH MATERIALIZED VIEW CONCURRENTLY public.mv_orders;
                          help: it needs a unique index, such as:
                                CREATE UNIQUE INDEX ON public.mv_orders (<its key>);
                        """);
        assertThat(judge(given("REFRESH MATERIALIZED VIEW CONCURRENTLY mv_orders;")
                        .that(new Refreshed(view, true))))
                .isEmpty();
    }

    @Test
    void aRewriteThatNobodyExplainsIsToldByItself() {
        assertThat(judge(given("SELECT odd();")
                        .locked("orders", LockMode.ACCESS_EXCLUSIVE)
                        .rewrote("orders", Cause.COLUMN_TYPE)))
                .isEqualTo("""
                        blocking table-rewrite: public.orders cannot be read or written while all of it is written anew
                          seen: AccessExclusiveLock on public.orders until the end of the transaction, rewrite of public.orders
                          help: do it beside the old table: a new column or table that is filled in batches, then swapped
                        """);
    }

    @Test
    void anotherTypeWritesAllRowsAnew() {
        ColumnChanged changed = new ColumnChanged(CUSTOMERS, column("age", "integer"), column("age", "bigint"));
        Observing alter = given("ALTER TABLE customers ALTER COLUMN age TYPE bigint;")
                .locked("customers", LockMode.ACCESS_EXCLUSIVE)
                .that(changed);
        assertThat(judge(alter)).isEmpty();
        assertThat(judge(alter.scanned("customers").rewrote("customers", Cause.COLUMN_TYPE)))
                .isEqualTo("""
                        blocking changing-column-type: public.customers cannot be read or written while all of it is written anew for column age
                          seen: integer became bigint, AccessExclusiveLock on public.customers until the end of the transaction, full scan of public.customers, rewrite of public.customers
                          help: ALTER TABLE public.customers ADD COLUMN age_new bigint;
                                -- in a migration of its own
                                -- dbmigrate: batch
                                UPDATE public.customers SET age_new = age::bigint;
                                -- when the application uses age_new alone, drop age
                        """);
    }

    @Test
    void anotherCollationBuildsTheIndexAnew() {
        assertThat(judge(given("ALTER TABLE customers ALTER COLUMN code TYPE varchar(10) COLLATE \"C\";")
                        .locked("customers", LockMode.ACCESS_EXCLUSIVE)
                        .scanned("customers")
                        .that(new IndexRebuilt(CUSTOMERS, index("customers_code_idx", "")))))
                .isEqualTo("""
                        blocking index-rebuild: public.customers cannot be read or written while its index customers_code_idx is built anew
                          seen: AccessExclusiveLock on public.customers until the end of the transaction, full scan of public.customers
                          help: a new column with an index of its own, built concurrently, can take the old one's place:
                                ALTER TABLE public.customers ADD COLUMN <new column> <type>;
                                -- in the next migration
                                -- dbmigrate: no-transaction
                                CREATE INDEX CONCURRENTLY <new index> ON public.customers (<new column>);
                        """);
    }

    @Test
    void aDefaultThatDiffersFromRowToRowWritesAllRowsAnew() {
        assertThat(judge(given("ALTER TABLE customers ADD COLUMN u uuid DEFAULT gen_random_uuid() NOT NULL;")
                        .locked("customers", LockMode.ACCESS_EXCLUSIVE)
                        .scanned("customers")
                        .rewrote("customers", Cause.DEFAULT)
                        .that(new ColumnAdded(CUSTOMERS, withDefault("u", "uuid")))))
                .isEqualTo("""
                        blocking adding-field-with-default: public.customers cannot be read or written while all of it is written anew for column u
                          seen: AccessExclusiveLock on public.customers until the end of the transaction, full scan of public.customers, rewrite of public.customers
                          help: ALTER TABLE public.customers ADD COLUMN u uuid;
                                ALTER TABLE public.customers ALTER COLUMN u SET DEFAULT gen_random_uuid();
                                -- in a migration of its own
                                -- dbmigrate: batch
                                UPDATE public.customers SET u = gen_random_uuid() WHERE u IS NULL;
                        """);
        assertThat(judge(given("ALTER TABLE customers ADD COLUMN c text DEFAULT 'a';")
                        .locked("customers", LockMode.ACCESS_EXCLUSIVE)
                        .that(new ColumnAdded(CUSTOMERS, withDefault("c", "text")))))
                .isEmpty();
    }

    @Test
    void aDomainChecksEachRowAndSoWritesAllOfThem() {
        assertThat(judge(given("ALTER TABLE orders ADD COLUMN q posint;")
                        .locked("orders", LockMode.ACCESS_EXCLUSIVE)
                        .rewrote("orders", Cause.DEFAULT)
                        .that(new ColumnAdded(ORDERS, column("q", "posint")))))
                .isEqualTo("""
                        blocking adding-field-with-default: public.orders cannot be read or written while all of it is written anew for column q
                          seen: AccessExclusiveLock on public.orders until the end of the transaction, rewrite of public.orders
                          help: a column of the domain's own base type, with the domain's CHECK added NOT VALID, needs no rewrite:
                                ALTER TABLE public.orders ADD COLUMN q <base type>;
                        """);
    }

    @Test
    void theDefaultIsTakenFromTheText() {
        assertThat(DefaultText.of(
                        "ALTER TABLE t ADD a int DEFAULT 1, ADD COLUMN b text default coalesce('x, y', f(1)) UNIQUE",
                        "b"))
                .isEqualTo("coalesce('x, y', f(1))");
        assertThat(DefaultText.of("SELECT f()", "b")).isEqualTo("<value>");
    }

    @Test
    void aStoredGeneratedColumnWritesAllRowsAnew() {
        assertThat(judge(given("ALTER TABLE customers ADD COLUMN low text GENERATED ALWAYS AS (lower(email)) STORED;")
                        .locked("customers", LockMode.ACCESS_EXCLUSIVE)
                        .rewrote("customers", Cause.DEFAULT)
                        .that(new ColumnAdded(CUSTOMERS, stored("low", "text")))))
                .isEqualTo("""
                        blocking adding-stored-generated-column: public.customers cannot be read or written while all of it is written anew for column low
                          seen: AccessExclusiveLock on public.customers until the end of the transaction, rewrite of public.customers
                          help: a plain column, which the application or a trigger fills for new rows:
                                ALTER TABLE public.customers ADD COLUMN low text;
                                -- in a migration of its own
                                -- dbmigrate: batch
                                UPDATE public.customers SET low = <expression> WHERE low IS NULL;
                          help: or, from PostgreSQL 18 on, VIRTUAL in place of STORED
                        """);
    }

    @Test
    void anIdentityColumnWritesAllRowsAnew() {
        assertThat(judge(given("ALTER TABLE customers ADD COLUMN s bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY;")
                        .locked("customers", LockMode.ACCESS_EXCLUSIVE)
                        .rewrote("customers", Cause.DEFAULT)
                        .that(new ColumnAdded(CUSTOMERS, identity("s", "bigint")))
                        .that(new ConstraintAdded(CUSTOMERS, constraint("customers_pkey", Type.PRIMARY_KEY, "", "s")))
                        .that(new IndexAdded(CUSTOMERS, index("customers_pkey", "")))))
                .isEqualTo("""
                        blocking adding-identity-column: public.customers cannot be read or written while all of it is written anew for column s
                          seen: AccessExclusiveLock on public.customers until the end of the transaction, rewrite of public.customers
                          help: CREATE SEQUENCE public.customers_s_seq;
                                ALTER TABLE public.customers ADD COLUMN s bigint;
                                ALTER TABLE public.customers ALTER COLUMN s SET DEFAULT nextval('public.customers_s_seq');
                                ALTER SEQUENCE public.customers_s_seq OWNED BY public.customers.s;
                                -- in a migration of its own
                                -- dbmigrate: batch
                                UPDATE public.customers SET s = nextval('public.customers_s_seq') WHERE s IS NULL;
                        """);
        assertThat(judge(given("ALTER TABLE customers ADD COLUMN s bigserial;")
                        .onlyRead()
                        .that(new ColumnAdded(
                                CUSTOMERS,
                                new io.github.dbmigrate.rule.Column(
                                        "s",
                                        "bigserial",
                                        true,
                                        null,
                                        io.github.dbmigrate.rule.Column.Identity.SERIAL,
                                        io.github.dbmigrate.rule.Column.Generated.NO)))))
                .contains("ADD COLUMN s bigint;")
                .contains("seen: the text says ALTER TABLE customers ADD COLUMN s bigserial\n");
    }

    @Test
    void aColumnThatMustHaveAValueFailsOnTheFirstRow() {
        assertThat(judge(given("ALTER TABLE customers ADD COLUMN req int NOT NULL;")
                        .locked("customers", LockMode.ACCESS_EXCLUSIVE)
                        .scanned("customers")
                        .that(new ColumnAdded(CUSTOMERS, required("req", "integer")))))
                .isEqualTo("""
                        blocking adding-required-field: this fails as soon as public.customers has a row: column req has no value for it
                          seen: column public.customers.req is NOT NULL and has no default
                          help: with a constant default nothing is rewritten:
                                ALTER TABLE public.customers ADD COLUMN req integer NOT NULL DEFAULT <value>;
                          help: whether production has rows:  SELECT EXISTS (SELECT FROM public.customers);
                        """);
        assertThat(judge(given("ALTER TABLE fresh ADD COLUMN req int NOT NULL;")
                        .that(new ColumnAdded(newTable("fresh"), required("req", "integer")))))
                .isEmpty();
    }

    @Test
    void notNullIsProvedBeforeItIsSet() {
        Observing set = given("ALTER TABLE customers ALTER COLUMN age SET NOT NULL;")
                .locked("customers", LockMode.ACCESS_EXCLUSIVE)
                .that(new ColumnChanged(CUSTOMERS, column("age", "integer"), required("age", "integer")));
        assertThat(judge(set)).isEmpty();
        assertThat(judge(set.scanned("customers"))).isEqualTo("""
                        blocking adding-not-nullable-field: public.customers cannot be read or written while all of it is searched for rows without age
                          seen: AccessExclusiveLock on public.customers until the end of the transaction, full scan of public.customers
                          help: ALTER TABLE public.customers ADD CONSTRAINT customers_age_filled CHECK (age IS NOT NULL) NOT VALID;
                                -- in the next migration
                                ALTER TABLE public.customers VALIDATE CONSTRAINT customers_age_filled;
                                ALTER TABLE public.customers ALTER COLUMN age SET NOT NULL;
                                ALTER TABLE public.customers DROP CONSTRAINT customers_age_filled;
                          help: rows that would make it fail:  SELECT count(*) FROM public.customers WHERE age IS NULL;
                        """);
    }

    @Test
    void aPrimaryKeyBuildsItsIndexBefore() {
        Constraint key = constraint("chk_pkey", Type.PRIMARY_KEY, "PRIMARY KEY (id)", "id");
        ColumnChanged changed = new ColumnChanged(table("chk"), column("id", "integer"), required("id", "integer"));
        assertThat(judge(given("ALTER TABLE chk ADD PRIMARY KEY (id);")
                        .locked("chk", LockMode.ACCESS_EXCLUSIVE)
                        .scanned("chk")
                        .that(changed)
                        .that(new ConstraintAdded(table("chk"), key))
                        .that(new IndexAdded(table("chk"), index("chk_pkey", "")))))
                .isEqualTo("""
                        blocking adding-serial-primary-key-field: public.chk cannot be read or written while the index of its primary key is built
                          seen: AccessExclusiveLock on public.chk until the end of the transaction, full scan of public.chk
                          help: first prove that every row has id:
                                ALTER TABLE public.chk ADD CONSTRAINT chk_id_filled CHECK (id IS NOT NULL) NOT VALID;
                                -- in the next migration
                                ALTER TABLE public.chk VALIDATE CONSTRAINT chk_id_filled;
                          help: -- dbmigrate: no-transaction
                                CREATE UNIQUE INDEX CONCURRENTLY chk_pkey ON public.chk (id);
                                -- in the next migration
                                ALTER TABLE public.chk ADD CONSTRAINT chk_pkey PRIMARY KEY USING INDEX chk_pkey;
                          help: rows that would make it fail:  SELECT id, count(*) FROM public.chk GROUP BY id HAVING count(*) > 1;
                        """);
        assertThat(judge(given("ALTER TABLE chk ADD CONSTRAINT chk_pkey PRIMARY KEY USING INDEX chk_id;")
                        .locked("chk", LockMode.ACCESS_EXCLUSIVE)
                        .that(changed)
                        .that(new ConstraintAdded(table("chk"), usingIndex(key)))))
                .isEmpty();
    }

    @Test
    void aUniqueConstraintBuildsItsIndexBefore() {
        Constraint unique = constraint("e_u", Type.UNIQUE, "UNIQUE (email)", "email");
        assertThat(judge(given("ALTER TABLE customers ADD CONSTRAINT e_u UNIQUE (email);")
                        .locked("customers", LockMode.ACCESS_EXCLUSIVE)
                        .scanned("customers")
                        .that(new ConstraintAdded(CUSTOMERS, unique))
                        .that(new IndexAdded(CUSTOMERS, index("e_u", "")))))
                .isEqualTo("""
                        blocking disallowed-unique-constraint: public.customers cannot be read or written while the index of e_u is built
                          seen: AccessExclusiveLock on public.customers until the end of the transaction, full scan of public.customers
                          help: -- dbmigrate: no-transaction
                                CREATE UNIQUE INDEX CONCURRENTLY e_u ON public.customers (email);
                                -- in the next migration
                                ALTER TABLE public.customers ADD CONSTRAINT e_u UNIQUE USING INDEX e_u;
                          help: rows that would make it fail:  SELECT email, count(*) FROM public.customers GROUP BY email HAVING count(*) > 1;
                        """);
        assertThat(judge(given("ALTER TABLE customers ADD CONSTRAINT e_u UNIQUE USING INDEX e_u;")
                        .locked("customers", LockMode.ACCESS_EXCLUSIVE)
                        .that(new ConstraintAdded(CUSTOMERS, usingIndex(unique)))))
                .isEmpty();
        assertThat(judge(given("ALTER TABLE fresh ADD UNIQUE (a);")
                        .that(new ConstraintAdded(newTable("fresh"), unique))))
                .isEmpty();
    }

    @Test
    void anExclusionConstraintHasNoOtherWay() {
        assertThat(judge(given(
                                "ALTER TABLE orders ADD CONSTRAINT apart EXCLUDE USING gist (room WITH =, during WITH &&);")
                        .locked("orders", LockMode.ACCESS_EXCLUSIVE)
                        .scanned("orders")
                        .that(new ConstraintAdded(
                                ORDERS,
                                constraint(
                                        "apart",
                                        Type.EXCLUSION,
                                        "EXCLUDE USING gist (room WITH =, during WITH &&)",
                                        "room",
                                        "during")))))
                .isEqualTo("""
                        blocking adding-exclusion-constraint: public.orders cannot be read or written while the index of apart is built
                          seen: AccessExclusiveLock on public.orders until the end of the transaction, full scan of public.orders
                          help: there is no way to add it beside readers and writers; a new table can have it:
                                CREATE TABLE public.orders_new (LIKE public.orders INCLUDING ALL, CONSTRAINT apart EXCLUDE USING gist (room WITH =, during WITH &&));
                        """);
    }

    @Test
    void aForeignKeyIsCheckedLater() {
        Constraint key =
                foreignKey("o_c", CUSTOMERS, "FOREIGN KEY (customer_id) REFERENCES customers(id)", "customer_id");
        assertThat(judge(given("ALTER TABLE orders ADD CONSTRAINT o_c FOREIGN KEY (customer_id) REFERENCES customers;")
                        .locked("orders", LockMode.SHARE_ROW_EXCLUSIVE)
                        .locked("customers", LockMode.SHARE_ROW_EXCLUSIVE)
                        .scanned("orders")
                        .that(new ConstraintAdded(ORDERS, key))))
                .isEqualTo("""
                        blocking adding-foreign-key-constraint: public.orders and public.customers cannot be written while all of public.orders is checked
                          seen: ShareRowExclusiveLock on public.orders until the end of the transaction, full scan of public.orders, ShareRowExclusiveLock on public.customers until the end of the transaction
                          help: ALTER TABLE public.orders ADD CONSTRAINT o_c FOREIGN KEY (customer_id) REFERENCES customers(id) NOT VALID;
                                -- in the next migration
                                ALTER TABLE public.orders VALIDATE CONSTRAINT o_c;
                          help: rows that would make it fail:  SELECT count(*) FROM public.orders a WHERE a.customer_id IS NOT NULL AND NOT EXISTS (SELECT FROM public.customers b WHERE b.id = a.customer_id);
                        """);
        assertThat(judge(given(
                                "ALTER TABLE orders ADD CONSTRAINT o_c FOREIGN KEY (customer_id) REFERENCES customers NOT VALID;")
                        .locked("orders", LockMode.SHARE_ROW_EXCLUSIVE)
                        .locked("customers", LockMode.SHARE_ROW_EXCLUSIVE)
                        .that(new ConstraintAdded(ORDERS, notValid(key)))))
                .isEmpty();
        assertThat(judge(given("ALTER TABLE orders VALIDATE CONSTRAINT o_c;")
                        .locked("orders", LockMode.SHARE_UPDATE_EXCLUSIVE)
                        .locked("customers", LockMode.ROW_SHARE)
                        .scanned("orders")
                        .that(new ConstraintValidated(ORDERS, key))))
                .isEmpty();
    }

    @Test
    void aForeignKeyOfANewColumnChecksNothing() {
        Constraint key = foreignKey("o_l", table("lookup"), "FOREIGN KEY (lk) REFERENCES lookup(code)", "lk");
        Observing add = given("ALTER TABLE orders ADD COLUMN lk text REFERENCES lookup (code);")
                .locked("orders", LockMode.ACCESS_EXCLUSIVE)
                .locked("lookup", LockMode.SHARE_ROW_EXCLUSIVE)
                .that(new ColumnAdded(ORDERS, column("lk", "text")))
                .that(new ConstraintAdded(ORDERS, key));
        assertThat(judge(add)).isEmpty();
        assertThat(judge(add.onlyRead())).isEmpty();
    }

    @Test
    void aForeignKeyOfANewTableComesLast() {
        Constraint key = foreignKey("nt_a_fkey", CUSTOMERS, "FOREIGN KEY (a) REFERENCES customers(id)", "a");
        String create = "CREATE TABLE nt (id int PRIMARY KEY, a bigint REFERENCES customers);";
        assertThat(judge(given(create + "\nCREATE INDEX ON nt (a);")
                        .locked("customers", LockMode.SHARE_ROW_EXCLUSIVE)
                        .that(new ConstraintAdded(newTable("nt"), key))))
                .isEqualTo("""
                        advice foreign-key-locks-referenced-table: writers of public.customers wait until all the rest of this migration is done
                          seen: ShareRowExclusiveLock on public.customers until the end of the transaction
                          help: add the foreign key last:
                                ALTER TABLE public.nt ADD CONSTRAINT nt_a_fkey FOREIGN KEY (a) REFERENCES customers(id);
                        """);
        assertThat(judge(given(create)
                        .locked("customers", LockMode.SHARE_ROW_EXCLUSIVE)
                        .that(new ConstraintAdded(newTable("nt"), key))))
                .isEmpty();
    }

    @Test
    void aCheckIsCheckedLater() {
        Constraint check = constraint("a_pos", Type.CHECK, "CHECK ((age > 0))", "age");
        assertThat(judge(given("ALTER TABLE customers ADD CONSTRAINT a_pos CHECK (age > 0);")
                        .locked("customers", LockMode.ACCESS_EXCLUSIVE)
                        .scanned("customers")
                        .that(new ConstraintAdded(CUSTOMERS, check))))
                .isEqualTo("""
                        blocking constraint-missing-not-valid: public.customers cannot be read or written while all of it is checked
                          seen: AccessExclusiveLock on public.customers until the end of the transaction, full scan of public.customers
                          help: ALTER TABLE public.customers ADD CONSTRAINT a_pos CHECK ((age > 0)) NOT VALID;
                                -- in the next migration
                                ALTER TABLE public.customers VALIDATE CONSTRAINT a_pos;
                          help: rows that would make it fail:  SELECT count(*) FROM public.customers WHERE NOT ((age > 0));
                        """);
        assertThat(judge(given("ALTER TABLE customers ADD CONSTRAINT a_pos CHECK (age > 0) NOT VALID;")
                        .locked("customers", LockMode.ACCESS_EXCLUSIVE)
                        .that(new ConstraintAdded(CUSTOMERS, notValid(check)))))
                .isEmpty();
    }

    @Test
    void validatingInTheSameTransactionGainsNothing() {
        String validate = "ALTER TABLE customers VALIDATE CONSTRAINT a_pos;";
        ConstraintValidated validated =
                new ConstraintValidated(CUSTOMERS, constraint("a_pos", Type.CHECK, "CHECK ((age > 0))", "age"));
        assertThat(judge(given(validate)
                        .held("customers", LockMode.ACCESS_EXCLUSIVE)
                        .locked("customers", LockMode.SHARE_UPDATE_EXCLUSIVE)
                        .scanned("customers")
                        .that(validated)))
                .isEqualTo("""
                        blocking validate-while-holding-lock: public.customers cannot be read or written while all of it is checked
                          seen: AccessExclusiveLock on public.customers held since a statement before, full scan of public.customers
                          help: move it into the next migration:
                                ALTER TABLE public.customers VALIDATE CONSTRAINT a_pos;
                        """);
        assertThat(judge(given(validate)
                        .locked("customers", LockMode.SHARE_UPDATE_EXCLUSIVE)
                        .scanned("customers")
                        .that(validated)))
                .isEmpty();
    }

    @Test
    void whatTakesLongRunsBeforeTheStrongLock() {
        Observing insert = given("INSERT INTO nt SELECT id FROM customers;").scanned("customers");
        assertThat(judge(insert)).isEmpty();
        assertThat(judge(insert.held("orders", LockMode.ACCESS_EXCLUSIVE))).isEqualTo("""
                        blocking statement-while-holding-access-exclusive: public.orders cannot be read or written while all of public.customers is read
                          seen: AccessExclusiveLock on public.orders held since a statement before, full scan of public.customers
                          help: put it into a migration of its own, before the one that locks public.orders
                        """);
    }

    @Test
    void whatHasARuleOfItsOwnIsNotToldAgainUnderAHeldLock() {
        assertThat(judge(given("DO $$ BEGIN ALTER TABLE customers ALTER COLUMN age SET NOT NULL; END $$;")
                        .held("customers", LockMode.ACCESS_EXCLUSIVE)
                        .scanned("customers")
                        .that(new ColumnChanged(CUSTOMERS, column("age", "integer"), required("age", "integer")))))
                .startsWith("blocking adding-not-nullable-field")
                .doesNotContain("statement-while-holding-access-exclusive");
    }

    @Test
    void aSecondLockedTableIsToldOnce() {
        Observing second = given("ALTER TABLE orders ADD COLUMN a int;")
                .locked("orders", LockMode.ACCESS_EXCLUSIVE)
                .held("customers", LockMode.ACCESS_EXCLUSIVE);
        assertThat(judge(second)).isEqualTo("""
                        advice multiple-table-locks: public.customers stays locked while this waits for public.orders
                          seen: AccessExclusiveLock on public.orders until the end of the transaction, AccessExclusiveLock on public.customers held since a statement before
                          help: put the statements about public.orders into a migration of their own
                        """);
        assertThat(judge(second.held("lookup", LockMode.ACCESS_EXCLUSIVE))).isEmpty();
        assertThat(judge(given("ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers NOT VALID;")
                        .held("orders", LockMode.ACCESS_EXCLUSIVE)
                        .locked("customers", LockMode.SHARE_ROW_EXCLUSIVE)
                        .that(new ConstraintAdded(ORDERS, notValid(foreignKey("f", CUSTOMERS, ""))))))
                .isEmpty();
    }

    @Test
    void aTriggerRunsForEachWrite() {
        assertThat(judge(given("CREATE TRIGGER ct BEFORE INSERT ON customers FOR EACH ROW EXECUTE FUNCTION touch();")
                        .locked("customers", LockMode.SHARE_ROW_EXCLUSIVE)
                        .that(new TriggerAdded(CUSTOMERS, "ct"))))
                .isEqualTo("""
                        advice adding-trigger: each write of public.customers also runs trigger ct from now on
                          seen: ShareRowExclusiveLock on public.customers until the end of the transaction
                        """);
        assertThat(judge(given("CREATE TRIGGER ct BEFORE INSERT ON nt EXECUTE FUNCTION touch();")
                        .that(new TriggerAdded(newTable("nt"), "ct"))))
                .isEmpty();
    }

    @Test
    void tablesAreTidiedBesideReaders() {
        assertThat(judge(given("VACUUM FULL customers;")
                        .outside()
                        .locked("customers", LockMode.ACCESS_EXCLUSIVE)
                        .rewrote("customers", Cause.CLUSTER)))
                .isEqualTo("""
                        blocking prefer-repack: public.customers cannot be read or written while all of it is written anew
                          seen: AccessExclusiveLock on public.customers until the end of the statement, rewrite of public.customers
                          help: pg_repack does it beside readers and writers:
                                pg_repack --table=public.customers
                          help: or only make the space free for new rows:
                                VACUUM public.customers;
                        """);
        assertThat(judge(given("VACUUM customers;").outside().locked("customers", LockMode.SHARE_UPDATE_EXCLUSIVE)))
                .isEmpty();
    }

    @Test
    void anotherPersistenceWritesAllRowsAnew() {
        assertThat(judge(given("ALTER TABLE lookup SET UNLOGGED;")
                        .locked("lookup", LockMode.ACCESS_EXCLUSIVE)
                        .rewrote("lookup", Cause.PERSISTENCE)
                        .that(new PersistenceChanged(table("lookup"), true))))
                .isEqualTo("""
                        blocking changing-persistence: public.lookup cannot be read or written while all of it is written anew, and a crash of the server empties it from then on
                          seen: AccessExclusiveLock on public.lookup until the end of the transaction, rewrite of public.lookup
                          help: a new table can take its place:
                                CREATE UNLOGGED TABLE public.lookup_new (LIKE public.lookup INCLUDING ALL);
                        """);
    }

    @Test
    void anotherTablespaceCopiesTheFiles() {
        assertThat(judge(given("ALTER TABLE lookup SET TABLESPACE fast;")
                        .locked("lookup", LockMode.ACCESS_EXCLUSIVE)
                        .rewrote("lookup", Cause.TABLESPACE)))
                .isEqualTo("""
                        blocking changing-tablespace: public.lookup cannot be read or written while its files are copied
                          seen: AccessExclusiveLock on public.lookup until the end of the transaction, rewrite of public.lookup
                          help: pg_repack moves it beside readers and writers:
                                pg_repack --tablespace=<tablespace> --table=public.lookup
                        """);
    }

    @Test
    void anotherAccessMethodWritesAllRowsAnew() {
        assertThat(judge(given("ALTER TABLE lookup SET ACCESS METHOD heap2;")
                        .locked("lookup", LockMode.ACCESS_EXCLUSIVE)
                        .rewrote("lookup", Cause.ACCESS_METHOD)))
                .isEqualTo("""
                        blocking changing-access-method: public.lookup cannot be read or written while all of it is written anew
                          seen: AccessExclusiveLock on public.lookup until the end of the transaction, rewrite of public.lookup
                          help: a new table can take its place:
                                CREATE TABLE public.lookup_new (LIKE public.lookup INCLUDING ALL) USING <access method>;
                        """);
    }

    @Test
    void anExplicitLockIsHeldUntilTheEnd() {
        assertThat(judge(given("LOCK TABLE customers IN ACCESS EXCLUSIVE MODE;")
                        .locked("customers", LockMode.ACCESS_EXCLUSIVE)
                        .that(new LockedExplicitly(CUSTOMERS, LockMode.ACCESS_EXCLUSIVE))))
                .isEqualTo("""
                        risky explicit-lock: public.customers cannot be read or written until this transaction ends
                          seen: AccessExclusiveLock on public.customers until the end of the transaction
                          help: SHARE UPDATE EXCLUSIVE keeps out other changes of the table, but no readers or writers:
                                LOCK TABLE public.customers IN SHARE UPDATE EXCLUSIVE MODE;
                        """);
        assertThat(judge(given("LOCK TABLE customers IN SHARE UPDATE EXCLUSIVE MODE;")
                        .that(new LockedExplicitly(CUSTOMERS, LockMode.SHARE_UPDATE_EXCLUSIVE))))
                .isEmpty();
    }

    @Test
    void aDomainIsCheckedLater() {
        assertThat(judge(given("ALTER DOMAIN posint ADD CONSTRAINT small CHECK (VALUE < 100);")
                        .locked("customers", LockMode.SHARE)
                        .scanned("customers")
                        .that(new DomainConstraintAdded("public.posint", "small", true))))
                .isEqualTo("""
                        blocking ban-alter-domain-with-add-constraint: public.customers cannot be written while its values of domain public.posint are checked
                          seen: ShareLock on public.customers until the end of the transaction, full scan of public.customers
                          help: ALTER DOMAIN posint ADD CONSTRAINT small CHECK (VALUE < 100) NOT VALID;
                                -- in the next migration
                                ALTER DOMAIN public.posint VALIDATE CONSTRAINT small;
                        """);
        assertThat(judge(given("ALTER DOMAIN posint ADD CONSTRAINT small CHECK (VALUE < 100) NOT VALID;")
                        .that(new DomainConstraintAdded("public.posint", "small", false))))
                .isEmpty();
    }

    @Test
    void aLockIsNotWaitedForWithoutLimit() {
        Observing add = given("ALTER TABLE customers ADD COLUMN z int;").locked("customers", LockMode.ACCESS_EXCLUSIVE);
        assertThat(judge(add)).isEmpty();
        assertThat(judge(add.withoutLockTimeout())).isEqualTo("""
                        blocking require-lock-timeout: whoever uses public.customers waits for as long as this waits for its lock, without a limit
                          seen: lock_timeout is 0, AccessExclusiveLock on public.customers until the end of the transaction
                          help: take SET lock_timeout = 0 out; a file that needs more patience says so:
                                -- dbmigrate: lock-timeout 10s
                        """);
        assertThat(judge(add.held("customers", LockMode.ACCESS_EXCLUSIVE))).isEmpty();
    }

    @Test
    void aStatementTimeoutIsAskedForOnRequest() {
        assertThat(judge(given("SET statement_timeout = 0;").that(new TimeoutOff("statement_timeout"))))
                .isEqualTo("""
                        advice require-statement-timeout: a statement that goes wrong runs until somebody notices
                          seen: statement_timeout is 0
                          help: take it out; a file that needs longer says so:
                                -- dbmigrate: statement-timeout 3h
                        """);
        assertThat(new RequireStatementTimeout().isOn()).isFalse();
    }

    @Test
    void ifNotExistsTakesAnInvalidIndexForTheIndex() {
        assertThat(judge(given("CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON orders (note);")
                        .outside()))
                .isEqualTo("""
                        advice concurrent-if-not-exists: an invalid index of that name passes for the index
                          seen: the text says CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON orders (note)
                          help: leave IF NOT EXISTS out
                        """);
        assertThat(new ConcurrentIfNotExists().isOn()).isFalse();
    }

    private static String judge(Observing statement) {
        List<Rule> rules = Stream.concat(DestructiveRules.ALL.stream(), BlockingRules.ALL.stream())
                .toList();
        return statement.judgedBy(rules);
    }
}
