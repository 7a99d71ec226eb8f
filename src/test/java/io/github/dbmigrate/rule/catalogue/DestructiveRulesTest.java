package io.github.dbmigrate.rule.catalogue;

import static io.github.dbmigrate.testing.Observing.carriedOff;
import static io.github.dbmigrate.testing.Observing.column;
import static io.github.dbmigrate.testing.Observing.constraint;
import static io.github.dbmigrate.testing.Observing.dropped;
import static io.github.dbmigrate.testing.Observing.given;
import static io.github.dbmigrate.testing.Observing.newTable;
import static io.github.dbmigrate.testing.Observing.notValid;
import static io.github.dbmigrate.testing.Observing.partitioned;
import static io.github.dbmigrate.testing.Observing.required;
import static io.github.dbmigrate.testing.Observing.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.rule.Constraint.Type;
import io.github.dbmigrate.rule.LockMode;
import io.github.dbmigrate.rule.Observation.ColumnChanged;
import io.github.dbmigrate.rule.Observation.ConstraintAdded;
import io.github.dbmigrate.rule.Observation.Dropped;
import io.github.dbmigrate.rule.Observation.Emptied;
import io.github.dbmigrate.rule.Observation.Rewritten.Cause;
import io.github.dbmigrate.rule.Observation.RowsChanged;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.rule.Rule;
import io.github.dbmigrate.testing.Observing;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DestructiveRulesTest {

    @Test
    void aDroppedTableLosesItsRows() {
        assertThat(judge(given("DROP TABLE lookup;")
                        .locked("lookup", LockMode.ACCESS_EXCLUSIVE)
                        .that(dropped("table", "public.lookup", table("lookup"), "lookup"))))
                .isEqualTo("""
                        destructive ban-drop-table: table public.lookup and its rows are gone for good
                          seen: dropped table public.lookup, AccessExclusiveLock on public.lookup until the end of the transaction
                          help: rename it now, and drop it when a release has passed and nobody has missed it:
                                ALTER TABLE public.lookup RENAME TO lookup_unused;
                        """);
    }

    @Test
    void whatWentWithItsTableIsNotToldApart() {
        assertThat(judge(given("DROP TABLE orders CASCADE;")
                        .that(dropped("table", "public.orders", table("orders"), "orders"))
                        .that(carriedOff("trigger", "orders_touch on public.orders", table("orders"), "orders_touch"))
                        .that(carriedOff("table constraint", "x on public.orders", table("orders"), "x"))
                        .that(carriedOff("type", "public.orders", table("orders"), "orders"))))
                .startsWith("destructive ban-drop-table: table public.orders and its rows are gone for good")
                .doesNotContain("drop-cascade");
    }

    @Test
    void whatWentByCascadeIsToldWithWhatToWriteInstead() {
        assertThat(judge(given("ALTER TABLE customers DROP COLUMN email CASCADE;")
                        .locked("customers", LockMode.ACCESS_EXCLUSIVE)
                        .that(dropped("table column", "public.customers.email", table("customers"), "email"))
                        .that(carriedOff(
                                "table constraint", "email_ok on public.customers", table("customers"), "email_ok"))
                        .that(carriedOff("view", "public.v_customers", null, "v_customers"))
                        .that(carriedOff("table constraint", "items_fk on public.items", table("items"), "items_fk"))
                        .that(carriedOff("rule", "_RETURN on public.v_customers", null, "_RETURN"))))
                .isEqualTo("""
                        destructive ban-drop-column: column public.customers.email and its values are gone for good
                          seen: dropped table column public.customers.email, AccessExclusiveLock on public.customers until the end of the transaction
                          help: first deploy what no longer uses it; until then it need not be filled:
                                ALTER TABLE public.customers ALTER COLUMN email DROP NOT NULL;
                        destructive drop-cascade: view public.v_customers and 1 more go as well, without being named
                          seen: dropped by CASCADE: view public.v_customers, table constraint items_fk on public.items
                          help: name each in front of the statement, and leave CASCADE out:
                                DROP VIEW public.v_customers;
                                ALTER TABLE public.items DROP CONSTRAINT items_fk;
                        """);
    }

    @Test
    void aSchemaTakesItsObjectsAlong() {
        Relation settings = new Relation("app", "settings", Relation.Kind.TABLE, false);
        Observing drop = given("DROP SCHEMA app CASCADE;").that(dropped("schema", "app", null, "app"));
        assertThat(judge(drop)).isEmpty();
        assertThat(judge(drop.that(carriedOff("table", "app.settings", settings, "settings"))))
                .isEqualTo("""
                        destructive ban-drop-schema: schema app and everything in it is gone for good
                          seen: dropped table app.settings
                          help: drop each object by its name, then the empty schema:
                                DROP SCHEMA app RESTRICT;
                        """);
        assertThat(judge(given("DROP SCHEMA app CASCADE;").onlyRead().that(dropped("schema", "app", null, "app"))))
                .startsWith("destructive ban-drop-schema: schema app and everything in it is gone for good\n"
                        + "  seen: the text says DROP SCHEMA app CASCADE\n");
    }

    @Test
    void aDatabaseIsNeverDropped() {
        assertThat(judge(given("DROP DATABASE IF EXISTS \"Shop\";").outside().onlyRead()))
                .isEqualTo("""
                        destructive ban-drop-database: database "Shop" and everything in it is gone for good
                          seen: the text says DROP DATABASE IF EXISTS "Shop"
                          help: take it out: whoever runs the server drops a database, by hand
                        """);
    }

    @Test
    void aDroppedColumnLosesItsValues() {
        assertThat(judge(
                        given("DO $$ BEGIN\n  EXECUTE format('ALTER TABLE %I DROP COLUMN \"Name\"', 'users');\nEND $$;")
                                .locked("users", LockMode.ACCESS_EXCLUSIVE)
                                .that(dropped("table column", "public.users.\"Name\"", table("users"), "Name"))))
                .isEqualTo("""
                        destructive ban-drop-column: column public.users."Name" and its values are gone for good
                          seen: dropped table column public.users."Name", AccessExclusiveLock on public.users until the end of the transaction
                          help: first deploy what no longer uses it; until then it need not be filled:
                                ALTER TABLE public.users ALTER COLUMN "Name" DROP NOT NULL;
                        """);
        assertThat(judge(given("ALTER TABLE users ALTER COLUMN name DROP NOT NULL;")
                        .locked("users", LockMode.ACCESS_EXCLUSIVE)
                        .that(new ColumnChanged(table("users"), required("name", "text"), column("name", "text")))))
                .isEmpty();
    }

    @Test
    void aColumnOfAPartitionedTableIsToldOnce() {
        Relation parent = partitioned("ev");
        assertThat(judge(given("ALTER TABLE ev DROP COLUMN v;")
                        .that(dropped("table column", "public.ev_2024.v", table("ev_2024"), "v"))
                        .that(dropped("table column", "public.ev.v", parent, "v"))))
                .startsWith("destructive ban-drop-column: column public.ev.v and its values are gone for good\n")
                .doesNotContain("ev_2024");
    }

    @Test
    void anEmptiedTableLosesItsRows() {
        assertThat(judge(given("TRUNCATE lookup, ev;")
                        .locked("lookup", LockMode.ACCESS_EXCLUSIVE)
                        .that(new Emptied(table("lookup"), false))
                        .that(new Emptied(table("ev_2024"), false))))
                .isEqualTo("""
                        destructive ban-truncate: all rows of public.lookup, public.ev_2024 are gone for good
                          seen: AccessExclusiveLock on public.lookup until the end of the transaction
                          help: delete only what must go, in a migration of its own:
                                -- dbmigrate: batch
                                DELETE FROM public.lookup WHERE <condition>;
                        """);
        assertThat(judge(given("TRUNCATE fresh;").that(new Emptied(newTable("fresh"), false))))
                .isEmpty();
    }

    @Test
    void whatTruncateDoesNotNameIsTold() {
        assertThat(judge(given("TRUNCATE orders CASCADE;")
                        .that(new Emptied(table("orders"), false))
                        .that(new Emptied(table("items"), true))))
                .isEqualTo("""
                        destructive ban-truncate-cascade: all rows of public.orders are gone for good, and so are those of public.items, which the statement does not name
                          seen: the catalog before and behind the statement
                          help: name what must go, and leave CASCADE out:
                                TRUNCATE public.orders, public.items;
                        """);
        assertThat(judge(given("TRUNCATE fresh CASCADE;")
                        .that(new Emptied(newTable("fresh"), false))
                        .that(new Emptied(table("items"), true))))
                .contains("all rows of public.items, which the statement does not name, are gone for good");
    }

    @Test
    void aTextDoesNotTellWhatTruncateDoesNotName() {
        assertThat(judge(given("TRUNCATE orders CASCADE;").that(new Emptied(table("orders"), false))))
                .isEqualTo("""
                        destructive ban-truncate-cascade: all rows of public.orders are gone for good, and so are those of every table that refers to it
                          seen: the catalog before and behind the statement
                          help: name what must go, and leave CASCADE out:
                                TRUNCATE public.orders;
                        """);
    }

    @Test
    void aDroppedConstraintLetsBadRowsIn() {
        assertThat(judge(given("ALTER TABLE lookup DROP CONSTRAINT lookup_pkey;")
                        .locked("lookup", LockMode.ACCESS_EXCLUSIVE)
                        .that(dropped(
                                "table constraint", "lookup_pkey on public.lookup", table("lookup"), "lookup_pkey"))))
                .isEqualTo("""
                        risky ban-drop-constraint: constraint lookup_pkey of public.lookup no longer keeps bad rows out
                          seen: dropped table constraint lookup_pkey on public.lookup, AccessExclusiveLock on public.lookup until the end of the transaction
                          help: to change it, add the new one in the same statement:
                                ALTER TABLE public.lookup DROP CONSTRAINT lookup_pkey, ADD CONSTRAINT lookup_pkey <definition> NOT VALID;
                        """);
    }

    @Test
    void aConstraintThatIsReplacedIsNoFinding() {
        Dropped gone = dropped("table constraint", "a_pos on public.customers", table("customers"), "a_pos");
        assertThat(judge(given(
                                "ALTER TABLE customers DROP CONSTRAINT a_pos, ADD CONSTRAINT a_pos CHECK (age > 1) NOT VALID;")
                        .that(gone)
                        .that(new ConstraintAdded(
                                table("customers"), notValid(constraint("a_pos", Type.CHECK, "", "age"))))))
                .isEmpty();
        assertThat(judge(given("ALTER TABLE customers DROP CONSTRAINT a_pos;\n"
                                + "ALTER TABLE customers ADD CONSTRAINT a_pos CHECK (age > 1) NOT VALID;")
                        .that(gone)))
                .isEmpty();
    }

    @Test
    void theCheckThatHasProvedNotNullMayGo() {
        Dropped gone = dropped("table constraint", "chk_v_nn on public.chk", table("chk"), "chk_v_nn");
        String set = "ALTER TABLE chk ALTER COLUMN v SET NOT NULL;\n";
        assertThat(judge(given(set + "ALTER TABLE chk DROP CONSTRAINT chk_v_nn;")
                        .statement(2)
                        .that(gone)))
                .isEmpty();
        assertThat(judge(given("ALTER TABLE chk ALTER COLUMN v SET NOT NULL, DROP CONSTRAINT chk_v_nn;")
                        .that(gone)
                        .that(new ColumnChanged(table("chk"), column("v", "integer"), required("v", "integer")))))
                .isEmpty();
    }

    @Test
    void whoeverUsesADroppedObjectFails() {
        assertThat(judge(given("DROP VIEW v;").that(dropped("view", "public.v", null, "v"))))
                .isEqualTo("""
                        risky ban-drop-view: view public.v is gone: queries that name it fail
                          seen: dropped view public.v
                        """);
        assertThat(judge(given("DROP SEQUENCE s;").that(dropped("sequence", "public.s", null, "s"))))
                .isEqualTo("""
                        risky ban-drop-sequence: sequence public.s is gone: nextval fails, and where it had come to is forgotten
                          seen: dropped sequence public.s
                        """);
        assertThat(judge(given("DROP DOMAIN d;").that(dropped("domain", "public.d", null, "d"))))
                .isEqualTo("""
                        risky ban-drop-domain: domain public.d is gone: casts to it fail
                          seen: dropped domain public.d
                        """);
        assertThat(judge(given("DROP TYPE mood;").that(dropped("type", "public.mood", null, "mood"))))
                .isEqualTo("""
                        risky ban-drop-type: type public.mood is gone: casts to it fail
                          seen: dropped type public.mood
                        """);
        assertThat(judge(given("DROP FUNCTION f(int);").that(dropped("function", "public.f(integer)", null, "f"))))
                .isEqualTo("""
                        risky ban-drop-function: function public.f(integer) is gone: calls of it fail
                          seen: dropped function public.f(integer)
                        """);
        assertThat(judge(given("DROP TRIGGER t ON orders;")
                        .that(dropped("trigger", "t on public.orders", table("orders"), "t"))))
                .isEqualTo("""
                        risky ban-drop-trigger: trigger t on public.orders is gone: writes go on without it
                          seen: dropped trigger t on public.orders
                        """);
        assertThat(judge(given("DROP EXTENSION pg_trgm;").that(dropped("extension", "pg_trgm", null, "pg_trgm"))))
                .isEqualTo("""
                        risky ban-drop-extension: extension pg_trgm is gone: its functions and operators fail
                          seen: dropped extension pg_trgm
                        """);
    }

    @Test
    void aForeignTableKeepsItsRowsElsewhere() {
        Relation far = new Relation("public", "far", Relation.Kind.FOREIGN_TABLE, false);
        assertThat(judge(given("DROP FOREIGN TABLE far;").that(dropped("foreign table", "public.far", far, "far"))))
                .startsWith("risky ban-drop-view: foreign table public.far is gone: queries that name it fail\n");
    }

    @Test
    void whatTheSameTransactionMakesAgainIsNotMissed() {
        assertThat(judge(given("DROP VIEW IF EXISTS v;\nCREATE VIEW v AS SELECT 1;")
                        .that(dropped("view", "public.v", null, "v"))))
                .isEmpty();
        assertThat(judge(given(
                                "DROP TRIGGER t ON orders;\nCREATE TRIGGER t BEFORE UPDATE ON orders EXECUTE FUNCTION f();")
                        .that(dropped("trigger", "t on public.orders", table("orders"), "t"))))
                .isEmpty();
        assertThat(judge(given("DROP VIEW v;\nCREATE VIEW v AS SELECT 1;")
                        .outside()
                        .that(dropped("view", "public.v", null, "v"))))
                .startsWith("risky ban-drop-view");
    }

    @Test
    void aSequenceOfADroppedColumnIsNoFindingOfItsOwn() {
        assertThat(judge(given("ALTER TABLE users DROP COLUMN id;")
                        .that(dropped("table column", "public.users.id", table("users"), "id"))
                        .that(carriedOff("sequence", "public.users_id_seq", null, "users_id_seq"))))
                .doesNotContain("sequence");
    }

    @Test
    void aChangeOfAllRowsKeepsThemLocked() {
        assertThat(judge(given("UPDATE customers SET status = 'y'")
                        .held("orders", LockMode.ACCESS_EXCLUSIVE)
                        .locked("customers", LockMode.ROW_EXCLUSIVE)
                        .scanned("customers")
                        .that(new RowsChanged(table("customers"), true))))
                .isEqualTo("""
                        blocking unbatched-data-change: rows of public.customers that this changes stay locked until all of them are done
                          seen: RowExclusiveLock on public.customers until the end of the transaction, full scan of public.customers; meanwhile nobody can read public.orders, locked by a statement before
                          help: in batches, in a migration of its own:
                                -- dbmigrate: batch
                                UPDATE customers SET status = 'y';
                        """);
    }

    @Test
    void rowsThatAreFoundByKeyOrInsertedOrChangedInBatchesAreNoFinding() {
        assertThat(judge(given("UPDATE customers SET status = 'y' WHERE id = 7")
                        .that(new RowsChanged(table("customers"), false))))
                .isEmpty();
        assertThat(judge(given("INSERT INTO lookup SELECT code, label || '2' FROM lookup")
                        .scanned("lookup")
                        .that(new RowsChanged(table("lookup"), true))))
                .isEmpty();
        assertThat(judge(given("-- dbmigrate: batch\nUPDATE customers SET status = 'y';")
                        .that(new RowsChanged(table("customers"), true))))
                .isEmpty();
        assertThat(judge(given("UPDATE fresh SET a = 1;").that(new RowsChanged(newTable("fresh"), true))))
                .isEmpty();
    }

    @Test
    void aTypeThatHoldsLessCutsValues() {
        assertThat(judge(given("ALTER TABLE customers ALTER COLUMN code TYPE varchar(5);")
                        .locked("customers", LockMode.ACCESS_EXCLUSIVE)
                        .scanned("customers")
                        .rewrote("customers", Cause.COLUMN_TYPE)
                        .that(new ColumnChanged(
                                table("customers"),
                                column("code", "character varying(10)"),
                                column("code", "character varying(5)")))))
                .isEqualTo("""
                        destructive lossy-type-change: values of public.customers.code that character varying(5) cannot hold are cut, or make this fail
                          seen: character varying(10) became character varying(5), AccessExclusiveLock on public.customers until the end of the transaction, full scan of public.customers, rewrite of public.customers
                          help: ALTER TABLE public.customers ADD COLUMN code_new character varying(5);
                                -- in a migration of its own
                                -- dbmigrate: batch
                                UPDATE public.customers SET code_new = code::character varying(5);
                                -- when the application uses code_new alone, drop code
                          help: whether production has such values:  SELECT count(*) FROM public.customers WHERE code::character varying(5)::character varying(10) IS DISTINCT FROM code;
                        """);
    }

    @Test
    void whatHoldsLessIsKnownByTheNamesOfTheTypes() {
        assertThat(Stream.of(
                                "bigint > integer",
                                "integer > smallint",
                                "text > character varying(5)",
                                "numeric > numeric(10,2)",
                                "numeric(10,2) > numeric(10,1)",
                                "numeric(10,2) > numeric(9,2)",
                                "numeric(10,2) > numeric(10,3)",
                                "numeric(10,2) > integer",
                                "double precision > real",
                                "numeric > double precision",
                                "timestamp with time zone > date",
                                "timestamp with time zone > timestamp(3) with time zone")
                        .filter(DestructiveRulesTest::isNarrowing))
                .hasSize(12);
        assertThat(Stream.of(
                                "integer > bigint",
                                "character varying(5) > character varying(10)",
                                "character varying(5) > text",
                                "numeric(10,2) > numeric(12,2)",
                                "numeric(10,2) > numeric",
                                "numeric(10,2) > numeric(11,3)",
                                "real > double precision",
                                "integer > numeric",
                                "date > timestamp with time zone",
                                "integer > text",
                                "cidr > inet",
                                "timestamp without time zone > timestamp with time zone",
                                " > integer")
                        .filter(DestructiveRulesTest::isNarrowing))
                .isEmpty();
    }

    private static boolean isNarrowing(String change) {
        int at = change.indexOf(" > ");
        return Narrowing.is(change.substring(0, at), change.substring(at + 3));
    }

    private static String judge(Observing statement) {
        List<Rule> rules = Stream.concat(DestructiveRules.ALL.stream(), BlockingRules.ALL.stream())
                .toList();
        return statement.judgedBy(rules);
    }
}
