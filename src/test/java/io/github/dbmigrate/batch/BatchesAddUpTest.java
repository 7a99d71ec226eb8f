package io.github.dbmigrate.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.testing.PostgresExtension;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random statements on random tables: all batches together, with connections lost between them, change what one statement does. */
@ExtendWith(PostgresExtension.class)
class BatchesAddUpTest {
    private static final int CASES = 8;
    private static final String DUMP = "SELECT (SELECT string_agg(x::text, E'\\n' ORDER BY x::text) FROM t x) || '/'"
            + " || (SELECT coalesce(string_agg(d::text, E'\\n' ORDER BY d::text), '') FROM dst d)";
    private static final String O = "CREATE TABLE o (id int PRIMARY KEY, c int);"
            + "INSERT INTO o SELECT n, n * 7 % 5 FROM generate_series(0, 7) n;"
            + "CREATE TABLE dst (d int UNIQUE, e text);";

    private static final List<String> SETS = List.of(
            "a = a + 1",
            "a = NULL, b = b || 'x'",
            "(a, b) = (a * 2, upper(b)) -- both",
            "a = (SELECT max(c) FROM o WHERE o.id <> x.a % 9 GROUP BY o.id > 4 ORDER BY 1 LIMIT 1)",
            "b = $$ WHERE a = 1 $$");
    private static final List<String> CONDITIONS = List.of(
            "",
            "WHERE a % 3 = 0 OR b LIKE 'b%' -- some",
            "WHERE a IS NULL OR\n a > 40 AND a < 60",
            "WHERE NOT EXISTS (SELECT 1 FROM o WHERE o.c = x.a % 4 UNION SELECT 1 WHERE false)",
            "WHERE false",
            "WHERE b <> 'where ) or true --' AND (a % 10 = 4)");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "k bigint PRIMARY KEY; n",
                "k int PRIMARY KEY; (n * 7919) % 100003 - 50000",
                "k text PRIMARY KEY; CASE n % 3 WHEN 0 THEN 'a''' || n WHEN 1 THEN 'B\\' || n ELSE 'Ä\"' || n END",
                "k text COLLATE \"C\" PRIMARY KEY; CASE n % 2 WHEN 0 THEN 'a' || n ELSE 'B' || n END",
                "k text NOT NULL, c int; n::text; CREATE UNIQUE INDEX ON t (k COLLATE \"POSIX\")",
                "k char(5) PRIMARY KEY; n::text",
                "k uuid PRIMARY KEY; md5(n::text)::uuid",
                "k numeric PRIMARY KEY; CASE n WHEN 7 THEN 'NaN' ELSE n / 7.0 END",
                "k float8 PRIMARY KEY; n / 3.0",
                "k timestamptz(3) PRIMARY KEY; CASE n WHEN 3 THEN 'infinity' ELSE '1850-01-01 00:00:00+00'::timestamptz + n * '1 day 17 ms'::interval END",
                "k bytea PRIMARY KEY; decode(md5(n::text), 'hex')",
                "k interval PRIMARY KEY; n * '1 mon -3 days'::interval",
                "k inet PRIMARY KEY; '10.0.0.0'::inet + n",
                "k int, l text, PRIMARY KEY (l, k); n % 7, '\"' || n / 7",
                "k int, l date, m bool, PRIMARY KEY (m, l, k); n / 2, '2020-02-27'::date + n % 5, n % 2 = 0",
                "k int, l int, m int, PRIMARY KEY (k) INCLUDE (l); n, 1, 2",
            })
    void theBatchesAddUpToTheStatement(String table, Db db) throws SQLException {
        String[] parts = table.split("; ");
        Random random = new Random(table.hashCode());
        for (int i = 0; i < CASES; i++) {
            String columns = parts[0].contains(", c int") ? parts[1] + ", 0" : parts[1];
            db.run("DROP TABLE IF EXISTS t, o, dst, run;" + O + Batches.PROGRESS_TABLE
                    + "CREATE TABLE t (a int, b text, " + parts[0] + ");"
                    + (parts.length > 2 ? parts[2] + ";" : "")
                    + "INSERT INTO t SELECT n * 31 % 100, chr(97 + n % 4), " + columns
                    + " FROM generate_series(1, " + random.nextInt(150) + ") n");
            String statement = statement(random);
            String expected = unbatched(db, statement);
            batched(db, "-- dbmigrate: batch\n" + statement, random);
            assertThat(db.ask(DUMP)).as(statement).isEqualTo(expected);
        }
    }

    private static String statement(Random random) {
        String condition = any(random, CONDITIONS);
        return switch (random.nextInt(6)) {
            case 0 -> "UPDATE t x SET " + any(random, SETS) + "\n" + condition;
            case 1 -> "UPDATE public.t AS x SET " + any(random, SETS) + "\nFROM o y WHERE y.id = x.a % 10";
            case 2 -> "DELETE FROM ONLY t AS x " + condition + ";";
            case 3 -> "DELETE FROM t x USING o WHERE o.c = x.a % 6 AND o.id > 1";
            case 4 ->
                "INSERT INTO dst (d) SELECT x.a FROM t x LEFT JOIN o ON o.id = a % 10 " + condition
                        + "\nON CONFLICT (d) DO NOTHING";
            default -> "INSERT INTO dst (e) SELECT b || x.a FROM t x, LATERAL (SELECT 1 FROM o LIMIT 2) l " + condition;
        };
    }

    private static String any(Random random, List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static String unbatched(Db db, String sql) throws SQLException {
        try (Connection connection = db.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(sql);
            try (var rows = statement.executeQuery(DUMP)) {
                rows.next();
                return String.valueOf(rows.getString(1));
            } finally {
                connection.rollback();
            }
        }
    }

    /** Every batch of another size; now and then the answer, or the connection behind it, is lost. */
    private static void batched(Db db, String text, Random random) {
        boolean finished = false;
        while (!finished) {
            try (Batches batches = Batches.on(db, text)) {
                for (boolean lost = false; !finished && !lost; ) {
                    Step step = batches.next(1 + random.nextInt(40));
                    finished = step == null || step.finished();
                    lost = random.nextInt(4) == 0;
                    if (!finished && lost) {
                        batches.send(10);
                        assertThat(batches.send(10)).as("the same batch twice").isNull();
                    }
                }
            }
        }
    }
}
