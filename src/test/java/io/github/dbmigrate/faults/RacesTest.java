package io.github.dbmigrate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.faults.Moment.InBlock;
import io.github.dbmigrate.plan.PlanOptions;
import io.github.dbmigrate.testing.Migrating;
import io.github.dbmigrate.testing.Migrating.Ran;
import io.github.dbmigrate.testing.PostgresExtension;
import io.github.dbmigrate.testing.TestPostgres.Db;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs that begin in the same moment: together they apply each migration exactly once, and all of them end well. */
@ExtendWith(PostgresExtension.class)
class RacesTest {
    private static final String WAITING = "waiting for another run (pid ";
    private static final Pattern APPLIED = Pattern.compile("^Applied (\\d+) migrations? in ", Pattern.MULTILINE);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(names = {"TRANSACTIONS", "PIPELINED"})
    void twoProcesses(FileSet set, Db db) throws Exception {
        race(set, db, 2);
    }

    @Tag("faults")
    @ParameterizedTest
    @CsvSource({"TRANSACTIONS, 2", "TRANSACTIONS, 4", "TRANSACTIONS, 20", "PIPELINED, 4", "PIPELINED, 20"})
    void manyProcesses(FileSet set, int runners, Db db) throws Exception {
        race(set, db, runners);
    }

    private void race(FileSet set, Db db, int runners) throws Exception {
        FileSet.prepare(db);
        set.writeTo(set.on(db, directory));
        List<Runner> ready = Stream.generate(Runner::start).limit(runners).toList();
        ready.forEach(Runner::awaitReady);
        List<Runner.Ended> ended = ready.stream().map(runner -> runner.migrate(set, db, directory)).toList().stream()
                .map(CompletableFuture::join)
                .toList();
        String said =
                String.join("\n--\n", ended.stream().map(Runner.Ended::text).toList());
        assertThat(ended).as(said).allMatch(one -> one.exit() == 0);
        assertThat(APPLIED.matcher(said)
                        .results()
                        .map(MatchResult::group)
                        .map(line -> line.split(" ", -1)[1])
                        .mapToInt(Integer::parseInt)
                        .sum())
                .as(said)
                .isEqualTo(set.files().size());
        Proof.of(set, db, said);
        Leftovers.none(db);
    }

    @ParameterizedTest
    @EnumSource(names = {"TRANSACTIONS", "PIPELINED"})
    void twentyThreads(FileSet set, Db db) throws Exception {
        FileSet.prepare(db);
        Migrating project = set.on(db, directory);
        set.writeTo(project);
        int runners = 20;
        var start = new CountDownLatch(runners);
        var threads = Executors.newFixedThreadPool(runners);
        try {
            List<Ran> runs = Stream.generate(
                            () -> CompletableFuture.supplyAsync(() -> together(start, project), threads))
                    .limit(runners)
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
            assertThat(runs).allSatisfy(Ran::ok);
            assertThat(runs.stream().mapToInt(run -> run.applied().size()).sum())
                    .isEqualTo(set.files().size());
            Proof.of(set, db, runs.toString());
            Leftovers.none(db);
        } finally {
            threads.shutdown();
        }
    }

    private static Ran together(CountDownLatch start, Migrating project) {
        start.countDown();
        try {
            start.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return project.run();
    }

    @ParameterizedTest
    @EnumSource(names = {"TRANSACTIONS", "PIPELINED"})
    void whoWaitsGoesOnWhenTheHolderIsKilled(FileSet set, Db db) throws Exception {
        FileSet.prepare(db);
        Migrating project = set.on(db, directory);
        set.writeTo(project);
        project.on(db).plan(new PlanOptions("001", false)).run().ok();
        Hold.install(db);
        try (var holder = Runner.start();
                var waiting = Runner.start()) {
            CompletableFuture<Runner.Ended> killed;
            CompletableFuture<Runner.Ended> process;
            CompletableFuture<Ran> thread;
            var waits = new CountDownLatch(1);
            try (Connection hold = Hold.at(db, new InBlock(Moment.Place.STATEMENT, "002-rows"))) {
                killed = holder.awaitReady().migrate(set, db, directory);
                Hold.awaitSomebody(db, db, killed);
                process = waiting.awaitReady().migrate(set, db, directory);
                thread = CompletableFuture.supplyAsync(project.listener(line -> {
                    if (line.text().startsWith(WAITING)) {
                        waits.countDown();
                    }
                })::run);
                waits.await();
                while (!waiting.text().contains(WAITING)) {
                    db.ask("SELECT pg_sleep(0.01)");
                }
                holder.kill();
                assertThat(hold.isClosed()).isFalse();
            }
            assertThat(killed.join().exit()).isEqualTo(137);
            assertThat(process.join().exit()).as(waiting.text()).isZero();
            String said = thread.join().ok() + "\n--\n" + waiting.text();
            Proof.of(set, db, said);
            Leftovers.none(db);
        }
    }
}
