package io.github.dbmigrate.rule.catalogue;

import static io.github.dbmigrate.rule.catalogue.Seen.column;
import static io.github.dbmigrate.rule.catalogue.Seen.foreignKey;
import static io.github.dbmigrate.rule.catalogue.Seen.in;
import static io.github.dbmigrate.rule.catalogue.Seen.index;
import static io.github.dbmigrate.rule.catalogue.Seen.newTable;
import static io.github.dbmigrate.rule.catalogue.Seen.partitioned;
import static io.github.dbmigrate.rule.catalogue.Seen.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.rule.Constraint;
import io.github.dbmigrate.rule.Level;
import io.github.dbmigrate.rule.Observation.ColumnAdded;
import io.github.dbmigrate.rule.Observation.ForeignKeyTypesDiffer;
import io.github.dbmigrate.rule.Observation.ForeignKeyWithoutIndex;
import io.github.dbmigrate.rule.Observation.IdentifierTruncated;
import io.github.dbmigrate.rule.Observation.IndexAdded;
import io.github.dbmigrate.rule.Observation.IndexRedundant;
import io.github.dbmigrate.rule.Observation.PartitionCreated;
import io.github.dbmigrate.rule.Observation.TableCreated;
import io.github.dbmigrate.rule.Observation.UnsafeSecurityDefiner;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.rule.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdviceRulesTest {
    private static final Relation ORDERS = table("orders");

    @Test
    void itIsOnWhereHardlyAnybodyDisagrees() {
        assertThat(AdviceRules.ALL).extracting(Rule::level).containsOnly(Level.ADVICE);
        assertThat(RiskyRules.ALL).extracting(Rule::level).containsOnly(Level.RISKY);
        assertThat(RiskyRules.ALL).allMatch(Rule::isOn);
        assertThat(AdviceRules.ALL)
                .filteredOn(Rule::isOn)
                .extracting(Rule::word)
                .containsExactly(
                        "foreign-key-missing-index",
                        "mismatched-foreign-key-type",
                        "table-without-primary-key",
                        "redundant-index",
                        "security-definer-without-search-path",
                        "adding-json-column",
                        "identifier-too-long",
                        "widening-column-type");
    }

    @Test
    void aForeignKeyWithoutAnIndexIsLookedUpByReadingTheTable() {
        Rule rule = new ForeignKeyMissingIndex();
        Constraint constraint = foreignKey("orders_customer_fk", table("customers"), "customer_id", "Region");
        Seen alter = in("ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY ...");
        assertThat(alter.that(new ForeignKeyWithoutIndex(ORDERS, constraint)).judgedBy(rule))
                .isEqualTo("""
                        each delete from public.customers reads all of public.orders
                        seen: no index of public.orders begins with the columns of orders_customer_fk: customer_id, "Region"
                        help: in a file of its own:
                              -- dbmigrate: no-transaction
                              CREATE INDEX CONCURRENTLY "orders_customer_id_Region_idx" ON public.orders (customer_id, "Region");
                        """);
        assertThat(alter.that(new ForeignKeyWithoutIndex(
                                newTable("notes"), foreignKey("notes_fk", table("customers"), "customer_id")))
                        .judgedBy(rule))
                .isEqualTo("""
                        each delete from public.customers reads all of public.notes
                        seen: no index of public.notes begins with the columns of notes_fk: customer_id
                        help: CREATE INDEX notes_customer_id_idx ON public.notes (customer_id);
                        """);
    }

    @Test
    void aForeignKeyOfANarrowerTypeCannotReferToAll() {
        Rule rule = new MismatchedForeignKeyType();
        Constraint constraint = foreignKey("orders_customer_fk", table("customers"), "customer_id");
        Seen alter = in("ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY ...");
        assertThat(alter.that(new ForeignKeyTypesDiffer(ORDERS, constraint, "integer", "bigint"))
                        .judgedBy(rule))
                .isEqualTo("""
                        public.orders (customer_id) may not be able to refer to every row of public.customers
                        seen: it is integer, and refers to bigint
                        help: use a new column of the same type:
                              ALTER TABLE public.orders ADD COLUMN customer_id_2 bigint;
                        """);
        assertThat(alter.that(new ForeignKeyTypesDiffer(newTable("notes"), constraint, "integer", "bigint"))
                        .judgedBy(rule))
                .endsWith("help: write  customer_id bigint\n");
        assertThat(alter.that(
                                new ForeignKeyTypesDiffer(ORDERS, constraint, "character varying(50)", "text"),
                                new ForeignKeyTypesDiffer(ORDERS, constraint, "numeric(10,2)", "numeric"))
                        .judgedBy(rule))
                .isEmpty();
    }

    @Test
    void aTableWithoutAPrimaryKeyHasRowsThatCannotBeToldApart() {
        Rule rule = new TableWithoutPrimaryKey();
        Relation visits = newTable("visits");
        Seen create = in("CREATE TABLE visits (page text);");
        TableCreated created = new TableCreated(visits, List.of(column("page", "text")), false);
        assertThat(create.that(created).judgedBy(rule)).isEqualTo("""
                equal rows of public.visits cannot be told apart
                seen: public.visits has no primary key
                help: name the columns that tell rows apart in PRIMARY KEY (...), or give them a number:
                      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY
                """);
        assertThat(create.that(new TableCreated(visits, List.of(), true)).judgedBy(rule))
                .isEmpty();
        assertThat(create.that(created, new PartitionCreated(partitioned("ev"), visits))
                        .judgedBy(rule))
                .isEmpty();
    }

    @Test
    void anIndexThatAnotherOneContainsIsMaintainedForNothing() {
        Rule rule = new RedundantIndex();
        IndexRedundant redundant =
                new IndexRedundant(ORDERS, index("orders_customer_idx", 1), index("orders_customer_total_idx", 2));
        Seen create = in("CREATE INDEX CONCURRENTLY orders_customer_total_idx ON orders (customer_id, total);");
        assertThat(create.that(new IndexAdded(ORDERS, index("orders_customer_total_idx", 2)), redundant)
                        .judgedBy(rule))
                .isEqualTo("""
                        every write to public.orders maintains public.orders_customer_idx for nothing
                        seen: public.orders_customer_total_idx finds all that public.orders_customer_idx finds
                        help: in a file of its own:
                              -- dbmigrate: no-transaction
                              DROP INDEX CONCURRENTLY public.orders_customer_idx;
                        """);
        assertThat(create.that(new IndexAdded(ORDERS, index("orders_customer_idx", 1)), redundant)
                        .judgedBy(rule))
                .endsWith("help: leave public.orders_customer_idx out\n");
    }

    @Test
    void aSecurityDefinerNeedsASearchPathOfItsOwn() {
        assertThat(in("CREATE FUNCTION app.pay(int) ...")
                        .that(new UnsafeSecurityDefiner("app.pay(integer)"))
                        .judgedBy(new SecurityDefinerWithoutSearchPath()))
                .isEqualTo("""
                        whoever may call app.pay(integer) may run his own code as its owner
                        seen: it is SECURITY DEFINER, and no search_path is set for it
                        help: ALTER ROUTINE app.pay(integer) SET search_path = app, pg_temp;
                        """);
    }

    @Test
    void jsonCannotBeCompared() {
        Rule rule = new AddingJsonColumn();
        Seen alter = in("ALTER TABLE orders ADD COLUMN payload json;");
        assertThat(alter.that(new ColumnAdded(ORDERS, column("payload", "json")))
                        .judgedBy(rule))
                .isEqualTo("""
                        SELECT DISTINCT and GROUP BY over public.orders fail
                        seen: payload is json
                        help: write  payload jsonb
                        """);
        assertThat(alter.that(new ColumnAdded(ORDERS, column("payload", "jsonb")))
                        .judgedBy(rule))
                .isEmpty();
    }

    @Test
    void aNameIsCutToSixtyThreeBytes() {
        String kept = "x".repeat(63);
        assertThat(in("CREATE TABLE " + kept + "yz (id int);")
                        .that(new IdentifierTruncated(kept + "yz", kept))
                        .judgedBy(new IdentifierTooLong()))
                .isEqualTo("""
                        a name is cut to 63 bytes: it will be %1$s
                        seen: %1$syz has 65 bytes
                        help: choose a shorter name
                        """.formatted(kept));
    }
}
