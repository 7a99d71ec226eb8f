package io.github.dbmigrate.goal;

import static io.github.dbmigrate.testing.Migrations.file;
import static io.github.dbmigrate.testing.Migrations.folder;
import static io.github.dbmigrate.testing.Migrations.history;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.apply.Failure;
import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.migration.AppliedMigration;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.plan.Applied;
import io.github.dbmigrate.plan.Plan;
import io.github.dbmigrate.plan.PlanOptions;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AfterFailureTest {
    private static final List<Migration> FILES = folder("001-a", "002-b", "003-c", "004-d", "R-views");

    @Test
    void aDatabaseThatWasNeverMigratedHasNoVersion() {
        assertThat(now(history(), 0, failure("001-a")))
                .isEqualTo("shop has no migration applied; nothing of 001 remains.");
    }

    @Test
    void theFirstOfARunSaysOnlyWhereTheDatabaseIs() {
        assertThat(now(history("001-a"), 0, failure("002-b"))).isEqualTo("shop is at 001; nothing of 002 remains.");
    }

    @Test
    void whatThisRunHasAppliedStays() {
        assertThat(now(history("001-a"), 1, failure("003-c")))
                .isEqualTo("shop is at 002. 002 is applied and stays; nothing of 003 remains.");
        assertThat(now(history("001-a"), 2, failure("004-d")))
                .isEqualTo("shop is at 003. 002 and 003 are applied and stay; nothing of 004 remains.");
        assertThat(now(history("001-a"), 3, failure("R-views")))
                .isEqualTo("shop is at 004. 002 to 004 are applied and stay; nothing of R-views remains.");
    }

    @Test
    void onlyRepeatableMigrationsAreNoVersion() {
        assertThat(now(history("R-views"), 0, failure("001-a")))
                .isEqualTo("shop is at no version; nothing of 001 remains.");
    }

    @Test
    void afterALostConnectionNobodyKnows() {
        Failure lost =
                new Failure(file("002-b", ""), Diagnostic.error("connection-lost", "lost"), 14, true, null, null);
        assertThat(now(history("001-a"), 0, lost))
                .isEqualTo("before 002, shop is at 001; of 002 either all or nothing is there.");
        assertThat(AfterFailure.next(lost))
                .containsExactly("run the same command again; it reads the history and goes on from there.");
    }

    @Test
    void whatAFileCommittedBehindOurBackStays() {
        Failure ended =
                new Failure(file("002-b", ""), Diagnostic.error("transaction-ended", "ended"), 14, false, null, null);
        assertThat(now(history("001-a"), 0, ended)).isEqualTo("shop is at 001; what 002 had committed stays, too.");
        assertThat(AfterFailure.next(ended)).containsExactly("do as the help says, then run the same command again.");
    }

    @Test
    void aLostConnectionMayHaveTakenSeveralWithIt() {
        Failure lost = new Failure(
                file("002-b", ""), Diagnostic.error("connection-lost", "lost"), 14, true, null, file("009-i", ""));
        assertThat(now(history("001-a"), 0, lost))
                .isEqualTo("before 002, shop is at 001; 002 to 009 were on their way together.\n"
                        + "Of each either all or nothing is there, and none without those before it.");
    }

    @Test
    void whatToDoDependsOnTheError() {
        assertThat(AfterFailure.next(failure("002-b")))
                .containsExactly("change 002 (no database has it yet) or the data, then run the same command again.");
        Diagnostic lock = Diagnostic.error("sql-error", "lock timeout").sqlState("55P03");
        assertThat(AfterFailure.next(new Failure(file("002-b", ""), lock, 14, false, null, null)))
                .containsExactly("run the same command again when the table is less busy.");
    }

    @Test
    void theRowsOfBatchesThatAreDoneStay() {
        Failure busy = batches("55P03", 1);
        assertThat(now(history("001-a"), 0, busy))
                .isEqualTo("shop is at 001. 002 runs in batches.\n1 row is changed and stays so.");
        assertThat(AfterFailure.next(busy))
                .containsExactly(
                        "run the same command again when the table is less busy;",
                        "it goes on behind the last row that is done.");
        assertThat(now(history("001-a"), 0, batches("22012", 1200)))
                .isEqualTo("shop is at 001. 002 runs in batches.\n1,200 rows are changed and stay so.");
        assertThat(now(history("001-a"), 0, batches("22012", 0)))
                .isEqualTo("shop is at 001. 002 runs in batches.\nNo row is changed yet.");
    }

    private static Failure batches(String sqlState, long rows) {
        Diagnostic problem = Diagnostic.error("sql-error", "wrong").sqlState(sqlState);
        return new Failure(file("002-b", ""), problem, 14, false, Failure.Left.ofBatches(rows), null);
    }

    private static Failure failure(String name) {
        return new Failure(file(name, ""), Diagnostic.error("sql-error", "wrong"), 14, false, null, null);
    }

    /** After this run has applied some of what was pending. */
    private static String now(List<AppliedMigration> history, int done, Failure failure) {
        Plan plan = Plan.of(FILES, history, PlanOptions.DEFAULT, file -> Optional.empty());
        List<Applied> applied = plan.pending().stream()
                .limit(done)
                .map(entry -> new Applied(entry.file(), LocalDateTime.of(2026, 11, 19, 8, 0), 14, 0))
                .toList();
        return String.join("\n", AfterFailure.now("shop", plan.after(applied, "ci"), applied, failure));
    }
}
