package io.github.dbmigrate.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dbmigrate.postgres.ConnectionLostException;
import io.github.dbmigrate.postgres.Database;
import io.github.dbmigrate.report.ProblemText;
import io.github.dbmigrate.report.Report;
import io.github.dbmigrate.testing.CountingProxy;
import io.github.dbmigrate.testing.CountingProxy.Cut;
import io.github.dbmigrate.testing.Migrating;
import io.github.dbmigrate.testing.Migrating.Ran;
import io.github.dbmigrate.testing.PgBouncer;
import io.github.dbmigrate.testing.PgBouncer.Mode;
import io.github.dbmigrate.testing.PgBouncerExtension;
import io.github.dbmigrate.testing.PostgresExtension;
import io.github.dbmigrate.testing.TestPostgres;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A run through a real PgBouncer: refused, or allowed and exactly once all the same. */
@ExtendWith({PgBouncerExtension.class, PostgresExtension.class})
class PoolerTest {
    private static final int RUNNERS = 4;
    private static final String REMEDY =
            "let PgBouncer have pool_mode = transaction, or use the address of PostgreSQL itself";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(names = {"TRANSACTION", "STATEMENT"})
    void aPoolThatSharesItsConnectionsIsRefused(Mode mode, Db db) throws Exception {
        try (var pooler = PgBouncer.before(db, mode, directory.resolve("pooler"))) {
            Ran run = Migrating.on(pooler.db(), directory)
                    .file("001-one.sql", "CREATE TABLE one ()")
                    .run();
            assertThat(run.problems()).isEqualTo("""
                    error[pooled-address]: 127.0.0.1:%d is a pooler: one server process serves two connections
                      = from: -Ddbmigrate.url
                      = why: each transaction may run on another server connection; SET and session locks leak
                      = help: use the address of PostgreSQL itself
                      = allow: -Ddbmigrate.pooled=allow""".formatted(pooler.db().port()));
            assertThat(db.ask("SELECT to_regclass('schema_migrations')")).isEqualTo("null");
        }
    }

    /** It keeps a server connection for each client, so that nothing leaks; still no session lock is relied on. */
    @Test
    void aPoolOfSessionsDoesNoHarm(Db db) throws Exception {
        try (var pooler = PgBouncer.before(db, Mode.SESSION, directory.resolve("pooler"))) {
            Ran run = Migrating.on(pooler.db(), directory)
                    .file("001-one.sql", "CREATE TABLE one ()")
                    .run()
                    .ok();
            assertThat(run.text()).contains(", pooled\n");
            assertThat(run.applied()).containsExactly("001");
            Leftovers.noneButIdle(db);
        }
    }

    /** Also in statement mode, which forbids transactions beyond one Query: each of ours is one. */
    @ParameterizedTest
    @EnumSource
    void whenAllowedEverythingIsAppliedExactlyOnce(Mode mode, Db db) throws Exception {
        FileSet set = FileSet.TRANSACTIONS;
        FileSet.prepare(db);
        try (var pooler = PgBouncer.before(db, mode, directory.resolve("pooler"))) {
            Migrating project = set.on(pooler.db(), directory).pooled();
            set.writeTo(project);
            Ran first = project.run().ok();
            assertThat(project.run().ok().report().outcome()).isEqualTo(Report.Outcome.UP_TO_DATE);
            Proof.of(set, db, first.text());
            Leftovers.noneButIdle(db);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SESSION, 0, TRANSACTIONS",
        "SESSION, 2, TRANSACTIONS",
        "TRANSACTION, 0, TRANSACTIONS",
        "TRANSACTION, 2, TRANSACTIONS",
        "TRANSACTION, 2, PIPELINED"
    })
    void severalAtTheSameTime(Mode mode, int direct, FileSet set, Db db) throws Exception {
        FileSet.prepare(db);
        try (var pooler = PgBouncer.before(db, mode, directory.resolve("pooler"), poolSize(mode))) {
            List<Ran> runs = race(set, db, pooler, direct);
            assertThat(runs).allSatisfy(Ran::ok);
            assertThat(runs.stream().mapToInt(run -> run.applied().size()).sum())
                    .isEqualTo(set.files().size());
            Proof.of(set, db, runs.toString());
            Leftovers.noneButIdle(db);
        }
    }

    /** The guard of a run that finds another at work fails its transaction, behind which PgBouncer hangs up in that mode. */
    @ParameterizedTest
    @CsvSource({"0, TRANSACTIONS", "2, TRANSACTIONS", "2, PIPELINED"})
    void inStatementModeRunsThatMeetMayFailButNothingIsAppliedTwice(int direct, FileSet set, Db db) throws Exception {
        FileSet.prepare(db);
        try (var pooler = PgBouncer.before(db, Mode.STATEMENT, directory.resolve("pooler"), poolSize(Mode.STATEMENT))) {
            List<Ran> runs = race(set, db, pooler, direct);
            assertThat(runs.stream().filter(run -> run.report().isFailed()))
                    .allSatisfy(run -> assertThat(run.text()).containsAnyOf(REMEDY, "run the same command again"));
            int applied = runs.stream().mapToInt(run -> run.applied().size()).sum();
            Ran last = set.on(pooler.db(), directory).pooled().run().ok();
            assertThat(applied + last.applied().size())
                    .isLessThanOrEqualTo(set.files().size());
            Proof.of(set, db, runs + "\n--\n" + last);
            Leftovers.noneButIdle(db);
        }
    }

    /** Fewer connections than runs, where they are shared. */
    private static String poolSize(Mode mode) {
        return "default_pool_size = " + (mode == Mode.SESSION ? RUNNERS : 2);
    }

    private List<Ran> race(FileSet set, Db db, PgBouncer pooler, int direct) {
        set.writeTo(set.on(db, directory));
        var threads = Executors.newFixedThreadPool(RUNNERS);
        try {
            return Stream.iterate(0, i -> i + 1)
                    .limit(RUNNERS)
                    .map(i -> i < direct
                            ? set.on(db, directory)
                            : set.on(pooler.db(), directory).pooled())
                    .map(project -> CompletableFuture.supplyAsync(project::run, threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        } finally {
            threads.shutdown();
        }
    }

    private static List<Arguments> modesAndSets() {
        return Arrays.stream(Mode.values())
                .flatMap(mode ->
                        Stream.of(FileSet.TRANSACTIONS, FileSet.PIPELINED).map(set -> Arguments.of(mode, set)))
                .toList();
    }

    /** The pooler then ends the session on the server in the middle of what it does, or after it. */
    @ParameterizedTest
    @MethodSource("modesAndSets")
    void theConnectionToThePoolerIsCut(Mode mode, FileSet set, Db db) throws Exception {
        set.writeTo(set.on(db, directory));
        try (var pooler = PgBouncer.before(db, mode, directory.resolve("pooler"))) {
            for (Cut cut : Cut.values()) {
                for (int message = 2; message <= set.files().size() + 2; message += 2) {
                    Db fresh = TestPostgres.fresh();
                    FileSet.prepare(fresh);
                    Db pooled = fresh.through(pooler.db().port());
                    String first;
                    try (var proxy = CountingProxy.before(pooled)) {
                        proxy.cutAtMessage(cut, message);
                        first = set.on(proxy.db(), directory).pooled().run().text();
                        assertThat(proxy.isCutPending()).as(first).isFalse();
                    }
                    Ran last = set.on(pooled, directory).pooled().run().ok();
                    Proof.of(set, fresh, first + "\n--\n" + last);
                    Leftovers.noneButIdle(fresh);
                }
            }
        }
    }

    /** In statement mode PgBouncer hangs up behind an error in a transaction. */
    @ParameterizedTest
    @EnumSource(names = {"SESSION", "TRANSACTION"})
    void anErrorIsToldAsItIs(Mode mode, Db db) throws Exception {
        try (var pooler = PgBouncer.before(db, mode, directory.resolve("pooler"))) {
            Ran run = Migrating.on(pooler.db(), directory)
                    .pooled()
                    .file("001-one.sql", "CREATE TABLE one ();\nSELECT nope;\n")
                    .run();
            assertThat(run.report().failure()).isEqualTo("""
                    001 failed

                    error[42703]: column "nope" does not exist
                     --> db/001-one.sql:2:8  (statement 2 of 2)
                      |
                    2 | SELECT nope;
                      |        ^^^^

                    Now:  %s has no migration applied; nothing of 001 remains.
                    Next: change 001 (no database has it yet) or the data, then run the same command again.
                    """.formatted(db.database()));
            assertThat(db.ask("SELECT to_regclass('one')")).isEqualTo("null");
            Leftovers.noneButIdle(db);
        }
    }

    @Test
    void whatGoesOnBeyondOneQueryIsToldTheRemedyInStatementMode(Db db) throws Exception {
        try (var pooler = PgBouncer.before(db, Mode.STATEMENT, directory.resolve("pooler"))) {
            Map<String, String> address = Map.of(
                    "PGHOST", pooler.db().host(),
                    "PGPORT", Integer.toString(pooler.db().port()),
                    "PGDBNAME", db.database(),
                    "user", db.user(),
                    "preferQueryMode", "simple");
            try (Database database = Database.connect("jdbc:postgresql://", address)) {
                assertThatThrownBy(() -> database.run("BEGIN", notice -> {}))
                        .isInstanceOfSatisfying(
                                ConnectionLostException.class,
                                lost -> assertThat(String.join("\n", ProblemText.lines(lost.betweenMigrations())))
                                        .isEqualTo("""
                                                error[08P01]: the connection to the server was lost
                                                  = server: transaction blocks not allowed in statement pooling mode
                                                  = help: %s
                                                  = help: no migration was running; run the same command again""".formatted(REMEDY)));
            }
        }
    }
}
