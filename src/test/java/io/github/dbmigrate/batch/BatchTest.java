package io.github.dbmigrate.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.batch.Key.Column;
import io.github.dbmigrate.script.BatchFile;
import io.github.dbmigrate.script.BatchShape;
import io.github.dbmigrate.script.Script;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BatchTest {
    private static final ProgressRow ROW = new ProgressRow("\"public\".\"dbmigrate_run\"", "version = '043-backfill'");
    private static final Key ID = new Key(List.of(new Column("id", "bigint", null)));
    private static final Key TENANT_AND_NAME =
            new Key(List.of(new Column("tenant", "uuid", null), new Column("Name", "text", "\"pg_catalog\".\"C\"")));

    private static Batch batch(Script script, Key key, @Nullable String lastKey) {
        BatchShape shape = BatchFile.of(script).fold(BatchFile.Accepted::shape, refused -> {
            throw new AssertionError(refused.fault());
        });
        return Batch.of(script, shape, key, ROW, 500, lastKey);
    }

    private static String sql(String statement, Key key, @Nullable String lastKey) {
        return batch(Script.of("-- dbmigrate: batch\n" + statement), key, lastKey)
                .sql();
    }

    @Test
    void theFirstBatchBeginsAtTheBeginning() {
        assertThat(sql("UPDATE orders SET total = 0;", ID, null)).isEqualTo("""
                WITH dbmigrate_at AS MATERIALIZED (
                 SELECT 1 FROM "public"."dbmigrate_run" WHERE version = '043-backfill' AND done = 0 AND last_key IS NULL FOR UPDATE
                ), dbmigrate_page AS MATERIALIZED (
                 SELECT dbmigrate_t."id" AS k1 FROM "orders" AS dbmigrate_t WHERE EXISTS (SELECT FROM dbmigrate_at) ORDER BY dbmigrate_t."id" LIMIT 500
                ), dbmigrate_change AS (
                UPDATE orders SET total = 0
                WHERE "orders"."id" IN (SELECT k1 FROM dbmigrate_page)

                RETURNING 1
                ), dbmigrate_progress AS (
                 UPDATE "public"."dbmigrate_run" SET last_key = coalesce((SELECT CAST(k1 AS text) FROM dbmigrate_page ORDER BY dbmigrate_page.k1 DESC LIMIT 1), last_key),
                  "rows" = "rows" + (SELECT count(*) FROM dbmigrate_change),
                  done = CASE WHEN (SELECT count(*) FROM dbmigrate_page) < 500 THEN 1 ELSE 0 END
                 WHERE version = '043-backfill' AND EXISTS (SELECT FROM dbmigrate_at)
                 RETURNING last_key, "rows", done
                )
                SELECT last_key, (SELECT count(*) FROM dbmigrate_page), (SELECT count(*) FROM dbmigrate_change), "rows", done FROM dbmigrate_progress""");
    }

    @Test
    void aLaterBatchGoesOnBehindTheLastKey() {
        assertThat(sql(
                        "UPDATE orders SET total = 0 -- none\nWHERE total IS NULL -- or 0\n OR paid -- yes\n",
                        ID,
                        "41'7"))
                .contains("done = 0 AND last_key = '41''7' FOR UPDATE")
                .contains("WHERE EXISTS (SELECT FROM dbmigrate_at) AND dbmigrate_t.\"id\" > CAST('41''7' AS bigint)"
                        + " ORDER BY dbmigrate_t.\"id\" LIMIT 500")
                .contains("""
                        UPDATE orders SET total = 0 -- none
                        WHERE ( total IS NULL -- or 0
                         OR paid
                        ) AND "orders"."id" IN (SELECT k1 FROM dbmigrate_page)
                        """);
    }

    @Test
    void aKeyOfSeveralColumnsIsAJsonArray() {
        assertThat(sql("DELETE FROM ONLY s.users AS u WHERE old", TENANT_AND_NAME, "[\"x\",\"y\"]"))
                .contains("SELECT dbmigrate_t.\"tenant\" AS k1, dbmigrate_t.\"Name\" COLLATE \"pg_catalog\".\"C\" AS k2"
                        + " FROM ONLY \"s\".\"users\" AS dbmigrate_t")
                .contains(
                        "(dbmigrate_t.\"tenant\", dbmigrate_t.\"Name\" COLLATE \"pg_catalog\".\"C\")"
                                + " > (CAST(CAST('[\"x\",\"y\"]' AS json) ->> 0 AS uuid),"
                                + " CAST(CAST('[\"x\",\"y\"]' AS json) ->> 1 AS text))"
                                + " ORDER BY dbmigrate_t.\"tenant\", dbmigrate_t.\"Name\" COLLATE \"pg_catalog\".\"C\" LIMIT 500")
                .contains(
                        "(\"u\".\"tenant\", \"u\".\"Name\" COLLATE \"pg_catalog\".\"C\") IN (SELECT k1, k2 FROM dbmigrate_page)")
                .contains("(SELECT CAST(pg_catalog.json_build_array(CAST(k1 AS text), CAST(k2 AS text)) AS text)"
                        + " FROM dbmigrate_page ORDER BY dbmigrate_page.k1 DESC, dbmigrate_page.k2 DESC LIMIT 1)");
    }

    @Test
    void anInsertIsHeldToThePageBeforeItsConflictClause() {
        assertThat(sql(
                        "INSERT INTO totals (id) SELECT o.id FROM orders o JOIN x ON true ON CONFLICT (id) DO NOTHING",
                        ID,
                        "7"))
                .contains("""
                        INSERT INTO totals (id) SELECT o.id FROM orders o JOIN x ON true
                        WHERE "o"."id" IN (SELECT k1 FROM dbmigrate_page)
                        ON CONFLICT (id) DO NOTHING
                        RETURNING 1
                        """);
    }

    @Test
    void aPositionInTheUsersTextHasAPlaceInTheFile() {
        Script script = Script.of("-- dbmigrate: batch\nUPDATE o SET a = '\uD83D\uDE00' WHERE nope");
        Batch batch = batch(script, ID, "7");
        int nope = batch.sql().indexOf("nope");
        int position = batch.sql().codePointCount(0, nope) + 1;
        assertThat(script.text().substring(batch.offsetInScript(position))).isEqualTo("nope");
        int update = batch.sql().indexOf("UPDATE o");
        assertThat(batch.offsetInScript(update + 1)).isEqualTo(script.text().indexOf("UPDATE o"));
        assertThat(batch.offsetInScript(1)).isEqualTo(-1);
        assertThat(batch.offsetInScript(1_000_000)).isEqualTo(-1);
    }

    @Test
    void aStepDoesNotShowItsKey() {
        Step step = Step.of(List.of("someone@example.com", "500", "20", "120", "0"));
        assertThat(step).hasToString("Step[passed=500, changed=20, total=120, finished=false]");
        assertThat(step.lastKey()).isEqualTo("someone@example.com");
    }
}
