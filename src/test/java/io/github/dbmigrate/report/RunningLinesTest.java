package io.github.dbmigrate.report;

import static io.github.dbmigrate.testing.Migrations.folder;
import static io.github.dbmigrate.testing.Migrations.history;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.plan.Plan;
import io.github.dbmigrate.plan.PlanOptions;
import io.github.dbmigrate.report.Activity.Blocker;
import io.github.dbmigrate.report.Activity.LockedObject;
import io.github.dbmigrate.report.Activity.Wait;
import io.github.dbmigrate.report.Activity.Work;
import io.github.dbmigrate.report.Running.Patience;
import io.github.dbmigrate.testing.MavenLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunningLinesTest {
    private static final List<Migration> FILES = folder("045-index", "046-fk");
    private static final Migration INDEX = FILES.get(0);
    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(2), 9);
    private static final Blocker HOLDER = new Blocker(
            8123,
            true,
            "web-app",
            "shop",
            "10.0.0.7",
            "idle in transaction",
            Duration.ofMinutes(14),
            "select *\n  from orders",
            "");

    private final RunningLines lines =
            new RunningLines(new MigrationLines(Plan.of(FILES, history(), PlanOptions.DEFAULT, file -> Optional.empty())
                    .pending()));

    @Test
    void aLineAfter5_10_20And40SecondsAndThenEachMinute() {
        assertThat(IntStream.rangeClosed(1, 7 * 60)
                        .filter(second ->
                                !lines.due(running(second, Activity.UNSEEN)).isEmpty()))
                .containsExactly(5, 10, 20, 40, 60, 120, 180, 240, 300, 360, 420);
    }

    @Test
    void aLookThatComesLateTellsOnce() {
        assertThat(lines.due(running(47, Activity.UNSEEN))).hasSize(1);
        assertThat(lines.due(running(48, Activity.UNSEEN))).isEmpty();
        assertThat(lines.due(running(60, Activity.UNSEEN))).hasSize(1);
    }

    @Test
    void anotherAttemptAndAnotherMigrationBeginFromTheStart() {
        lines.due(running(9, Activity.UNSEEN));
        assertThat(lines.due(running(1, Activity.UNSEEN))).isEmpty();
        assertThat(lines.due(running(5, Activity.UNSEEN))).hasSize(1);
        assertThat(lines.due(new Running(FILES.get(1), Duration.ofSeconds(6), Activity.UNSEEN, PATIENCE)))
                .hasSize(1);
    }

    @Test
    void nobodyKnowsMoreThanTheTime() {
        assertThat(lines.due(running(5, Activity.UNSEEN))).containsExactly(Line.info("  045  index        5 s ..."));
        assertThat(lines.due(running(14 * 60 + 59, Activity.UNSEEN)))
                .containsExactly(Line.info("  045  index       14 min ..."));
        assertThat(lines.due(running(3 * 3600, Activity.UNSEEN)))
                .containsExactly(Line.info("  045  index      3.0 h ..."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE INDEX| building index: scanning table|57|100|0|0| CREATE INDEX: scanning table, 57 %",
                "CREATE INDEX| building index: loading tuples in tree|14|99|0|0| CREATE INDEX: loading tuples, 14 %",
                "CREATE INDEX CONCURRENTLY| index validation: scanning index|1|3|0|0|"
                        + " CREATE INDEX CONCURRENTLY: index validation: scanning index, 33 %",
                "COPY FROM|''|0|0|1204311|98765432| COPY FROM: 1,204,311 rows, 99 MB",
                "COPY FROM|''|512|2048|1|512| COPY FROM: 25 %, 1 row, 1 kB",
                "VACUUM FULL| seq scanning heap|103|100|0|0| VACUUM FULL: seq scanning heap, 100 %",
                "CLUSTER| writing new heap|0|0|70000|0| CLUSTER: writing new heap, 70,000 rows",
                "ANALYZE| computing statistics|0|0|0|0| ANALYZE: computing statistics",
                "COPY FROM|''|0|0|0|5400000000| COPY FROM: 5.4 GB",
            })
    void howFarItIs(String command, String phase, long done, long total, long rows, long bytes, String text) {
        Activity activity = new Activity(new Work(command, phase, done, total, rows, bytes), null, false, 0);
        assertThat(lines.due(running(10, activity))).containsExactly(Line.info("  045  index       10 s ...  " + text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TABLE      | public.orders | waiting for a lock on public.orders    | held by",
                "ROW        | public.orders | waiting for a row lock on public.orders| blocked by",
                "TRANSACTION| ''            | waiting for another transaction to end | blocked by",
                "ADVISORY   | ''            | waiting for an advisory lock           | held by",
                "OTHER      | extend        | waiting for a lock of extend           | blocked by",
                "OTHER      | ''            | waiting for a lock                     | blocked by",
            })
    void whatItWaitsFor(LockedObject object, String name, String text, String by) {
        Wait wait = new Wait(object, "ShareLock", name, null, List.of(HOLDER));
        assertThat(text(lines.due(running(1, waiting(wait))))).isEqualTo("""
                [WARNING] 045  index       1 s ...  %s
                [WARNING]      %s pid 8123, web-app, shop@10.0.0.7, idle in transaction for 14 min:
                [WARNING]      select * from orders
                [WARNING]      gives up after 2 s (lockTimeout) and tries again, 9 times at most
                """.formatted(text, by));
    }

    @Test
    void aLockIsToldAtOnceAndThenWithTheOthers() {
        assertThat(IntStream.rangeClosed(1, 20)
                        .filter(second ->
                                !lines.due(running(second, waiting(HOLDER))).isEmpty()))
                .containsExactly(1, 5, 10, 20);
    }

    @Test
    void thatTheSameSessionIsInTheWayOfTheNextAttemptIsNoNews() {
        assertThat(lines.due(running(1, waiting(HOLDER)))).isNotEmpty();
        assertThat(lines.due(running(1, Activity.UNSEEN))).isEmpty();
        assertThat(lines.due(running(1, waiting(HOLDER)))).isEmpty();
        Blocker other = new Blocker(9, true, "", "", "", "active", null, "", "");
        assertThat(lines.due(running(1, waiting(other)))).isNotEmpty();
    }

    @Test
    void severalInTheWay() {
        List<Blocker> blockers = new ArrayList<>();
        blockers.add(new Blocker(8, true, "", "ann", "", "active", Duration.ofSeconds(3), "", "5, 6"));
        blockers.add(new Blocker(9, false, "psql", "ann", "", "active", null, "lock\ttable\u001b orders", "8"));
        blockers.add(new Blocker(0, true, "tx-7", "ann", "", "prepared", Duration.ofHours(30), "", ""));
        blockers.addAll(List.of(HOLDER, HOLDER));
        assertThat(text(lines.due(running(1, waiting(blockers.toArray(Blocker[]::new))))))
                .isEqualTo("""
                [WARNING] 045  index       1 s ...  waiting for a lock on public.orders
                [WARNING]      held by pid 8, ann, active for 3 s, which waits for pid 5, 6
                [WARNING]      queued behind pid 9, psql, ann, active, which waits for pid 8:
                [WARNING]      lock table? orders
                [WARNING]      held by the prepared transaction tx-7, ann, prepared for 30 h
                [WARNING]      and 2 more
                [WARNING]      gives up at 2 s (lockTimeout) and tries again, 9 times at most
                """);
    }

    @Test
    void aStatementThatMayNotBeSeen() {
        Blocker hidden = new Blocker(8, true, "web-app", "ann", "", "", null, "<insufficient privilege>", "");
        assertThat(text(lines.due(running(1, waiting(hidden))))).contains("""
                [WARNING]      held by pid 8, web-app, ann:
                [WARNING]      (its statement is shown to members of pg_read_all_stats)
                """);
    }

    @Test
    void whenTheLockIsGivenUp() {
        assertThat(givesUp(31, 1, new Patience(Duration.ofSeconds(10), 3)))
                .isEqualTo("gives up at 40 s (lockTimeout) and tries again, 3 times at most");
        assertThat(givesUp(1, 1, new Patience(Duration.ofSeconds(2), 1)))
                .isEqualTo("gives up at 2 s (lockTimeout) and tries again, once at most");
        assertThat(givesUp(1, 1, new Patience(Duration.ofSeconds(2), 0))).isEqualTo("gives up at 2 s (lockTimeout)");
    }

    @Test
    void aLockThatIsWaitedForLongerThanWeSaidIsNotSaidToBeGivenUp() {
        assertThat(givesUp(4, 3, PATIENCE)).isEqualTo("select * from orders");
        assertThat(givesUp(4, 3, new Patience(Duration.ZERO, 9))).isEqualTo("select * from orders");
    }

    @Test
    void whoWaitsBehindUsIsToldAtOnce() {
        Work work = new Work("CREATE INDEX", "building index: scanning table", 1, 8, 0, 0);
        assertThat(text(lines.due(running(3, new Activity(work, null, false, 4)))))
                .isEqualTo("""
                [WARNING] 045  index       3 s ...  CREATE INDEX: scanning table, 12 %
                [WARNING]      4 sessions wait for its locks
                """);
        assertThat(lines.due(running(4, new Activity(work, null, false, 5)))).isEmpty();
        assertThat(text(lines.due(running(5, new Activity(null, wait(HOLDER), false, 1)))))
                .contains("\n[WARNING]      1 session waits behind it\n[WARNING]      gives up ");
    }

    @Test
    void aConcurrentIndexNamesThePhaseInWhichItWaits() {
        Work work = new Work("CREATE INDEX CONCURRENTLY", "waiting for old snapshots", 0, 0, 0, 0);
        Wait wait = new Wait(LockedObject.TRANSACTION, "ShareLock", "", Duration.ofSeconds(1), List.of(HOLDER));
        Running now = new Running(
                INDEX, Duration.ofSeconds(9), new Activity(work, wait, false, 0), new Patience(Duration.ZERO, 9));
        assertThat(text(lines.due(now))).isEqualTo("""
                [WARNING] 045  index       9 s ...  CREATE INDEX CONCURRENTLY: waiting for old snapshots
                [WARNING]      blocked by pid 8123, web-app, shop@10.0.0.7, idle in transaction for 14 min:
                [WARNING]      select * from orders
                """);
    }

    @Test
    void aCommitThatASynchronousStandbyHoldsUp() {
        assertThat(lines.due(running(5, new Activity(null, null, true, 0))))
                .containsExactly(
                        Line.info("  045  index        5 s ...  committed, waiting for a synchronous standby"));
    }

    @Test
    void onATerminalOneLineIsRewrittenAndOnlyWhoIsInTheWayIsPrinted() {
        MavenLog log = new MavenLog();
        Console console = new Console(log::print, text -> log.print(Line.debug(text)));
        console.running(lines, running(4, Activity.UNSEEN));
        console.running(lines, running(5, waiting(HOLDER)));
        console.running(lines, running(130, waiting(HOLDER)));
        assertThat(log).hasToString("""
                [DEBUG] 045  index  4 s ...
                [WARNING] 045  index       5 s ...  waiting for a lock on public.orders
                [WARNING]      held by pid 8123, web-app, shop@10.0.0.7, idle in transaction for 14 min:
                [WARNING]      select * from orders
                [WARNING]      gives up at 6 s (lockTimeout) and tries again, 9 times at most
                [DEBUG] 045  index  5 s ...  waiting for a lock on public.orders
                [DEBUG] 045  index  2 min 10 s ...  waiting for a lock on public.orders
                """);
    }

    @Test
    void theLineThatIsRewrittenFitsOnAnyTerminal() {
        Work work = new Work("CREATE INDEX CONCURRENTLY", "waiting for writers before validation", 0, 0, 0, 0);
        assertThat(lines.live(running(2, new Activity(work, null, false, 0))))
                .isEqualTo("045  index  2 s ...  CREATE INDEX CONCURRENTLY: waiting for writers before ...")
                .hasSize(78);
    }

    private String givesUp(int elapsed, int waited, Patience patience) {
        Wait wait =
                new Wait(LockedObject.TABLE, "ShareLock", "public.orders", Duration.ofSeconds(waited), List.of(HOLDER));
        List<Line> told = new RunningLines(new MigrationLines(List.of()))
                .due(new Running(INDEX, Duration.ofSeconds(elapsed), waiting(wait), patience));
        return told.get(told.size() - 1).text().strip();
    }

    private static Running running(int seconds, Activity activity) {
        return new Running(INDEX, Duration.ofSeconds(seconds), activity, PATIENCE);
    }

    private static Activity waiting(Blocker... blockers) {
        return waiting(wait(blockers));
    }

    private static Activity waiting(@Nullable Wait wait) {
        return new Activity(null, wait, false, 0);
    }

    private static Wait wait(Blocker... blockers) {
        return new Wait(
                LockedObject.TABLE, "AccessExclusiveLock", "public.orders", Duration.ofSeconds(1), List.of(blockers));
    }

    private static String text(List<Line> lines) {
        MavenLog log = new MavenLog();
        lines.forEach(log::print);
        return log.toString();
    }
}
