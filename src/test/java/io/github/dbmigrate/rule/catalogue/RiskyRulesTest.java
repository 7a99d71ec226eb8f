package io.github.dbmigrate.rule.catalogue;

import static io.github.dbmigrate.rule.catalogue.Seen.column;
import static io.github.dbmigrate.rule.catalogue.Seen.in;
import static io.github.dbmigrate.rule.catalogue.Seen.index;
import static io.github.dbmigrate.rule.catalogue.Seen.newTable;
import static io.github.dbmigrate.rule.catalogue.Seen.notNull;
import static io.github.dbmigrate.rule.catalogue.Seen.numbered;
import static io.github.dbmigrate.rule.catalogue.Seen.partitioned;
import static io.github.dbmigrate.rule.catalogue.Seen.table;
import static io.github.dbmigrate.rule.catalogue.Seen.view;
import static io.github.dbmigrate.rule.catalogue.Seen.withDefault;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.rule.Column;
import io.github.dbmigrate.rule.Observation.ColumnChanged;
import io.github.dbmigrate.rule.Observation.ComputedBefore;
import io.github.dbmigrate.rule.Observation.Dropped;
import io.github.dbmigrate.rule.Observation.EnumValueRenamed;
import io.github.dbmigrate.rule.Observation.IndexRebuilt;
import io.github.dbmigrate.rule.Observation.MovedToSchema;
import io.github.dbmigrate.rule.Observation.NeededSuperuser;
import io.github.dbmigrate.rule.Observation.Renamed;
import io.github.dbmigrate.rule.Observation.Replaced;
import io.github.dbmigrate.rule.Observation.Revoked;
import io.github.dbmigrate.rule.Observation.Rewritten;
import io.github.dbmigrate.rule.Observation.RowSecurityWeakened;
import io.github.dbmigrate.rule.Observation.RowSecurityWithoutPolicy;
import io.github.dbmigrate.rule.Observation.Scanned;
import io.github.dbmigrate.rule.Observation.TriggerDisabled;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.rule.Rule;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RiskyRulesTest {
    private static final Relation CUSTOMERS = table("customers");

    @Test
    void aRenamedColumnIsMissedByRunningQueries() {
        Rule rule = new RenamingColumn();
        Seen rename = in("ALTER TABLE customers RENAME COLUMN age TO \"yearsOld\";");
        assertThat(rename.that(new Renamed("column", CUSTOMERS, "age", "yearsOld"))
                        .judgedBy(rule))
                .isEqualTo("""
                        running queries that name public.customers.age fail
                        seen: column age of public.customers is called "yearsOld" now
                        help: keep age until no running version uses it:
                              ALTER TABLE public.customers ADD COLUMN "yearsOld" <type of age>;
                              then deploy what writes both, and copy in a file of its own:
                              -- dbmigrate: batch
                              UPDATE public.customers SET "yearsOld" = age WHERE "yearsOld" IS DISTINCT FROM age;
                              then deploy what uses "yearsOld" alone, and in a later release:
                              ALTER TABLE public.customers DROP COLUMN age;
                        """);
        assertThat(rename.that(new Renamed("column", view("v"), "age", "years")).judgedBy(rule))
                .isEqualTo("""
                        running queries that name public.v.age fail
                        seen: column age of public.v is called years now
                        help: add years to the query of public.v behind its other columns, and leave age in it until nobody reads it
                        """);
        assertThat(rename.that(new Renamed("column", newTable("visits"), "age", "years"))
                        .judgedBy(rule))
                .isEmpty();
        assertThat(rename.that(new Renamed("table", CUSTOMERS, "customers", "clients"))
                        .judgedBy(rule))
                .isEmpty();
    }

    @Test
    void aColumnThatIsRenamedInAllPartitionsIsToldOnce() {
        assertThat(in("ALTER TABLE ev RENAME COLUMN v TO w;")
                        .that(
                                new Renamed("column", table("ev_2024"), "v", "w"),
                                new Renamed("column", partitioned("ev"), "v", "w"))
                        .judgedBy(new RenamingColumn()))
                .startsWith("running queries that name public.ev.v fail\n")
                .containsOnlyOnce("running queries");
    }

    @Test
    void aRenamedTableIsMissedUnlessSomethingHasItsOldName() {
        Rule rule = new RenamingTable();
        String rename = "ALTER TABLE customers RENAME TO clients;\n";
        Renamed renamed = new Renamed("table", CUSTOMERS, "customers", "clients");
        assertThat(in(rename).that(renamed).judgedBy(rule)).isEqualTo("""
                running queries that name public.customers fail
                seen: table public.customers is called public.clients now
                help: keep the old name in the same file, and grant on it what was granted on the table:
                      CREATE VIEW public.customers AS SELECT * FROM public.clients;
                """);
        assertThat(in(rename + "CREATE OR REPLACE VIEW customers AS SELECT * FROM clients;")
                        .that(renamed)
                        .judgedBy(rule))
                .isEmpty();
        assertThat(in(rename + "CREATE VIEW /* old */ \"public\".customers AS SELECT * FROM clients;")
                        .that(renamed)
                        .judgedBy(rule))
                .isEmpty();
        assertThat(in(rename + "ALTER TABLE customers_new RENAME TO customers;")
                        .that(renamed)
                        .judgedBy(rule))
                .isEmpty();
        assertThat(in(rename + "CREATE VIEW app.customers AS SELECT * FROM clients;")
                        .that(renamed)
                        .judgedBy(rule))
                .isNotEmpty();
        assertThat(in("CREATE VIEW customers AS SELECT 1;" + rename)
                        .statement(2)
                        .that(renamed)
                        .judgedBy(rule))
                .isNotEmpty();
        assertThat(in(rename)
                        .that(new Renamed("table", newTable("customers"), "customers", "clients"))
                        .judgedBy(rule))
                .isEmpty();
    }

    @Test
    void aRenamedSchemaHidesItsTablesUnlessThereIsAnotherOfItsName() {
        Rule rule = new RenamingSchema();
        Renamed renamed = new Renamed("schema", null, "app", "shop");
        assertThat(in("ALTER SCHEMA app RENAME TO shop;").that(renamed).judgedBy(rule))
                .isEqualTo("""
                        running queries find nothing in the schema app any more
                        seen: schema app is called shop now
                        help: keep the old name in the same file, with a view for each of its tables:
                              CREATE SCHEMA app;
                              CREATE VIEW app.<table> AS SELECT * FROM shop.<table>;
                        """);
        assertThat(in("ALTER SCHEMA app RENAME TO shop; CREATE SCHEMA IF NOT EXISTS app;")
                        .that(renamed)
                        .judgedBy(rule))
                .isEmpty();
    }

    @Test
    void aRenamedFunctionIsMissedARenamedIndexIsNot() {
        Rule rule = new RenamingObject();
        Renamed renamed = new Renamed("function", null, "public.touch(integer)", "stamp");
        assertThat(in("ALTER FUNCTION touch RENAME TO stamp;").that(renamed).judgedBy(rule))
                .isEqualTo("""
                        whoever uses the function public.touch(integer) fails from now on
                        seen: function public.touch(integer) is called stamp now
                        help: make stamp anew beside it, and drop the old one when nobody uses it any more
                        """);
        assertThat(in("ALTER TYPE \"Mood\" RENAME TO mood;")
                        .onlyRead()
                        .that(new Renamed("type", null, "Mood", "mood"))
                        .judgedBy(rule))
                .contains("seen: type \"Mood\" is called mood now\n");
        assertThat(in("ALTER VIEW v RENAME TO w;")
                        .that(new Renamed("view", view("v"), "v", "w"))
                        .judgedBy(rule))
                .startsWith("whoever uses the view public.v fails from now on\n");
        assertThat(
                        in("ALTER FUNCTION touch() RENAME TO stamp; CREATE FUNCTION touch() RETURNS void LANGUAGE sql AS '';")
                                .that(renamed)
                                .judgedBy(rule))
                .isEmpty();
        assertThat(in("ALTER INDEX a RENAME TO b;")
                        .that(
                                new Renamed("index", CUSTOMERS, "a", "b"),
                                new Renamed("constraint", CUSTOMERS, "a", "b"),
                                new Renamed("view", new Relation("public", "n", Relation.Kind.VIEW, true), "n", "m"))
                        .judgedBy(rule))
                .isEmpty();
    }

    @Test
    void aTableInAnotherSchemaIsMissedAndItsSequencesAreNotToldAgain() {
        Rule rule = new BanSetSchema();
        MovedToSchema moved = new MovedToSchema(table("lookup"), "app");
        MovedToSchema sequence =
                new MovedToSchema(new Relation("public", "lookup_id_seq", Relation.Kind.SEQUENCE, false), "app");
        assertThat(in("ALTER TABLE lookup SET SCHEMA app;")
                        .that(moved, sequence)
                        .judgedBy(rule))
                .isEqualTo("""
                        running queries that look for public.lookup fail
                        seen: public.lookup is app.lookup now
                        help: keep the old place in the same file, and grant on it what was granted on the table:
                              CREATE VIEW public.lookup AS SELECT * FROM app.lookup;
                        """);
        assertThat(in("ALTER TABLE lookup SET SCHEMA app; CREATE VIEW lookup AS SELECT * FROM app.lookup;")
                        .that(moved)
                        .judgedBy(rule))
                .isEmpty();
        assertThat(in("ALTER TABLE visits SET SCHEMA app;")
                        .that(new MovedToSchema(newTable("visits"), "app"))
                        .judgedBy(rule))
                .isEmpty();
    }

    @Test
    void aRenamedEnumValueIsSaidByRunningQueries() {
        assertThat(in("ALTER TYPE mood RENAME VALUE 'sad' TO 'blue';")
                        .that(new EnumValueRenamed("public.mood", "sad", "blue"))
                        .judgedBy(new RenamingEnumValue()))
                .isEqualTo("""
                        running queries that say 'sad' fail, and read 'blue' instead
                        seen: value 'sad' of the enum public.mood is called 'blue' now
                        help: let both be there, and change the rows in a later file, in batches:
                              ALTER TYPE public.mood ADD VALUE 'blue' AFTER 'sad';
                        """);
    }

    @Test
    void aColumnThatBecomesNullableSurprisesItsReaders() {
        Rule rule = new BanDropNotNull();
        Column before = notNull(column("nn", "integer"));
        Column after = column("nn", "integer");
        Seen drop = in("ALTER TABLE customers ALTER COLUMN nn DROP NOT NULL;");
        assertThat(drop.that(new ColumnChanged(CUSTOMERS, before, after)).judgedBy(rule))
                .isEqualTo("""
                        readers of public.customers.nn meet null from now on
                        seen: column nn of public.customers is no longer NOT NULL
                        help: deploy readers that expect null first, and run this file behind them
                        """);
        assertThat(drop.that(new ColumnChanged(CUSTOMERS, after, before)).judgedBy(rule))
                .isEmpty();
        assertThat(drop.that(new ColumnChanged(newTable("visits"), before, after))
                        .judgedBy(rule))
                .isEmpty();
    }

    @Test
    void anotherDefaultIsWrittenByWhoeverLeavesTheColumnOut() {
        Rule rule = new BanSetDefault();
        Column none = column("nn", "integer");
        Column zero = withDefault("a", none);
        Column five = withDefault("b", none);
        Seen alter = in("ALTER TABLE customers ALTER COLUMN nn SET DEFAULT 5;");
        assertThat(alter.that(new ColumnChanged(CUSTOMERS, zero, five)).judgedBy(rule))
                .isEqualTo("""
                        inserts into public.customers that leave out nn write another value from now on
                        seen: column nn of public.customers has another default, 5
                        help: first deploy an application that always writes nn
                        """);
        assertThat(alter.that(new ColumnChanged(CUSTOMERS, notNull(zero), notNull(none)))
                        .judgedBy(rule))
                .isEqualTo("""
                        inserts into public.customers that leave out nn fail from now on
                        seen: column nn of public.customers has no default any more
                        help: first deploy an application that always writes nn
                        """);
        assertThat(alter.that(new ColumnChanged(CUSTOMERS, none, five)).judgedBy(rule))
                .isEmpty();
        assertThat(alter.that(new ColumnChanged(newTable("visits"), zero, five)).judgedBy(rule))
                .isEmpty();
    }

    @Test
    void aDefaultThatOnlyFollowsATypeOrAnIdentityIsNoOtherDefault() {
        Rule rule = new BanSetDefault();
        Column before = withDefault("a", column("id", "integer"));
        Seen alter = in("ALTER TABLE customers ALTER COLUMN id TYPE bigint;");
        assertThat(alter.that(new ColumnChanged(CUSTOMERS, before, withDefault("b", column("id", "bigint"))))
                        .judgedBy(rule))
                .isEmpty();
        assertThat(alter.that(new ColumnChanged(
                                CUSTOMERS,
                                numbered(Column.Identity.SERIAL, before),
                                numbered(Column.Identity.ALWAYS, column("id", "integer"))))
                        .judgedBy(rule))
                .isEmpty();
    }

    @Test
    void aDisabledTriggerIsPassedByUntilItIsEnabled() {
        Rule rule = new BanDisableTrigger();
        TriggerDisabled touch = new TriggerDisabled(table("orders"), "orders_touch");
        TriggerDisabled audit = new TriggerDisabled(table("orders"), "audit");
        String disable = "ALTER TABLE orders DISABLE TRIGGER ALL;\n";
        String enable = "UPDATE orders SET note = ''; ALTER TABLE IF EXISTS public.orders ENABLE TRIGGER ALL;";
        assertThat(in(disable).that(touch, audit).judgedBy(rule)).isEqualTo("""
                rows that anybody writes to public.orders pass by orders_touch, audit
                seen: disabled on public.orders: orders_touch, audit
                help: in the same file, behind what must be written past it:
                      ALTER TABLE public.orders ENABLE TRIGGER orders_touch;
                      ALTER TABLE public.orders ENABLE TRIGGER audit;
                """);
        assertThat(in(disable + enable).that(touch).judgedBy(rule)).isEmpty();
        assertThat(in(disable + enable).outsideTransaction().that(touch).judgedBy(rule))
                .isNotEmpty();
        assertThat(in(disable)
                        .that(new TriggerDisabled(newTable("orders"), "orders_touch"))
                        .judgedBy(rule))
                .isEmpty();
    }

    @Test
    void withoutRowSecurityOrAPolicyRolesSeeOtherRows() {
        Rule rule = new WeakeningRowSecurity();
        assertThat(in("ALTER TABLE secured DISABLE ROW LEVEL SECURITY;")
                        .that(new RowSecurityWeakened(table("secured")))
                        .judgedBy(rule))
                .isEqualTo("""
                        roles that its policies held back see all rows of public.secured
                        seen: row level security of public.secured is weaker than before
                        help: to let one role see all rows:
                              CREATE POLICY secured_all ON public.secured TO <role> USING (true);
                        """);
        assertThat(in("DROP POLICY p_owner ON secured;")
                        .that(new Dropped("policy", "p_owner on public.secured", table("secured"), "p_owner", true))
                        .judgedBy(rule))
                .isEqualTo("""
                        roles see other rows of public.secured than before
                        seen: policy p_owner of public.secured is gone
                        help: change it in its place:
                              ALTER POLICY p_owner ON public.secured USING (...);
                        """);
        assertThat(in("DROP TABLE secured CASCADE;")
                        .that(
                                new Dropped("table", "public.secured", table("secured"), "secured", true),
                                new Dropped("policy", "p_owner on public.secured", table("secured"), "p_owner", false))
                        .judgedBy(rule))
                .isEmpty();
    }

    @Test
    void rowSecurityWithoutAPolicyHidesEveryRow() {
        Rule rule = new RlsWithoutPolicy();
        Seen enable = in("ALTER TABLE chk ENABLE ROW LEVEL SECURITY;");
        assertThat(enable.that(new RowSecurityWithoutPolicy(table("chk"))).judgedBy(rule))
                .isEqualTo("""
                        every role but the owner of public.chk sees none of its rows
                        seen: public.chk has row level security, and no policy
                        help: in the same file, above it:
                              CREATE POLICY chk_policy ON public.chk TO <role> USING (...);
                        """);
        assertThat(enable.that(new RowSecurityWithoutPolicy(newTable("chk"))).judgedBy(rule))
                .isEmpty();
    }

    @Test
    void aRevokedPrivilegeIsMissed() {
        assertThat(in("REVOKE SELECT ON customers FROM h2_app;")
                        .that(new Revoked("public.customers", "SELECT", "h2_app"))
                        .judgedBy(new BanRevoke()))
                .isEqualTo("""
                        h2_app may no longer SELECT on public.customers
                        seen: SELECT on public.customers was granted to h2_app
                        help: to go back:
                              GRANT SELECT ON public.customers TO h2_app;
                        """);
        assertThat(in("REVOKE USAGE ON SCHEMA app FROM PUBLIC;")
                        .that(new Revoked("app", "USAGE", "PUBLIC"))
                        .judgedBy(new BanRevoke()))
                .endsWith("GRANT USAGE ON SCHEMA app TO PUBLIC;\n");
        assertThat(in("REVOKE EXECUTE ON FUNCTION f FROM PUBLIC;")
                        .that(new Revoked("public.f(integer)", "EXECUTE", "PUBLIC"))
                        .judgedBy(new BanRevoke()))
                .endsWith("GRANT EXECUTE ON ROUTINE public.f(integer) TO PUBLIC;\n");
        assertThat(in("REVOKE ALL ON customers FROM h2_app;")
                        .onlyRead()
                        .that(new Revoked("customers", "ALL", "h2_app"))
                        .judgedBy(new BanRevoke()))
                .endsWith("GRANT ALL ON customers TO h2_app;\n");
    }

    @Test
    void anotherSignatureBreaksCallersAnotherBodyDoesNot() {
        Rule rule = new BanReplaceViewFunction();
        Seen replace = in("CREATE OR REPLACE VIEW v_customers AS SELECT id, email, name, age FROM customers;");
        assertThat(replace.that(new Replaced("view", "public.v_customers", true))
                        .judgedBy(rule))
                .isEqualTo("""
                        running queries that use the view public.v_customers get another result, or fail
                        seen: view public.v_customers has other columns, arguments, or another result
                        help: make the new one beside it under another name, and drop this one when nobody uses it any more
                        """);
        assertThat(replace.that(
                                new Renamed("column", view("v_customers"), "age", "years"),
                                new Replaced("view", "public.v_customers", true))
                        .judgedBy(rule))
                .isEmpty();
        assertThat(replace.that(new Replaced("view", "public.v_customers", false))
                        .judgedBy(rule))
                .isEmpty();
    }

    @Test
    void aWiderTypeBreaksPreparedStatements() {
        Rule rule = new WideningColumnType();
        ColumnChanged widened =
                new ColumnChanged(CUSTOMERS, column("code", "character varying(10)"), column("code", "text"));
        Seen alter = in("ALTER TABLE customers ALTER COLUMN code TYPE text;");
        assertThat(alter.that(widened).judgedBy(rule)).isEqualTo("""
                prepared statements that return public.customers.code fail once in each session
                seen: code was character varying(10), is text; nothing was rewritten or scanned
                help: let the driver prepare them again (pgjdbc: autosave=conservative)
                """);
        assertThat(in("ALTER TABLE customers ALTER COLUMN local TYPE timestamptz;")
                        .that(new ColumnChanged(
                                CUSTOMERS,
                                column("local", "timestamp without time zone"),
                                column("local", "timestamp with time zone")))
                        .judgedBy(rule))
                .isEqualTo("""
                        the TimeZone of the session that migrates decides which moments public.customers.local is taken for
                        seen: local was timestamp without time zone, is timestamp with time zone; nothing was rewritten or scanned
                        help: say which one is meant; drivers return another type from then on:
                              ALTER TABLE public.customers ALTER COLUMN local TYPE timestamp with time zone USING local AT TIME ZONE 'UTC';
                        """);
        assertThat(alter.that(widened, new Scanned(CUSTOMERS)).judgedBy(rule)).isEmpty();
        assertThat(alter.that(widened, new IndexRebuilt(CUSTOMERS, index("customers_code_idx", 1)))
                        .judgedBy(rule))
                .isEmpty();
        assertThat(alter.that(widened, new Rewritten(CUSTOMERS, Set.of(Rewritten.Cause.COLUMN_TYPE)))
                        .judgedBy(rule))
                .isEmpty();
        assertThat(alter.onlyRead().that(widened).judgedBy(rule)).isEmpty();
        assertThat(alter.that(new ColumnChanged(newTable("visits"), widened.before(), widened.after()))
                        .judgedBy(rule))
                .isEmpty();
    }

    @Test
    void aNewBodyLeavesWhatTheOldOneHasComputed() {
        Rule rule = new ReplacingComputedFunction();
        Seen replace = in("CREATE OR REPLACE FUNCTION f(int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT 2';");
        assertThat(replace.that(new ComputedBefore("public.f(integer)", CUSTOMERS, "index", "by_f", ""))
                        .judgedBy(rule))
                .isEqualTo("""
                        index by_f of public.customers keeps what public.f(integer) returned before
                        seen: public.f(integer) has another body, and index by_f of public.customers uses it
                        help: -- in the next migration
                              -- dbmigrate: no-transaction
                              REINDEX INDEX CONCURRENTLY public.by_f;
                        """);
        assertThat(replace.that(new ComputedBefore("public.f(integer)", CUSTOMERS, "column", "v", ""))
                        .judgedBy(rule))
                .endsWith("""
                        help: write the rows anew, which computes v again:
                              -- in a migration of its own
                              -- dbmigrate: batch
                              UPDATE public.customers SET <column that v is computed from> = <the same column>;
                        """);
        assertThat(replace.that(new ComputedBefore(
                                "public.f(integer)", CUSTOMERS, "constraint", "k", "CHECK ((f(age) > 0))"))
                        .judgedBy(rule))
                .endsWith("""
                        help: check the rows again:
                              ALTER TABLE public.customers DROP CONSTRAINT k, ADD CONSTRAINT k CHECK ((f(age) > 0)) NOT VALID;
                              -- in the next migration
                              ALTER TABLE public.customers VALIDATE CONSTRAINT k;
                        """);
    }

    @Test
    void whatOnlyASuperuserMayDoFailsForOthers() {
        assertThat(in("CREATE EXTENSION pg_stat_statements;")
                        .that(new NeededSuperuser("permission denied to create extension \"pg_stat_statements\""))
                        .judgedBy(new NeedsSuperuser()))
                .isEqualTo("""
                        the migration fails where the role that runs it is only the owner of the database
                        seen: as the owner of the database: permission denied to create extension "pg_stat_statements"
                        help: let an administrator run this statement once, and take it out, or give the role the right that it lacks
                        """);
    }
}
