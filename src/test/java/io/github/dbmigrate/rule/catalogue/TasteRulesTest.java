package io.github.dbmigrate.rule.catalogue;

import static io.github.dbmigrate.rule.catalogue.Seen.column;
import static io.github.dbmigrate.rule.catalogue.Seen.in;
import static io.github.dbmigrate.rule.catalogue.Seen.index;
import static io.github.dbmigrate.rule.catalogue.Seen.newTable;
import static io.github.dbmigrate.rule.catalogue.Seen.numbered;
import static io.github.dbmigrate.rule.catalogue.Seen.partitioned;
import static io.github.dbmigrate.rule.catalogue.Seen.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.rule.Column;
import io.github.dbmigrate.rule.Index;
import io.github.dbmigrate.rule.Observation.DomainCreated;
import io.github.dbmigrate.rule.Observation.EnumCreated;
import io.github.dbmigrate.rule.Observation.IndexAdded;
import io.github.dbmigrate.rule.Observation.PartitionCreated;
import io.github.dbmigrate.rule.Observation.TableCreated;
import io.github.dbmigrate.rule.Relation;
import io.github.dbmigrate.rule.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is off unless somebody wants it. */
class TasteRulesTest {
    private static final Relation VISITS = newTable("visits");

    @Test
    void shortIntegersEnd() {
        assertThat(created(column("n", "integer"), column("big", "bigint")).judgedBy(new PreferBigintOverInt()))
                .isEqualTo("""
                        no number above 2147483647 fits into public.visits.n
                        seen: n is integer
                        help: write  n bigint
                        """);
        assertThat(created(column("n", "smallint"), column("Level", "smallint"))
                        .judgedBy(new PreferBigintOverSmallint()))
                .isEqualTo("""
                        no number above 32767 fits into public.visits (n, "Level")
                        seen: n is smallint, "Level" is smallint
                        help: write  n bigint, "Level" bigint
                        """);
    }

    @Test
    void whatASequenceFeedsIsJudgedByOneRuleAlone() {
        Seen serial = created(numbered(Column.Identity.SERIAL, column("id", "integer")));
        assertThat(serial.judgedBy(new ShortPrimaryKeyType())).isEqualTo("""
                inserts fail when the sequence of public.visits.id is used up
                seen: id is integer
                help: write  id bigserial
                """);
        assertThat(serial.judgedBy(new PreferBigintOverInt())).isEmpty();
        assertThat(created(numbered(Column.Identity.ALWAYS, column("id", "smallint")))
                        .judgedBy(new ShortPrimaryKeyType()))
                .endsWith("help: write  id bigint\n");
        assertThat(created(numbered(Column.Identity.SERIAL, column("id", "text")))
                        .judgedBy(new ShortPrimaryKeyType()))
                .isEmpty();
    }

    @Test
    void aSerialColumnHasASequenceOfItsOwn() {
        assertThat(created(numbered(Column.Identity.SERIAL, column("id", "bigint")))
                        .judgedBy(new PreferIdentity()))
                .isEqualTo("""
                        whoever inserts into public.visits needs a privilege on its sequence as well
                        seen: id has a sequence that is an object of its own
                        help: write  id bigint GENERATED ALWAYS AS IDENTITY
                        """);
        assertThat(created(numbered(Column.Identity.ALWAYS, column("id", "bigint")))
                        .judgedBy(new PreferIdentity()))
                .isEmpty();
    }

    @Test
    void limitsAndBlanksAreAPartOfATextsType() {
        Seen seen = created(column("a", "character varying(50)"), column("b", "character(3)"), column("c", "text"));
        assertThat(seen.judgedBy(new PreferTextField())).isEqualTo("""
                a longer text than now thought of is refused by public.visits.a
                seen: a is character varying(50)
                help: write  a text
                """);
        assertThat(seen.judgedBy(new BanCharField())).isEqualTo("""
                texts are padded with blanks in public.visits.b
                seen: b is character(3)
                help: write  b text
                """);
    }

    @Test
    void aTimestampWithoutZoneDependsOnTheReader() {
        assertThat(created(
                                column("a", "timestamp(3) without time zone"),
                                column("b", "timestamp with time zone"),
                                column("c", "date"))
                        .judgedBy(new PreferTimestampTz()))
                .isEqualTo("""
                        readers in other time zones take public.visits.a for other moments
                        seen: a is timestamp(3) without time zone
                        help: write  a timestamptz
                        """);
    }

    @Test
    void columnsOfPartitionsAreThoseOfTheirTable() {
        Column n = column("n", "integer");
        assertThat(in("CREATE TABLE ev_2027 PARTITION OF ev ...")
                        .that(
                                new TableCreated(VISITS, List.of(n), true),
                                new PartitionCreated(partitioned("ev"), VISITS))
                        .judgedBy(new PreferBigintOverInt()))
                .isEmpty();
    }

    @Test
    void enumsAndDomainsAreHardToChange() {
        assertThat(in("CREATE TYPE color AS ENUM ('r');")
                        .that(new EnumCreated("public.color"))
                        .judgedBy(new CreatingEnum()))
                .isEqualTo("""
                        values of public.color can be added later, but never dropped
                        seen: public.color is an enum
                        help: use a table of values and a foreign key, or  text CHECK (<column> IN (...))
                        """);
        Rule domains = new BanCreateDomainWithConstraint();
        assertThat(in("CREATE DOMAIN pct AS int CHECK (VALUE <= 100);")
                        .that(new DomainCreated("public.pct", true))
                        .judgedBy(domains))
                .isEqualTo("""
                        to change its constraint later locks every table that uses public.pct
                        seen: domain public.pct has a constraint
                        help: use the plain type, and put the CHECK on each column
                        """);
        assertThat(in("CREATE DOMAIN pct AS int;")
                        .that(new DomainCreated("public.pct", false))
                        .judgedBy(domains))
                .isEmpty();
    }

    @Test
    void hashIndexesAndWideIndexesServeFewQueries() {
        Index hash = new Index("public", "visits_page_idx", false, true, 1, "hash", "");
        Seen create = in("CREATE INDEX ...");
        assertThat(create.that(new IndexAdded(VISITS, hash)).judgedBy(new HashIndex()))
                .isEqualTo("""
                        visits_page_idx answers nothing but =
                        seen: visits_page_idx is a hash index
                        help: write  USING btree
                        """);
        assertThat(create.that(new IndexAdded(VISITS, index("wide", 4))).judgedBy(new WideIndex()))
                .isEqualTo("""
                        writes to public.visits maintain 4 columns in wide
                        seen: wide has 4 key columns
                        help: put columns that are only read behind INCLUDE (...)
                        """);
        assertThat(create.that(new IndexAdded(VISITS, index("narrow", 3))).judgedBy(new WideIndex()))
                .isEmpty();
        assertThat(create.that(new IndexAdded(VISITS, index("narrow", 3))).judgedBy(new HashIndex()))
                .isEmpty();
    }

    @Test
    void namesThatNeedQuotesAreToldTogether() {
        Rule rule = new NamingConvention();
        Relation table = newTable("OrderItems");
        assertThat(in("CREATE TABLE \"OrderItems\" (...);")
                        .that(
                                new TableCreated(
                                        table, List.of(column("unit price", "numeric"), column("sku", "text")), true),
                                new IndexAdded(table, index("OrderItems_pkey", 1)))
                        .judgedBy(rule))
                .isEqualTo("""
                        every query must quote "OrderItems", "unit price"
                        seen: not in lower case with underscores: "OrderItems", "unit price"
                        help: write  order_items, unit_price
                        """);
        assertThat(in("CREATE INDEX \"byPage\" ON visits (page);")
                        .that(new IndexAdded(VISITS, index("byPage", 1)))
                        .judgedBy(rule))
                .startsWith("every query must quote \"byPage\"\n");
        assertThat(created(column("user_id2", "bigint")).judgedBy(rule)).isEmpty();
    }

    @Test
    void aTableWithoutASchemaDependsOnTheSearchPath() {
        Rule rule = new RequireTableSchema();
        assertThat(in("create table if not exists Visits (page text);").judgedBy(rule))
                .isEqualTo("""
                        search_path decides which table visits is
                        seen: visits is named without a schema
                        help: write the schema as well:  <schema>.visits
                        """);
        assertThat(in("ALTER TABLE ONLY -- it\n \"My\".\"Visits\" ADD x int;").judgedBy(rule))
                .isEmpty();
        assertThat(in("DROP TABLE IF EXISTS visits;").judgedBy(rule)).isNotEmpty();
        assertThat(in("CREATE TEMP TABLE visits (page text);").judgedBy(rule)).isEmpty();
        assertThat(in("SELECT 1;").judgedBy(rule)).isEmpty();
    }

    @Test
    void outsideATransactionAStatementShouldStandASecondRun() {
        Rule rule = new PreferRobustStmts();
        String outside = "-- dbmigrate: no-transaction\n";
        assertThat(in(outside + "CREATE TABLE visits (page text);").judgedBy(rule))
                .isEqualTo("""
                        the statement fails when the file is run a second time
                        seen: its file runs outside a transaction, and it has no IF NOT EXISTS
                        help: write  IF NOT EXISTS
                        """);
        assertThat(in("DROP INDEX CONCURRENTLY visits_idx;").judgedBy(rule)).endsWith("help: write  IF EXISTS\n");
        assertThat(in("CREATE TABLE visits (page text);").judgedBy(rule)).isEmpty();
        assertThat(in(outside + "DROP TABLE IF EXISTS visits;").judgedBy(rule)).isEmpty();
        assertThat(in("CREATE INDEX CONCURRENTLY visits_idx ON visits (page);").judgedBy(rule))
                .isEmpty();
    }

    @Test
    void anEnumValueNeedsAPlace() {
        Rule rule = new RequireEnumValueOrdering();
        assertThat(in("ALTER TYPE mood ADD VALUE IF NOT EXISTS 'great';").judgedBy(rule))
                .isEqualTo("""
                        the new value sorts behind all others
                        seen: it has neither BEFORE nor AFTER
                        help: write  AFTER '<value>'
                        """);
        assertThat(in("ALTER TYPE mood ADD VALUE 'great' AFTER 'happy';").judgedBy(rule))
                .isEmpty();
        assertThat(in("ALTER TYPE pair ADD ATTRIBUTE value text;").judgedBy(rule))
                .isEmpty();
    }

    @Test
    void twoChangesInARowCanBeOne() {
        Rule rule = new MultipleAlterTables();
        String first = "ALTER TABLE customers ADD COLUMN a int;\n";
        assertThat(in(first + "ALTER TABLE IF EXISTS ONLY customers ADD COLUMN b int;")
                        .statement(2)
                        .judgedBy(rule))
                .isEqualTo("""
                        customers is altered twice where one statement would do
                        seen: the statement before alters customers as well
                        help: write one ALTER TABLE customers with both changes, separated by a comma
                        """);
        assertThat(in(first + "ALTER TABLE orders ADD COLUMN b int;")
                        .statement(2)
                        .judgedBy(rule))
                .isEmpty();
        assertThat(in(first + "ALTER TABLE customers RENAME COLUMN a TO b;")
                        .statement(2)
                        .judgedBy(rule))
                .isEmpty();
        assertThat(in(first).judgedBy(rule)).isEmpty();
    }

    private static Seen created(Column... columns) {
        return in("CREATE TABLE visits (...);").that(new TableCreated(VISITS, List.of(columns), true));
    }
}
