package io.github.dbmigrate.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.script.BatchShape.Kind;
import io.github.dbmigrate.script.BatchShape.Mention;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchFileTest {
    private static final String DIRECTIVE = "-- dbmigrate: batch\n";
    private static final String UPDATE_HELP =
            "a batch file may hold  UPDATE table [alias] SET ... [FROM ...] [WHERE ...]";

    /** The parts of the text: {@code head|condition|tail}. */
    private static String cut(String sql) {
        Script script = Script.of(DIRECTIVE + sql);
        BatchShape shape = shape(script);
        Range condition = shape.condition();
        return text(script, shape.head()) + "|" + (condition == null ? "" : text(script, condition)) + "|"
                + text(script, shape.tail());
    }

    private static String text(Script script, Range range) {
        return script.text().substring(range.offset(), range.end());
    }

    private static BatchShape shape(String sql) {
        return shape(Script.of(DIRECTIVE + sql));
    }

    private static BatchShape shape(Script script) {
        return BatchFile.of(script).fold(BatchFile.Accepted::shape, refused -> {
            throw new AssertionError(refused.fault());
        });
    }

    private static BatchWish wish(String directive) {
        Script script = Script.of("-- dbmigrate: " + directive + "\nDELETE FROM t");
        return BatchFile.of(script).fold(BatchFile.Accepted::wish, refused -> {
            throw new AssertionError(refused.fault());
        });
    }

    /** {@code line:column marked: message}. */
    private static String fault(String text) {
        return fault(
                text,
                fault -> fault.line() + ":" + fault.column() + " " + text.substring(fault.offset(), fault.end()) + ": "
                        + fault.message());
    }

    private static String fault(String text, Function<Fault, String> part) {
        return BatchFile.of(Script.of(text))
                .fold(
                        accepted -> {
                            throw new AssertionError(accepted);
                        },
                        refused -> part.apply(refused.fault()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "UPDATE t SET a = 1 ! UPDATE t SET a = 1||",
                "UPDATE t SET a = 1; ! UPDATE t SET a = 1||",
                "UPDATE t SET a = 1 /* c */ WHERE b = 2 OR c ! UPDATE t SET a = 1 /* c */ WHERE| b = 2 OR c|",
                "update only s.t * as x set a = 1 from o where x.b = o.b ! update only s.t * as x set a = 1 from o where| x.b = o.b|",
                "UPDATE t x SET a = b IS DISTINCT FROM c FROM o ! UPDATE t x SET a = b IS DISTINCT FROM c FROM o||",
                "UPDATE t SET a = (SELECT max(b) FROM o WHERE o.id = t.id ORDER BY 1 LIMIT 1) ! UPDATE t SET a = (SELECT max(b) FROM o WHERE o.id = t.id ORDER BY 1 LIMIT 1)||",
                "UPDATE t SET a = 'WHERE', b = $$ FROM x WHERE $$ WHERE c = ' RETURNING ' ! UPDATE t SET a = 'WHERE', b = $$ FROM x WHERE $$ WHERE| c = ' RETURNING '|",
                "UPDATE t SET \"where\" = 1 WHERE \"limit\" = 2 ! UPDATE t SET \"where\" = 1 WHERE| \"limit\" = 2|",
                "UPDATE t SET a = t.order WHERE t.where ! UPDATE t SET a = t.order WHERE| t.where|",
                "UPDATE t SET a = ARRAY[1, 2], b[1] = 3, c.d = 4 WHERE e ! UPDATE t SET a = ARRAY[1, 2], b[1] = 3, c.d = 4 WHERE| e|",
                "DELETE FROM t ! DELETE FROM t||",
                "DELETE FROM t USING o WHERE t.id = o.id AND EXISTS (SELECT FROM x WHERE y UNION SELECT 1) ! DELETE FROM t USING o WHERE| t.id = o.id AND EXISTS (SELECT FROM x WHERE y UNION SELECT 1)|",
                "INSERT INTO o SELECT * FROM t ! INSERT INTO o SELECT * FROM t||",
                "INSERT INTO o (a) SELECT a FROM t ON CONFLICT DO NOTHING ! INSERT INTO o (a) SELECT a FROM t||ON CONFLICT DO NOTHING",
                "INSERT INTO o (a) SELECT a FROM t WHERE b ON CONFLICT (a) WHERE c DO UPDATE SET a = excluded.a WHERE d ! INSERT INTO o (a) SELECT a FROM t WHERE| b|ON CONFLICT (a) WHERE c DO UPDATE SET a = excluded.a WHERE d",
                "INSERT INTO o AS i OVERRIDING SYSTEM VALUE SELECT ALL a AS from, extract(year FROM b) FROM t JOIN u ON conflict = 1 LEFT JOIN v USING (w) WHERE x ! INSERT INTO o AS i OVERRIDING SYSTEM VALUE SELECT ALL a AS from, extract(year FROM b) FROM t JOIN u ON conflict = 1 LEFT JOIN v USING (w) WHERE| x|",
                "INSERT INTO o SELECT a IS NOT DISTINCT FROM b, (SELECT count(*) FROM u), right('a', 1) FROM t WHERE right(c, 1) = 'd' ! INSERT INTO o SELECT a IS NOT DISTINCT FROM b, (SELECT count(*) FROM u), right('a', 1) FROM t WHERE| right(c, 1) = 'd'|",
                "INSERT INTO o SELECT over, filter FROM t, LATERAL (SELECT row_number() OVER () FROM u LIMIT 1) l ! INSERT INTO o SELECT over, filter FROM t, LATERAL (SELECT row_number() OVER () FROM u LIMIT 1) l||",
            })
    void aStatementIsCutWhereItsConditionIs(String sql, String expected) {
        // The tail keeps no blank before it, the head none behind it.
        assertThat(cut(sql)).isEqualTo(expected);
    }

    @Test
    void commentsStayWhereTheyAre() {
        assertThat(cut("UPDATE t -- SET\nSET a = 1 -- all\nWHERE -- most\n b -- FROM\n OR c -- end\n"))
                .isEqualTo("UPDATE t -- SET\nSET a = 1 -- all\nWHERE| -- most\n b -- FROM\n OR c|");
        assertThat(cut("DELETE FROM t -- all of it\n;\n")).isEqualTo("DELETE FROM t||");
    }

    @ParameterizedTest
    @CsvSource({
        "UPDATE t SET a = 1, t, \"t\"",
        "UPDATE S.T SET a = 1, s.t, \"t\"",
        "UPDATE t x SET a = 1, t, \"x\"",
        "UPDATE t AS \"X\" SET a = 1, t, \"X\"",
        "UPDATE t AS set SET a = 1, t, \"set\"",
        "UPDATE \"a\"\"b\".\"C\" SET a = 1, \"a\"\"b\".\"C\", \"C\"",
        "DELETE FROM t USING o, t, \"t\"",
        "DELETE FROM t d USING o, t, \"d\"",
        "INSERT INTO o SELECT 1 FROM t LEFT JOIN u ON true, t, \"t\"",
        "INSERT INTO o SELECT 1 FROM s.t AS u WHERE true, s.t, \"u\"",
    })
    void theTableIsKnownByItsAlias(String sql, String table, String reference) {
        assertThat(shape(sql).paged().name()).hasToString(table);
        assertThat(shape(sql).paged().reference()).isEqualTo(reference);
    }

    @Test
    void onlyTheTableThatIsPagedCanBeOnly() {
        assertThat(shape("DELETE FROM ONLY t").paged().only()).isTrue();
        assertThat(shape("DELETE FROM t").paged().only()).isFalse();
    }

    @Test
    void anInsertWritesToAnotherTableThanItGoesThrough() {
        BatchShape shape = shape("INSERT INTO public.o (a) SELECT f(a), s.g(b) FROM t");
        assertThat(shape.kind()).isEqualTo(Kind.INSERT);
        assertThat(shape.changed()).isEqualTo(new TableName(List.of("public", "o")));
        assertThat(shape.calls()).extracting(Mention::name).containsExactly("f", "g");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "UPDATE t SET a = 1 ! a",
                "UPDATE t SET a = (b, c), \"D\" = f(e, g) WHERE h = 1 ! a,D",
                "UPDATE t SET (A, b[1]) = (SELECT c, d FROM e), f = 2 FROM g ! a,b,f",
                "UPDATE t SET a.b = 1, c[2] = ARRAY[d, e] ! a,c",
                "DELETE FROM t ! ``",
            })
    void theColumnsThatAreSetAreKnown(String sql, String columns) {
        assertThat(String.join(
                        ",", shape(sql).assigned().stream().map(Mention::name).toList()))
                .isEqualTo(columns);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "UPDATE t SET a = 1 RETURNING a ! 2:20 RETURNING: RETURNING has nobody to return rows to",
                "UPDATE t SET a = 1 WHERE b LIMIT 5 ! 2:28 LIMIT: LIMIT would hold for each batch, not for the whole",
                "UPDATE t SET a = 1 WHERE b ORDER BY c ! 2:28 ORDER: ORDER BY cannot be kept: batches follow the key",
                "UPDATE t SET a = 1 WHERE CURRENT OF c ! 2:26 CURRENT: WHERE CURRENT OF has no cursor in a batch",
                "UPDATE t SET a = 1 WHERE b) OR (c ! 2:27 ): a parenthesis is closed that was not opened",
                "UPDATE t SET a = 1 WHERE ! 2:25 : the statement ends too early to be cut into batches",
                "UPDATE U&\"t\" SET a = 1 ! 2:8 U&\"t\": a name in a batch cannot be written with U&",
                "UPDATE (SELECT 1) SET a = 1 ! 2:8 (: batches go through a table, and what stands in parentheses is none",
                "UPDATE t a b SET c = 1 ! 2:12 b: this UPDATE cannot be cut into batches from here on",
                "DELETE FROM t USING o RETURNING * ! 2:23 RETURNING: RETURNING has nobody to return rows to",
                "DELETE t ! 2:8 t: this DELETE cannot be cut into batches from here on",
                "WITH x AS (SELECT 1) DELETE FROM t ! 2:1 WITH: WITH before the statement would be evaluated anew for each batch",
                "SELECT 1 ! 2:1 SELECT: only UPDATE, DELETE and INSERT ... SELECT can run in batches",
                "MERGE INTO t USING o ON true WHEN MATCHED THEN DELETE ! 2:1 MERGE: only UPDATE, DELETE and INSERT ... SELECT can run in batches",
                "TRUNCATE t ! 2:1 TRUNCATE: only UPDATE, DELETE and INSERT ... SELECT can run in batches",
                "INSERT INTO o VALUES (1) ! 2:15 VALUES: an INSERT in batches takes its rows from a SELECT",
                "INSERT INTO o DEFAULT VALUES ! 2:15 DEFAULT: an INSERT in batches takes its rows from a SELECT",
                "INSERT INTO o TABLE t ! 2:15 TABLE: an INSERT in batches takes its rows from a SELECT",
                "INSERT INTO o (SELECT 1 FROM t) ! 2:15 (: the SELECT of an INSERT in batches cannot stand in parentheses",
                "INSERT INTO o (a) (SELECT 1 FROM t) ! 2:19 (: the SELECT of an INSERT in batches cannot stand in parentheses",
                "INSERT INTO o WITH x AS (SELECT 1) SELECT 1 FROM t ! 2:15 WITH: WITH would be evaluated anew for each batch",
                "INSERT INTO o SELECT 1 ! 2:23 : without FROM there is no table to go through in batches",
                "INSERT INTO o SELECT DISTINCT a FROM t ! 2:22 DISTINCT: DISTINCT would hold for each batch, not for the whole",
                "INSERT INTO o SELECT a FROM t GROUP BY a ! 2:31 GROUP: GROUP BY would group the rows of each batch, not of the whole table",
                "INSERT INTO o SELECT 1 FROM t HAVING true ! 2:31 HAVING: HAVING would look at the rows of each batch, not of the whole table",
                "INSERT INTO o SELECT coalesce(Sum(a), 0) FROM t ! 2:31 Sum: sum would be computed for each batch, not for the whole table",
                "INSERT INTO o SELECT coalesce((SELECT 1), count(*)) FROM t ! 2:43 count: count would be computed for each batch, not for the whole table",
                "INSERT INTO o SELECT pg_catalog.max(a) FROM t ! 2:33 max: max would be computed for each batch, not for the whole table",
                "INSERT INTO o SELECT 1 + (lag(a) OVER (ORDER BY b)) FROM t ! 2:34 OVER: a window function would look at the rows of each batch, not of the whole table",
                "INSERT INTO o SELECT lag(a) OVER w FROM t WINDOW w AS (ORDER BY b) ! 2:29 OVER: a window function would look at the rows of each batch, not of the whole table",
                "INSERT INTO o SELECT a FROM t UNION ALL SELECT 1 ! 2:31 UNION: UNION joins two queries, and batches go through one table",
                "INSERT INTO o SELECT a FROM t WHERE b EXCEPT SELECT 1 ! 2:39 EXCEPT: EXCEPT joins two queries, and batches go through one table",
                "INSERT INTO o SELECT a FROM t OFFSET 1 ! 2:31 OFFSET: OFFSET would hold for each batch, not for the whole",
                "INSERT INTO o SELECT a FROM t FETCH FIRST ROW ONLY ! 2:31 FETCH: FETCH FIRST would hold for each batch, not for the whole",
                "INSERT INTO o SELECT a FROM t FOR UPDATE ! 2:31 FOR: FOR UPDATE and its like cannot lock the rows of more than one batch",
                "INSERT INTO o SELECT a FROM t TABLESAMPLE SYSTEM (1) ! 2:31 TABLESAMPLE: TABLESAMPLE would be drawn anew for each batch",
                "INSERT INTO o SELECT a FROM t RIGHT JOIN u USING (b) ! 2:31 RIGHT: a RIGHT JOIN has rows without the first table, which no batch would find",
                "INSERT INTO o SELECT a FROM t NATURAL FULL OUTER JOIN u ! 2:39 FULL: a FULL JOIN has rows without the first table, which no batch would find",
                "INSERT INTO o SELECT a FROM (SELECT 1) t ! 2:29 (: batches go through a table, and what stands in parentheses is none",
                "INSERT INTO o SELECT a FROM generate_series(1, 2) a ! 2:29 generate_series: batches go through a table, and FROM begins with a function or renames its columns",
                "INSERT INTO o SELECT a FROM t AS u (a) ! 2:29 t: batches go through a table, and FROM begins with a function or renames its columns",
                "INSERT INTO o SELECT a FROM LATERAL f(1) ! 2:29 LATERAL: batches go through a table, and FROM begins with a function or renames its columns",
                "INSERT INTO o SELECT a FROM t ON CONFLICT DO NOTHING RETURNING a ! 2:54 RETURNING: RETURNING has nobody to return rows to",
                "INSERT INTO O SELECT a FROM \"o\" ! 2:29 \"o\": an INSERT in batches cannot read from the table it writes to: o",
                "UPDATE t SET a = 1; VACUUM t ! 2:21 VACUUM t: a batch file holds one statement, and this is another",
            })
    void whatItsBatchesWouldNotAddUpToIsRefused(String sql, String expected) {
        assertThat(fault(DIRECTIVE + sql)).isEqualTo(expected);
        assertThat(fault(DIRECTIVE + sql, Fault::id)).isEqualTo("batch-shape");
    }

    @Test
    void aRefusalSaysWhatIsAllowed() {
        assertThat(fault(DIRECTIVE + "UPDATE t SET a = 1 RETURNING a", Fault::help))
                .isEqualTo(UPDATE_HELP);
        assertThat(fault(DIRECTIVE + "SELECT 1", Fault::help)).isEqualTo("""
                a batch file may hold  UPDATE table [alias] SET ... [FROM ...] [WHERE ...]
                or  DELETE FROM table [alias] [USING ...] [WHERE ...]
                or  INSERT INTO table [(columns)] SELECT ... FROM other_table [alias] [JOIN ...] [WHERE ...] [ON CONFLICT ...]""");
    }

    @Test
    void aFileWithoutAStatementHasNothingToCut() {
        assertThat(fault("-- dbmigrate: batch 5\n-- soon\n"))
                .isEqualTo("1:1 -- dbmigrate: batch 5: there is nothing to run in batches");
    }

    @Test
    void aFileThatIsOneTransactionCannotBeCut() {
        assertThat(fault(DIRECTIVE + "BEGIN; DELETE FROM t; COMMIT"))
                .isEqualTo("1:1 -- dbmigrate: batch: a batch file cannot have a transaction around it");
    }

    @Test
    void psqlCommandsAroundTheStatementAreNotInTheWay() {
        assertThat(shape("\\set ON_ERROR_STOP 1\nDELETE FROM t").kind()).isEqualTo(Kind.DELETE);
    }

    @Test
    void aDirectiveMayStandInItsStatement() {
        Script script = Script.of("DELETE FROM t -- dbmigrate: batch\nWHERE a");
        assertThat(shape(script).condition()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "batch ! 1000 ! `` ! ``",
                "batch 5_000 ! 5000 ! `` ! ``",
                "batch, the table is large ! 1000 ! `` ! ``",
                "batch by order_id ! 1000 ! order_id ! ``",
                "batch 1 by A and \"B c\" pause 200ms ! 1 ! a,B c ! PT0.2S",
                "batch pause 2 s ! 1000 ! `` ! PT2S",
                "batch pause 0 ! 1000 ! `` ! PT0S",
                "batch by pause pause 1s ! 1000 ! pause ! PT1S",
            })
    void theDirectiveSaysHowToCut(String directive, int rows, String key, String pause) {
        BatchWish wish = wish(directive);
        assertThat(wish.rows()).isEqualTo(rows);
        assertThat(String.join(",", wish.key())).isEqualTo(key);
        assertThat(wish.pause()).isEqualTo(pause.isEmpty() ? null : Duration.parse(pause));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "batch 0 ! a batch has 1 to 1000000 rows, not 0",
                "batch 99999999999 ! a batch has 1 to 1000000 rows, not 99999999999",
                "batch 1.5 ! a batch has 1 to 1000000 rows, not 1.5",
                "batch 10k ! a batch has 1 to 1000000 rows, not 10k",
                "batch many ! batch does not know what to do with many",
                "batch -1 ! batch does not know what to do with -",
                "batch by ! batch by is given no column",
                "batch by a b ! batch does not know what to do with b",
                "batch by a and ! batch by is given no column",
                "batch pause ! pause is given no length of time",
                "batch pause 5 ! pause is given no length of time",
                "batch pause 1s by a ! pause is given no length of time",
            })
    void anUnreadableDirectiveIsRefused(String directive, String expected) {
        String text = "-- dbmigrate: " + directive + "\nDELETE FROM t";
        assertThat(fault(text)).isEqualTo("1:1 -- dbmigrate: " + directive + ": " + expected);
        assertThat(fault(text, Fault::id)).isEqualTo("bad-directive");
    }

    @ParameterizedTest
    @ValueSource(strings = {"batch 5", "batch"})
    void twoDirectivesAreOneTooMany(String second) {
        assertThat(fault(DIRECTIVE + "-- dbmigrate: " + second + "\nDELETE FROM t"))
                .isEqualTo("2:1 -- dbmigrate: " + second + ": batch is there twice");
    }

    @Test
    void anUpdateOfItsKeyIsRefusedWhenTheKeyIsKnown() {
        Script script = Script.of(DIRECTIVE + "UPDATE t SET a = 1, id = id + 1");
        BatchShape shape = shape(script);
        assertThat(shape.assignedKey(script, List.of("b"))).isEmpty();
        assertThat(shape.assignedKey(script, List.of("b", "id")))
                .hasValueSatisfying(fault -> assertThat(fault.column() + " " + fault.message())
                        .isEqualTo("21 an update in batches cannot change the key that it goes by: id"));
    }

    @Test
    void anAggregateThatOnlyTheCatalogKnowsIsRefused() {
        Script script = Script.of(DIRECTIVE + "INSERT INTO o SELECT median(a) FROM t");
        assertThat(shape(script).aggregate(script, List.of("median")))
                .hasValueSatisfying(fault -> assertThat(fault.message())
                        .isEqualTo("median would be computed for each batch, not for the whole table"));
    }
}
