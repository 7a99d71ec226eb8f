package io.github.dbmigrate.goal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.report.Report;
import io.github.dbmigrate.testing.CountingProxy;
import io.github.dbmigrate.testing.CountingProxy.Cut;
import io.github.dbmigrate.testing.Migrating;
import io.github.dbmigrate.testing.Migrating.Ran;
import io.github.dbmigrate.testing.PostgresExtension;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Migrations that are sent together come to the same as those that are sent one after the other. */
@ExtendWith(PostgresExtension.class)
class PipelineTest {
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");

    @TempDir
    Path directory;

    @TempDir
    Path other;

    @Test
    void aThousandMigrationsTakeThirtyFiveRoundTrips(Db db) throws Exception {
        Migrating project = Migrating.on(db, directory);
        for (int i = 1; i <= 1000; i++) {
            project.file("%04d-step.sql".formatted(i), """
                    CREATE TABLE step_%1$d (id int PRIMARY KEY, name text);
                    INSERT INTO step_%1$d VALUES (1, 'one'), (2, 'two');
                    CREATE INDEX ON step_%1$d (name);
                    """.formatted(i));
        }
        try (var proxy = CountingProxy.before(db)) {
            assertThat(project.on(proxy.db()).run().ok().applied()).hasSize(1000);
            assertThat(proxy.traffic().firstRoundTrips()).isLessThanOrEqualTo(35);
        }
        assertThat(history(db))
                .isEqualTo(IntStream.rangeClosed(1, 1000)
                        .mapToObj("%04d-step"::formatted)
                        .collect(Collectors.joining(" ")));
    }

    @Test
    void onlyAnEmptyHistoryIsFilledSoUnasked(Db db) throws Exception {
        Migrating project = steps(Migrating.on(db, directory), 1, 3);
        assertThat(roundTrips(db, project)).isEqualTo(1 + 1 + 1);
        assertThat(roundTrips(db, steps(project, 4, 6))).isEqualTo(1 + 3);
        assertThat(roundTrips(db, steps(project, 7, 9).pipelined())).isEqualTo(1 + 1);
        assertThat(roundTrips(db, project)).isEqualTo(1);
        assertThat(history(db)).isEqualTo("001-s 002-s 003-s 004-s 005-s 006-s 007-s 008-s 009-s");
    }

    /** A pooler may give the answers that a client did not wait for to another one. */
    @Test
    void nothingIsSentTogetherThroughAPooler(Db db) throws Exception {
        Migrating project = steps(Migrating.on(db, directory).pooled(), 1, 3).pipelined();
        try (var pooler = CountingProxy.before(db).withKeysOfItsOwn()) {
            project.on(pooler.db()).run().ok();
            assertThat(pooler.traffic().firstRoundTrips()).isEqualTo(1 + 1 + 3);
        }
    }

    /** What is wrong with a file that others are on their way behind. */
    enum Wrong {
        SYNTAX("CREATE TABLE b ();\nSELEC 1;\n"),
        AT_RUN_TIME("CREATE TABLE b ();\n\nINSERT INTO counted SELECT 1/(n - n) FROM counted;\n"),
        IN_A_FUNCTION("DO $$ BEGIN\n  PERFORM 1;\n  PERFORM nope();\nEND $$;\n"),
        AT_COMMIT("CREATE TABLE b (i int UNIQUE DEFERRABLE INITIALLY DEFERRED);\nINSERT INTO b VALUES (1), (1);\n"),
        IN_THE_HISTORY_ROW("INSERT INTO schema_migrations (version, name) VALUES ('002-wrong', 'x');\n"),
        RECORDS_THE_NEXT("INSERT INTO schema_migrations (version, name) VALUES ('003-s', 'x');\n"),
        READ_ONLY("SET TRANSACTION READ ONLY;\nSELECT 1;\n"),
        DROPS_THE_HISTORY("DROP TABLE schema_migrations;\n"),
        ENDS_THE_TRANSACTION("CREATE PROCEDURE p() LANGUAGE plpgsql AS 'BEGIN COMMIT; END';\nCALL p();\n");

        private final String sql;

        Wrong(String sql) {
            this.sql = sql;
        }
    }

    @ParameterizedTest
    @EnumSource
    void theFirstThatFailsTakesAllBehindItWithIt(Wrong wrong, Db together, Db alone) throws Exception {
        String expected = outcome(alone, Migrating.on(alone, other).oneAtATime(), wrong);
        assertThat(outcome(together, Migrating.on(together, directory), wrong)).isEqualTo(expected);
        assertThat(together.ask("SELECT n FROM counted")).isEqualTo("1");
    }

    private static String outcome(Db db, Migrating project, Wrong wrong) throws SQLException {
        db.run("CREATE TABLE counted AS SELECT 0 AS n");
        steps(project, 1, 1).file("002-wrong.sql", wrong.sql);
        steps(project, 3, 6);
        String printed = shown(db, project.run());
        project.file("002-wrong.sql", "SELECT 1;\n").without("004-s.sql").without("005-s.sql");
        return printed + "\n" + history(db) + "\n" + tables(db);
    }

    @Test
    void allKindsOfFilesStayInOrder(Db together, Db alone) throws Exception {
        String expected = shown(alone, kinds(Migrating.on(alone, other).oneAtATime()));
        assertThat(shown(together, kinds(Migrating.on(together, directory)))).isEqualTo(expected);
        assertThat(history(together)).isEqualTo(history(alone));
        assertThat(tables(together)).isEqualTo(tables(alone));
    }

    private static Ran kinds(Migrating project) {
        return project.file(
                        "001-a.sql",
                        "CREATE TABLE a (i int PRIMARY KEY, n int);\nINSERT INTO a SELECT generate_series(1, 9);")
                .file("002-notice.sql", "DO $$ BEGIN RAISE NOTICE 'two'; RAISE WARNING 'two!'; END $$")
                .file("003-empty.sql", "-- nothing\n")
                .file("004-copy.sql", "COPY a (i) FROM stdin;\n10\n11\n\\.\n")
                .file(
                        "005-role.sql",
                        "SET search_path = '';\nSET IntervalStyle = iso_8601;\nCREATE TABLE public.b ();\n")
                .file("006-index.sql", "CREATE INDEX CONCURRENTLY a_i ON a (i);\n")
                .file("007-strings.sql", "SET standard_conforming_strings = off;\nSELECT 'it\\'s';\n")
                .file(
                        "008-set.sql",
                        "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;\nUPDATE a SET i = -i WHERE i = 1;\n")
                .file("009-batch.sql", "-- dbmigrate: batch 4 pause 0\nUPDATE a SET n = i WHERE i > 0;\n")
                .file(
                        "010-rows.sql",
                        "SELECT repeat('x', 1000) FROM generate_series(1, 2000);\nDELETE FROM a WHERE n < 5;\n")
                .file("011-notice.sql", "DO $$ BEGIN RAISE NOTICE 'eleven'; END $$")
                .file("R__view.sql", "CREATE OR REPLACE VIEW v AS SELECT i, n FROM a;\n")
                .file("R__view2.sql", "CREATE OR REPLACE VIEW v2 AS SELECT i FROM v;\n")
                .run()
                .ok();
    }

    @Test
    void aRepeatableOneThatFailsStopsTheNext(Db db) throws Exception {
        Migrating project = Migrating.on(db, directory)
                .file("001-a.sql", "CREATE TABLE a (i int);")
                .file("R__b.sql", "CREATE OR REPLACE VIEW b AS SELECT i FROM a;\n")
                .file("R__c.sql", "CREATE OR REPLACE VIEW c AS SELECT i FROM b;\n");
        project.run().ok();
        project.file("R__b.sql", "CREATE OR REPLACE VIEW b AS SELECT nope FROM a;\n")
                .file("R__c.sql", "CREATE OR REPLACE VIEW c AS SELECT i, 1 AS one FROM b;\n");
        Ran failed = project.pipelined().run();
        assertThat(failed.problems()).startsWith("error[42703]: column \"nope\" does not exist");
        assertThat(history(db)).isEqualTo("001-a R__b R__c");
        assertThat(db.ask("SELECT count(*) FROM information_schema.columns WHERE table_name = 'c'"))
                .isEqualTo("1");
    }

    @Test
    void whatTheServerReportsIsToldOfEach(Db db) throws Exception {
        Migrating project = Migrating.on(db, directory)
                .file("001-a.sql", "SELECT pg_sleep(0.02)")
                .file("002-b.sql", "CREATE TABLE b ();")
                .file("003-c.sql", "SELECT pg_sleep(0.05)");
        String told = project.run().ok().report().applied().stream()
                .map(done -> done.millis() + " " + done.appliedAt().format(MILLIS))
                .collect(Collectors.joining(", "));
        assertThat(told)
                .isEqualTo(db.ask("SELECT string_agg(execution_time_ms || ' ' || to_char(applied_at,"
                        + " 'YYYY-MM-DD HH24:MI:SS.MS'), ', ' ORDER BY id) FROM schema_migrations"));
    }

    @Test
    void oneThatDoesNotGetItsLocksIsTriedAgainAndTheOthersGoOn(Db db) throws Exception {
        db.run("CREATE TABLE busy ()");
        Migrating project = steps(Migrating.on(db, directory), 1, 2)
                .file("003-busy.sql", "ALTER TABLE busy ADD COLUMN i int")
                .lockTimeout(Duration.ofMillis(10), 9);
        steps(project, 4, 6);
        try (var holder = db.connect()) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("LOCK TABLE busy");
            Ran ran = project.listener(line -> {
                        if (line.text().contains("rolled back, attempt")) {
                            rollback(holder);
                        }
                    })
                    .run();
            assertThat(ran.ok().applied()).containsExactly("001", "002", "003", "004", "005", "006");
        }
        assertThat(history(db)).isEqualTo("001-s 002-s 003-busy 004-s 005-s 006-s");
    }

    private static void rollback(Connection holder) {
        try {
            holder.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the server says of one is read with the first thing it says of the next. */
    @Test
    void oneIsToldWhileTheNextStillRuns(Db db) {
        Map<String, Long> told = new ConcurrentHashMap<>();
        steps(Migrating.on(db, directory), 1, 2)
                .file("003-slow.sql", "SELECT pg_sleep(4)")
                .file("004-last.sql", "SELECT 1")
                .listener(line -> told.put(line.text().strip().split(" ")[0], System.nanoTime()))
                .run()
                .ok();
        assertThat(told).containsKeys("001", "002", "003", "004");
        assertThat(Duration.ofNanos(requireNonNull(told.get("003")) - requireNonNull(told.get("002"))))
                .isGreaterThan(Duration.ofMillis(500));
    }

    @Test
    void aLostConnectionLeavesOpenWhatWasOnItsWay(Db db) throws Exception {
        Migrating project = steps(Migrating.on(db, directory), 1, 5);
        try (var proxy = CountingProxy.before(db)) {
            proxy.cut(Cut.BEFORE_IT_ARRIVES, message -> message.sql().contains("'003-s'"));
            Ran lost = project.on(proxy.db()).run();
            assertThat(lost.report().failure())
                    .contains("error[connection-lost]: the connection was lost while 00")
                    .contains(" to 005 were on their way together.\n")
                    .contains("Of each either all or nothing is there, and none without those before it.\n");
        }
        assertThat(project.run().ok().report().outcome()).isEqualTo(Report.Outcome.APPLIED);
        assertThat(history(db)).isEqualTo("001-s 002-s 003-s 004-s 005-s");
    }

    @Test
    void aServerThatShutsDownIsToldWithTheTimeItTook(Db db) throws Exception {
        Migrating project = steps(Migrating.on(db, directory), 1, 1)
                .file("002-killed.sql", "SELECT pg_sleep(0.5);\nSELECT pg_terminate_backend(pg_backend_pid());\n");
        Ran lost = steps(project, 3, 4).run();
        assertThat(lost.report().failure())
                .contains("error[57P01]: the connection was lost while 002 was running\n")
                .contains("is at 001; 002 to 004 were on their way together.\n");
        assertThat(lost.text()).containsPattern("002 +killed +failed after [5-9]\\d\\d ms|failed after [0-9.]+ s");
        project.file("002-killed.sql", "SELECT 1").run().ok();
        assertThat(history(db)).isEqualTo("001-s 002-killed 003-s 004-s");
    }

    /** Neither side reads while it writes: what one flight makes the server say must not fill the way back. */
    @Test
    void aServerThatSaysMuchDoesNotWaitForEver(Db db) throws Exception {
        Migrating project = Migrating.on(db, directory);
        for (int i = 1; i <= 40; i++) {
            project.file("%03d-loud.sql".formatted(i), """
                    DO $$ BEGIN FOR i IN 1..200 LOOP RAISE NOTICE '%', repeat('x', 5000); END LOOP; END $$;
                    SELECT repeat('y', 1000) FROM generate_series(1, 1000);
                    """);
        }
        assertThat(project.run().ok().applied()).hasSize(40);
    }

    private static Migrating steps(Migrating project, int first, int last) {
        for (int i = first; i <= last; i++) {
            project.file(
                    "%03d-s.sql".formatted(i),
                    "CREATE TABLE IF NOT EXISTS counted AS SELECT 0 AS n;\nUPDATE counted SET n = n + 1;\nCREATE TABLE s%d ();\n"
                            .formatted(i));
        }
        return project;
    }

    private static int roundTrips(Db db, Migrating project) throws Exception {
        try (var proxy = CountingProxy.before(db)) {
            project.on(proxy.db()).run().ok();
            return proxy.traffic().firstRoundTrips();
        }
    }

    /** Without what depends on the moment. */
    private static String shown(Db db, Ran ran) {
        return Stream.of(ran.text().replace(db.database(), "shop").split("\n"))
                .map(line -> line.replaceAll("[0-9.]+ (ms|s|min)\\b", "_")
                        .replaceAll("localhost:[0-9]+|127\\.0\\.0\\.1:[0-9]+", "host"))
                .map(line -> line.replaceAll(" +", " "))
                .collect(Collectors.joining("\n"));
    }

    private static String history(Db db) throws SQLException {
        return db.ask("SELECT string_agg(version, ' ' ORDER BY id) FROM schema_migrations");
    }

    private static String tables(Db db) throws SQLException {
        return db.ask(
                "SELECT string_agg(relname, ' ' ORDER BY relname) FROM pg_class WHERE relnamespace = 'public'::regnamespace");
    }
}
