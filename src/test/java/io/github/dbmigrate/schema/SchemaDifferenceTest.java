package io.github.dbmigrate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaDifferenceTest {
    private static Schema schema(SchemaObject... objects) {
        return new Schema(List.of(objects));
    }

    private static SchemaObject view(String text) {
        return new SchemaObject("view", "public.v", text);
    }

    private static SchemaObject function(String... body) {
        return new SchemaObject("function", "public.f()", String.join("\n", body));
    }

    @Test
    void nothingIsDifferent() {
        SchemaDifference none = SchemaDifference.between(schema(view("SELECT 1;")), schema(view("SELECT 1;")));
        assertThat(none).isEqualTo(SchemaDifference.NONE).hasToString("");
        assertThat(none.isEmpty()).isTrue();
        assertThat(none.isHarmless()).isTrue();
        assertThat(none.isLayoutOnly()).isFalse();
    }

    @Test
    void theOrderInWhichObjectsAreGivenMeansNothing() {
        SchemaObject one = new SchemaObject("table", "public.a", "");
        SchemaObject two = new SchemaObject("column", "public.a.id", "public.a", "integer");
        assertThat(schema(one, two)).isEqualTo(schema(two, one));
        assertThat(schema(one, two).hash()).isEqualTo(schema(two, one).hash()).hasSize(64);
        assertThat(schema(one).hash()).isNotEqualTo(schema(two).hash());
    }

    /** Bytes, not UTF-16: the server sorts by the collation C. */
    @Test
    void theOrderIsThatOfTheServer() {
        Schema schema = schema(
                new SchemaObject("table", "\ud83d\ude00", ""),
                new SchemaObject("table", "\uffee", ""),
                new SchemaObject("index", "z", ""),
                new SchemaObject("table", "B", ""),
                new SchemaObject("table", "a", ""));
        assertThat(schema.objects())
                .extracting(SchemaObject::id)
                .containsExactly("z", "B", "a", "\uffee", "\ud83d\ude00");
    }

    @Test
    void whatIsSaidOfATableStandsTogether() {
        SchemaDifference difference = SchemaDifference.between(
                schema(
                        new SchemaObject("index", "public.by_name", "public.users", "CREATE INDEX by_name"),
                        new SchemaObject("column", "public.orders.total", "public.orders", "integer")),
                schema(
                        new SchemaObject("column", "public.orders.total", "public.orders", "bigint"),
                        new SchemaObject("column", "public.users.email", "public.users", "text"),
                        new SchemaObject("schema", "app", "")));
        assertThat(difference).hasToString("""
                + schema app
                ~ column public.orders.total
                    -integer
                    +bigint
                + column public.users.email  text
                - index public.by_name  CREATE INDEX by_name""");
        assertThat(difference.size()).isEqualTo(4);
        assertThat(difference.isHarmless()).isFalse();
    }

    @Test
    void aTableIsOneWithAllThatIsInIt() {
        SchemaDifference difference = SchemaDifference.between(
                schema(),
                schema(
                        new SchemaObject("grant", "sequence public.t_id_seq TO reader", "public.t_id_seq", "USAGE"),
                        new SchemaObject("sequence", "public.t_id_seq", "public.t", "bigint OWNED BY public.t.id"),
                        new SchemaObject("constraint", "public.t.t_pkey", "public.t", "PRIMARY KEY (id)"),
                        new SchemaObject("column", "public.t.id", "public.t", "bigint NOT NULL"),
                        new SchemaObject("table", "public.t", "UNLOGGED"),
                        new SchemaObject("rule", "public.t.r", "public.t", "CREATE RULE r\n  DO NOTHING;"),
                        view(" SELECT id,\n    x\n   FROM t;")));
        assertThat(difference).hasToString("""
                + table public.t  UNLOGGED
                    column id  bigint NOT NULL
                    constraint t_pkey  PRIMARY KEY (id)
                    sequence public.t_id_seq  bigint OWNED BY public.t.id
                    rule r
                        CREATE RULE r
                          DO NOTHING;
                    grant sequence public.t_id_seq TO reader  USAGE
                + view public.v
                    SELECT id,
                       x
                      FROM t;""");
        assertThat(difference.size()).isEqualTo(2);
    }

    @Test
    void ofALongDefinitionOnlyWhatDiffersIsShown() {
        SchemaDifference difference = SchemaDifference.between(
                schema(function("1", "2", "3", "old", "4", "5", "6", "7", "8", "9", "10")),
                schema(function("1", "2", "3", "new", "newer", "4", "5", "6", "7", "8", "10")));
        assertThat(difference).hasToString("""
                ~ function public.f()
                     ...
                     2
                     3
                    -old
                    +new
                    +newer
                     4
                     5
                     ...
                     7
                     8
                    -9
                     10""");
    }

    @Test
    void aBodyWithOtherWhiteSpaceIsTheSameFunction() {
        SchemaDifference layout = SchemaDifference.between(
                schema(function("BEGIN", "  RETURN 1;", "END")), schema(function("BEGIN RETURN 1;", "", "END")));
        assertThat(layout).hasToString("~ function public.f()  layout only");
        assertThat(layout.isLayoutOnly()).isTrue();
        assertThat(layout.isHarmless()).isTrue();
    }

    @Test
    void aTimeThatOnlyAClockWrites() {
        String frozen = "SELECT '2026-11-27 16:%s+00'::timestamp with time zone AS since;";
        SchemaDifference difference = SchemaDifference.between(
                schema(view(frozen.formatted("01:02.123456"))), schema(view(frozen.formatted("05:06.5"))));
        assertThat(difference).hasToString("""
                ~ view public.v  differs in a time that was frozen when it was made
                    -SELECT '2026-11-27 16:01:02.123456+00'::timestamp with time zone AS since;
                    +SELECT '2026-11-27 16:05:06.5+00'::timestamp with time zone AS since;""");
        assertThat(difference.isHarmless()).isTrue();
        assertThat(difference.isLayoutOnly()).isFalse();
        assertThat(SchemaDifference.between(
                                schema(view("SELECT '2026-01-01 00:00:00'::timestamp;")),
                                schema(view("SELECT '2027-01-01 00:00:00'::timestamp;")))
                        .isHarmless())
                .isFalse();
    }

    @Test
    void aViewIsNotComparedBetweenMajorVersions() {
        Schema before = schema(view("SELECT t.a FROM t;"), new SchemaObject("extension", "x", "version 1"));
        Schema after = schema(view("SELECT a FROM t;"), new SchemaObject("extension", "x", "version 2"));
        assertThat(SchemaDifference.between(before, after).isHarmless()).isFalse();
        SchemaDifference soft = SchemaDifference.between(before, after, false);
        assertThat(soft).hasToString("""
                ~ view public.v  not compared, each major version of PostgreSQL writes it in its own way
                ~ extension x  another version of the extension
                    -version 1
                    +version 2""");
        assertThat(soft.isHarmless()).isTrue();
    }

    @Test
    void allPrivilegesAreMoreInANewerMajorVersion() {
        Schema before = schema(new SchemaObject("grant", "table t TO a", "DELETE, SELECT"));
        Schema after = schema(new SchemaObject("grant", "table t TO a", "DELETE, MAINTAIN, SELECT"));
        assertThat(SchemaDifference.between(before, after, true).isHarmless()).isFalse();
        assertThat(SchemaDifference.between(before, after, false).isHarmless()).isTrue();
    }

    @Test
    void twoOfANameAreSeenAsOne() {
        SchemaObject one = new SchemaObject("grant", "default privileges of the owner TO a", "SELECT");
        SchemaObject two = new SchemaObject("grant", "default privileges of the owner TO a", "INSERT");
        assertThat(SchemaDifference.between(schema(one, two), schema(two))).hasToString("""
                ~ grant default privileges of the owner TO a
                     INSERT
                    -SELECT""");
    }

    @Test
    void veryLongDefinitionsAreShownAsTheyAre() {
        String[] many = new String[3000];
        Arrays.fill(many, "a");
        String[] others = many.clone();
        Arrays.fill(others, "b");
        assertThat(SchemaDifference.between(schema(function(many)), schema(function(others)))
                        .lines())
                .hasSize(6001);
    }
}
