package io.github.dbmigrate.plan;

import static io.github.dbmigrate.testing.Migrations.file;
import static io.github.dbmigrate.testing.Migrations.folder;
import static io.github.dbmigrate.testing.Migrations.history;
import static io.github.dbmigrate.testing.Migrations.row;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Severity;
import io.github.dbmigrate.migration.AppliedMigration;
import io.github.dbmigrate.migration.Checksum;
import io.github.dbmigrate.migration.FileName;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.migration.Unfinished;
import io.github.dbmigrate.report.ProblemText;
import io.github.dbmigrate.script.Script;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlanTest {
    @Test
    void nothingAtAllIsAnEmptyPlan() {
        Plan plan = plan(folder(), history());
        assertThat(plan.entries()).isEmpty();
        assertThat(plan.current()).isEmpty();
        assertThat(plan.isBlocked()).isFalse();
    }

    @Test
    void onAnEmptyDatabaseEverythingIsPending() {
        Plan plan = plan(folder("001-users", "002-orders"), history());
        assertThat(states(plan)).isEqualTo("001-users pending, 002-orders pending");
        assertThat(plan.pending()).hasSize(2);
        assertThat(plan.applied()).isEmpty();
        assertThat(problems(plan)).isEmpty();
    }

    @Test
    void whatIsInTheHistoryIsApplied() {
        Plan plan = plan(folder("001-users", "002-orders"), history("001-users"));
        assertThat(states(plan)).isEqualTo("001-users applied, 002-orders pending");
        assertThat(plan.current()).isEqualTo("001");
    }

    /** The journal is read a moment before the history. */
    @Test
    void whatWasFinishedMeanwhileIsApplied() {
        Unfinished run = new Unfinished(
                "001-users",
                Unfinished.Phase.RUNNING,
                1,
                0,
                "",
                true,
                "",
                LocalDateTime.of(2026, 11, 18, 9, 14),
                811,
                null,
                null,
                null,
                null,
                0);
        Plan plan = Plan.of(
                folder("001-users", "002-orders"),
                history("001-users"),
                List.of(run),
                PlanOptions.DEFAULT,
                file -> Optional.empty());
        assertThat(states(plan)).isEqualTo("001-users applied, 002-orders pending");
        assertThat(problems(plan)).isEmpty();
    }

    @Test
    void theHistoryComesFirstAndInItsOwnOrder() {
        Plan plan = plan(
                folder("001-users", "002-late", "003-orders", "004-new"),
                history("001-users", "003-orders", "002-late"));
        assertThat(states(plan)).isEqualTo("001-users applied, 003-orders applied, 002-late applied, 004-new pending");
        assertThat(plan.current()).isEqualTo("003");
    }

    @Test
    void anAppliedFileThatWasChangedBlocksThePlan() {
        Plan plan = plan(List.of(file("001-users", "SELECT 2;\n")), history("001-users"));
        assertThat(states(plan)).isEqualTo("001-users changed");
        assertThat(plan.isBlocked()).isTrue();
        assertThat(problems(plan)).isEqualTo("""
                error[changed-file]: 001 was changed after it was applied
                 --> src/main/resources/db/migration/001-users.sql
                  = applied: 2026-11-18 09:14 UTC by ci, sha256 b4e04978
                  = file:    sha256 a41109d2
                  = help: put the old text back and write 002 instead
                  = allow: mvn dbmigrate:accept -Ddbmigrate.version=001   (records the new checksum)""");
    }

    @Test
    void theCommitThatChangedAFileIsNamed() {
        LastChange commit = new LastChange("5b1c0de", "Ann", LocalDate.of(2026, 11, 19), false);
        assertThat(help(changed(commit)))
                .containsExactly("put it back with  git restore --source=5b1c0de~ -- <file>  and write 002 instead");
    }

    @Test
    void aChangeThatIsNotCommittedIsPutBackFromTheCommit() {
        LastChange commit = new LastChange("5b1c0de", "Ann", LocalDate.of(2026, 11, 19), true);
        assertThat(problems(changed(commit))).contains(", changed since commit 5b1c0de\n");
        assertThat(help(changed(commit)))
                .containsExactly("put it back with  git restore -- <file>  and write 002 instead");
    }

    @Test
    void versionControlIsAskedOnlyForChangedFiles() {
        List<String> asked = new ArrayList<>();
        Plan.of(
                List.of(file("001-users", "SELECT 1;\n"), file("002-orders", "SELECT 2;\n"), file("003-new", "")),
                history("001-users", "002-orders"),
                PlanOptions.DEFAULT,
                file -> {
                    asked.add(file.label());
                    return Optional.empty();
                });
        assertThat(asked).containsExactly("002");
    }

    @Test
    void theNumberAfterAChangedFileIsTheFolders() {
        List<Migration> files = List.of(file("0098-a", "SELECT 2;\n"), file("0099-b", ""), file("R-views", ""));
        assertThat(help(plan(files, history("0098-a"))))
                .containsExactly("put the old text back and write 0100 instead");
    }

    @Test
    void afterATimestampANewFileIsWritten() {
        List<Migration> files = List.of(file("20240101120000_users", "SELECT 2;\n"));
        assertThat(help(plan(files, history("20240101120000_users"))))
                .containsExactly("put the old text back and write a new file instead");
    }

    @Test
    void anAppliedFileThatIsGoneBlocksThePlan() {
        Plan plan = plan(folder("002-orders"), history("001-users", "002-orders"));
        assertThat(states(plan)).isEqualTo("001-users missing, 002-orders applied");
        assertThat(plan.isBlocked()).isTrue();
        assertThat(problems(plan)).isEqualTo("""
                error[missing-file]: 001 is applied, but its file is gone
                  = applied: 2026-11-18 09:14 UTC by ci, sha256 b4e04978
                  = seen: the history has 001-users
                  = help: bring the file back:  git log --diff-filter=D -- '*001-users*'  finds it
                  = help: on a branch that is behind: merge or rebase first""");
    }

    @Test
    void aRowThatNoFormOfFileNameFitsIsMissingUnderItsOwnName() {
        Plan plan = plan(folder(), history("create users"));
        assertThat(plan.entries().get(0).label()).isEqualTo("create users");
        assertThat(plan.entries().get(0).description()).isEqualTo("create users");
        assertThat(plan.current()).isEmpty();
        assertThat(problems(plan)).startsWith("error[missing-file]: create users is applied, but its file is gone\n");
    }

    @Test
    void aRenamedFileWithTheSameTextIsAWarning() {
        Plan plan = plan(folder("001-create-users"), history("001-users"));
        assertThat(states(plan)).isEqualTo("001-create-users applied");
        assertThat(plan.isBlocked()).isFalse();
        assertThat(problems(plan)).isEqualTo("""
                warning[renamed-file]: 001 was renamed after it was applied; its text is the same
                 --> src/main/resources/db/migration/001-create-users.sql
                  = seen: the history has 001-users
                  = help: nothing is applied again; to be rid of this, give the file its old name""");
    }

    @Test
    void aNumberWithOtherZerosIsARenamedFile() {
        Plan plan = plan(folder("0001-users"), history("001-users"));
        assertThat(states(plan)).isEqualTo("0001-users applied");
        assertThat(plan.isBlocked()).isFalse();
    }

    @Test
    void aRenamedFileWhoseRowHasNoChecksumCannotBeCompared() {
        Plan plan = plan(folder("001-create-users"), List.of(row("001-users", null)));
        assertThat(plan.isBlocked()).isFalse();
        assertThat(problems(plan))
                .startsWith(
                        "warning[renamed-file]: 001 was renamed after it was applied; the history has no checksum of it\n");
    }

    @Test
    void anotherFileWithTheNumberOfAnAppliedOneBlocksThePlan() {
        Plan plan = plan(List.of(file("001-orders", "SELECT 2;\n")), history("001-users"));
        assertThat(states(plan)).isEqualTo("001-orders changed");
        assertThat(problems(plan)).isEqualTo("""
                error[replaced-file]: 001 is applied, but from another file
                 --> src/main/resources/db/migration/001-orders.sql
                  = applied: 001-users, 2026-11-18 09:14 UTC by ci, sha256 b4e04978
                  = help: if this file is a new migration, give it a number above the newest
                  = help: if 001-users.sql was renamed and edited, put its old name and text back""");
    }

    @Test
    void aFileInTheHistoryIsNeverTakenForAnotherRowOfItsNumber() {
        Plan plan = plan(folder("045-orders"), history("045-coupons", "045-orders"));
        assertThat(states(plan)).isEqualTo("045-coupons missing, 045-orders applied");
        assertThat(plan.problems()).extracting(Diagnostic::id).containsExactly("missing-file");
    }

    @Test
    void aFileThatComesBeforeTheNewestAppliedOneBlocksThePlan() {
        Plan plan = plan(folder("001-users", "002-late", "003-orders"), history("001-users", "003-orders"));
        assertThat(plan.isBlocked()).isTrue();
        assertThat(problems(plan)).isEqualTo("""
                error[out-of-order]: 002 is pending, but comes before 003, which is applied
                 --> src/main/resources/db/migration/002-late.sql
                  = help: give the file a number above 003
                  = allow: -Ddbmigrate.outOfOrder   (applies it now, after 003)""");
    }

    @Test
    void aFileThatComesBeforeTheNewestAppliedOneMayBeAllowed() {
        Plan plan = plan(folder("001-users", "002-late", "003-orders"), history("001-users", "003-orders"), null, true);
        assertThat(states(plan)).isEqualTo("001-users applied, 003-orders applied, 002-late pending");
        assertThat(problems(plan)).isEmpty();
    }

    @Test
    void aMissingFileStillSaysWhereTheHistoryStands() {
        Plan plan = plan(folder("002-late"), history("003-orders"));
        assertThat(plan.problems()).extracting(Diagnostic::id).containsExactly("missing-file", "out-of-order");
    }

    @Test
    void whatIsBeyondTheTargetIsHeld() {
        Plan plan = plan(folder("001-users", "002-orders", "003-late"), history("001-users"), "002", false);
        assertThat(states(plan)).isEqualTo("001-users applied, 002-orders pending, 003-late held");
        assertThat(plan.pending()).extracting(Entry::label).containsExactly("002");
    }

    @Test
    void aTargetMayBeWrittenWithoutItsZeros() {
        Plan plan = plan(folder("001-users", "002-orders"), history(), "1", false);
        assertThat(states(plan)).isEqualTo("001-users pending, 002-orders held");
    }

    @Test
    void aTargetMayBeTheWholeStem() {
        Plan plan = plan(folder("001-users", "002-orders"), history(), "001-users", false);
        assertThat(states(plan)).isEqualTo("001-users pending, 002-orders held");
    }

    @Test
    void aTargetBehindTheHistoryTakesNothingBack() {
        Plan plan =
                plan(folder("001-users", "002-orders", "003-late"), history("001-users", "002-orders"), "001", false);
        assertThat(states(plan)).isEqualTo("001-users applied, 002-orders applied, 003-late held");
        assertThat(plan.isBlocked()).isFalse();
    }

    @Test
    void aTargetThatNoFileHasIsRefused() {
        Plan plan = plan(folder("001-users", "002-orders", "R-views"), history(), "004", false);
        assertThat(problems(plan)).isEqualTo("""
                error[unknown-target]: no migration has the version 004
                  = seen: versions 001 to 002
                  = help: nothing was run; give a number as the file name has it:  -Ddbmigrate.target=002""");
    }

    @Test
    void aRepeatableMigrationIsNoTarget() {
        assertThat(problems(plan(folder("001-users", "R-views"), history(), "R", false)))
                .startsWith("error[unknown-target]: no migration has the version R\n");
        assertThat(problems(plan(folder("001-users", "R-views"), history(), "R-views", false)))
                .startsWith("error[unknown-target]: no migration has the version R-views\n");
    }

    @Test
    void inAnEmptyFolderEveryTargetIsUnknown() {
        assertThat(problems(plan(folder(), history(), "latest", false)))
                .isEqualTo("error[unknown-target]: no migration has the version latest");
    }

    @Test
    void repeatableMigrationsComeLast() {
        Plan plan = plan(folder("001-users", "002-orders", "R-views"), history());
        assertThat(states(plan)).isEqualTo("001-users pending, 002-orders pending, R-views pending");
    }

    @Test
    void anUnchangedRepeatableMigrationIsLeftAlone() {
        Plan plan = plan(folder("001-users", "R__views"), history("001-users", "R__views"));
        assertThat(states(plan)).isEqualTo("001-users applied, R__views applied");
        assertThat(plan.current()).isEqualTo("001");
    }

    @Test
    void aChangedRepeatableMigrationRunsAgainAfterAllOthers() {
        Plan plan = plan(
                List.of(file("001-users", "SELECT 1;\n"), file("002-orders", ""), file("R__views", "SELECT 2;\n")),
                history("001-users", "R__views"));
        assertThat(states(plan)).isEqualTo("001-users applied, 002-orders pending, R__views outdated");
        assertThat(plan.count(State.OUTDATED)).isEqualTo(1);
        assertThat(problems(plan)).isEmpty();
    }

    @Test
    void repeatableMigrationsAreHeldByATarget() {
        Plan plan = plan(
                List.of(file("001-users", "SELECT 1;\n"), file("R-a", "SELECT 2;\n"), file("R-b", "")),
                history("001-users", "R-a"),
                "001",
                false);
        assertThat(states(plan)).isEqualTo("001-users applied, R-a applied, R-b held");
        assertThat(plan.pending()).isEmpty();
    }

    @Test
    void aRepeatableMigrationWhoseFileIsGoneIsAWarning() {
        Plan plan = plan(folder("001-users"), history("001-users", "R__views"));
        assertThat(states(plan)).isEqualTo("001-users applied, R__views missing");
        assertThat(plan.problems()).extracting(Diagnostic::severity).containsExactly(Severity.WARNING);
        assertThat(problems(plan)).isEqualTo("""
                warning[missing-file]: R__views is applied, but its file is gone
                  = applied: 2026-11-18 09:14 UTC by ci, sha256 b4e04978
                  = seen: the history has R__views
                  = help: the database keeps what it made; write a migration that drops it""");
    }

    @Test
    void repeatableMigrationsHaveNoOrderToKeep() {
        Plan plan = plan(folder("001-users", "R-a", "R-b"), history("001-users", "R-b"));
        assertThat(states(plan)).isEqualTo("001-users applied, R-b applied, R-a pending");
        assertThat(problems(plan)).isEmpty();
    }

    @Test
    void aRowWithoutAChecksumIsBelieved() {
        Plan plan = plan(List.of(file("001-users", "SELECT 'whatever';\n")), List.of(row("001-users", null)));
        assertThat(states(plan)).isEqualTo("001-users applied");
        assertThat(problems(plan)).isEmpty();
    }

    @Test
    void aRowWithoutATimeOrAChecksumIsStillDescribed() {
        Plan plan = plan(folder(), List.of(new AppliedMigration(1, "001-users", "Users", null, null, null, null)));
        assertThat(problems(plan)).contains("\n  = applied: at an unknown time\n");
    }

    @Test
    void theChecksumOfTheBytesIsAcceptedToo() {
        byte[] bytes = "SELECT 1;\r\n".getBytes(StandardCharsets.UTF_8);
        Migration file = new Migration(
                FileName.parse("001-users.sql").orElseThrow(),
                "001-users.sql",
                Script.of("SELECT 1;\n"),
                Checksum.of("SELECT 1;\n"),
                Checksum.ofBytes(bytes),
                null,
                null);
        AppliedMigration row = row(1, "001-users", Checksum.ofBytes(bytes).hex(), LocalDateTime.MIN);
        assertThat(states(plan(List.of(file), List.of(row)))).isEqualTo("001-users applied");
    }

    @Test
    void timestampsAreNumbers() {
        Plan plan = plan(
                folder("20240101120000_users", "20240102120000_orders", "20240103120000_late"),
                history("20240101120000_users", "20240103120000_late"));
        assertThat(plan.current()).isEqualTo("20240103120000");
        assertThat(problems(plan))
                .startsWith(
                        "error[out-of-order]: 20240102120000 is pending, but comes before 20240103120000, which is applied\n");
    }

    @Test
    void dottedVersionsAreComparedPartByPart() {
        Plan plan = plan(folder("V1.2__a", "V1.9__b", "V1.10__c"), history("V1.2__a", "V1.9__b"), "1.9.0", false);
        assertThat(states(plan)).isEqualTo("V1.2__a applied, V1.9__b applied, V1.10__c held");
        assertThat(plan.current()).isEqualTo("1.9");
    }

    @Test
    void dieselsDirectoriesAreKnownByTheirNames() {
        Plan plan = plan(
                folder("2024-01-01-120000_users/up.sql", "2024-01-02-120000_orders/up.sql"),
                history("2024-01-01-120000_users"));
        assertThat(states(plan)).isEqualTo("2024-01-01-120000_users applied, 2024-01-02-120000_orders pending");
        assertThat(plan.current()).isEqualTo("2024-01-01-120000");
        Plan gone = plan(folder(), history("2024-01-01-120000_users"));
        assertThat(gone.entries().get(0).label()).isEqualTo("2024-01-01-120000");
    }

    @Test
    void everythingThatIsAtOddsIsToldAtOnce() {
        Plan plan = plan(
                List.of(
                        file("001-users", "SELECT 2;\n"),
                        file("003-late", "SELECT 1;\nVACUUM;\n"),
                        file("004-orders", "SELECT 1;\n")),
                history("001-users", "002-gone", "004-orders"));
        assertThat(plan.problems())
                .extracting(Diagnostic::id)
                .containsExactly("changed-file", "missing-file", "out-of-order", "refused-in-transaction");
    }

    @Test
    void tenThousandFilesAndRowsAreOnePassEach() {
        String[] names = IntStream.rangeClosed(1, 10_000)
                .mapToObj("%05d-step"::formatted)
                .toArray(String[]::new);
        List<Migration> edited =
                Stream.of(names).map(name -> file(name, "SELECT 2;\n")).toList();
        assertThat(plan(folder(names), history()).pending()).hasSize(10_000);
        assertThat(plan(folder(names), history(names)).count(State.APPLIED)).isEqualTo(10_000);
        assertThat(plan(edited, history(names)).problems()).hasSize(10_000);
        assertThat(plan(folder(), history(names)).problems()).hasSize(10_000);
    }

    @Test
    void aStatementThatCannotRunInATransactionIsRefusedBeforeItRuns() {
        assertThat(problems(plan(List.of(file("001-idx", """
                        UPDATE orders SET status = 'new';
                        CREATE INDEX CONCURRENTLY i
                          ON orders (status);
                        """)), history()))).isEqualTo("""
                error[refused-in-transaction]: CREATE INDEX CONCURRENTLY cannot run inside a transaction
                 --> src/main/resources/db/migration/001-idx.sql:2:1
                  |
                2 | CREATE INDEX CONCURRENTLY i
                  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^
                  = why: a migration and its history row are one transaction: it is applied exactly once
                  = help: move it into a file of its own, which then runs outside a transaction by itself;
                          cut this one above line 2, and give the new one a number above 001
                  = help: or put  -- dbmigrate: no-transaction  on line 1: each statement is then on its
                          own, and a failure leaves what came before it in place""");
    }

    @Test
    void whereToCutDependsOnWhereItStands() {
        assertThat(problems(plan(List.of(file("001-x", "VACUUM;\nSELECT 1;\n")), history())))
                .contains("cut this one above line 2, and give the new one a number below 001");
        assertThat(problems(plan(List.of(file("001-x", "SELECT 1;\nVACUUM;\nSELECT 1;\n")), history())))
                .contains("what stands before it must be a file before, what stands behind it one after");
        assertThat(problems(plan(List.of(file("001-x", "BEGIN;\nVACUUM;\nCOMMIT;\n")), history())))
                .contains("= help: take it out of BEGIN ... COMMIT, into a file of its own");
    }

    @Test
    void whatNeedsNoTransactionRunsOutsideOne() {
        assertThat(problems(plan(
                        List.of(
                                file(
                                        "001-x",
                                        "SET work_mem = '64MB';\nCREATE INDEX CONCURRENTLY i ON t (a);\nVACUUM;\n"),
                                file("002-x", "-- dbmigrate: no-transaction\nSELECT 1;\nBEGIN;\nVACUUM;\nCOMMIT;\n")),
                        history())))
                .isEmpty();
        assertThat(problems(plan(
                        List.of(file("001-x", "-- dbmigrate: no-transaction\nBEGIN;\nSELECT 1;\nCOMMIT AND CHAIN;\n")),
                        history())))
                .isEqualTo("""
                        error[transaction-control]: this end of a transaction is not understood here
                         --> src/main/resources/db/migration/001-x.sql:4:1
                          |
                        4 | COMMIT AND CHAIN;
                          | ^^^^^^^^^^^^^^^^
                          = why: the journal must be written in the same transaction, just before its end
                          = help: write COMMIT; and BEGIN; as statements of their own""");
    }

    @Test
    void whatIsAppliedOrHeldIsNotJudged() {
        List<Migration> files =
                List.of(file("001-old", "VACUUM;\n"), file("002-x", ""), file("003-later", "VACUUM;\n"));
        assertThat(problems(plan(files, List.of(row("001-old", "VACUUM;\n")), "002", false)))
                .isEmpty();
    }

    @Test
    void aRepeatableMigrationThatRunsAgainIsJudgedAgain() {
        Plan plan = plan(List.of(file("R-tidy", "SELECT 1;\nVACUUM;\n")), history("R-tidy"));
        assertThat(plan.problems()).extracting(Diagnostic::id).containsExactly("refused-in-transaction");
    }

    @Test
    void copyFromStdinAndOtherStringsAreTaken() {
        assertThat(problems(plan(
                        List.of(file(
                                "001-rows", "COPY t FROM STDIN;\n1\n\\.\nSET standard_conforming_strings = off;\n")),
                        history())))
                .isEmpty();
    }

    @Test
    void aTransactionAroundTheWholeFileIsTakenOver() {
        assertThat(plan(List.of(file("001-x", "-- x\nBEGIN;\nSELECT 1;\nCOMMIT;\n")), history())
                        .problems())
                .isEmpty();
    }

    @Test
    void anyOtherBeginAndCommitAreRefusedEachInItsPlace() {
        assertThat(problems(plan(List.of(file("001-x", "SELECT 1;\nBEGIN;\nSELECT 2;\nCOMMIT;\n")), history())))
                .isEqualTo("""
                error[transaction-control]: a migration cannot begin or end a transaction
                 --> src/main/resources/db/migration/001-x.sql:2:1
                  |
                2 | BEGIN;
                  | ^^^^^
                  = why: every migration is one transaction already, together with its history row
                  = help: take BEGIN out; only one BEGIN ... COMMIT around the whole file is taken over
                  = help: or put  -- dbmigrate: no-transaction  on line 1: each statement is then on its
                          own, and a failure leaves what came before it in place
                error[transaction-control]: a migration cannot begin or end a transaction
                 --> src/main/resources/db/migration/001-x.sql:4:1
                  |
                4 | COMMIT;
                  | ^^^^^^
                  = why: every migration is one transaction already, together with its history row
                  = help: take COMMIT out; only one BEGIN ... COMMIT around the whole file is taken over
                  = help: or put  -- dbmigrate: no-transaction  on line 1: each statement is then on its
                          own, and a failure leaves what came before it in place""");
    }

    @Test
    void savepointsAreFree() {
        assertThat(problems(plan(
                        List.of(file("001-x", "SAVEPOINT a;\nSELECT 1;\nROLLBACK TO a;\nRELEASE a;\n")), history())))
                .isEmpty();
    }

    @Test
    void afterARunWhatItAppliedIsInTheHistory() {
        List<Migration> files = folder("001-users", "002-orders", "003-late");
        Plan plan = plan(files, history("001-users"));
        Plan after = plan.after(List.of(new Applied(files.get(1), LocalDateTime.of(2026, 11, 19, 8, 0), 14, 0)), "ann");
        assertThat(states(after)).isEqualTo("001-users applied, 002-orders applied, 003-late pending");
        assertThat(after.current()).isEqualTo("002");
        assertThat(after.entries().get(1).row().appliedBy()).isEqualTo("ann");
    }

    @Test
    void everyProblemFitsInAHundredColumnsBehindMavensLevel() {
        Plan plan = plan(
                List.of(
                        file("001-users", "SELECT 2;\n"),
                        file("003-late", "VACUUM;\nBEGIN;\n"),
                        file("004-orders", "SELECT 2;\n"),
                        file("005-x", "")),
                history("001-users", "002-gone", "004-other", "R__gone"),
                "9",
                false);
        assertThat(plan.problems()).hasSize(8);
        assertThat(problems(plan).lines()).allMatch(line -> line.length() <= 100 - "[ERROR] ".length());
    }

    private static Plan plan(List<Migration> files, List<AppliedMigration> history) {
        return Plan.of(files, history, PlanOptions.DEFAULT, PlanTest::noGit);
    }

    private static Plan plan(
            List<Migration> files, List<AppliedMigration> history, @Nullable String target, boolean outOfOrder) {
        return Plan.of(files, history, new PlanOptions(target, outOfOrder), PlanTest::noGit);
    }

    private static Optional<LastChange> noGit(Migration file) {
        return Optional.empty();
    }

    private static Plan changed(LastChange commit) {
        return Plan.of(
                List.of(file("001-users", "SELECT 2;\n")),
                history("001-users"),
                PlanOptions.DEFAULT,
                file -> Optional.of(commit));
    }

    private static String states(Plan plan) {
        return plan.entries().stream()
                .map(entry -> entry.version() + " " + entry.state().name().toLowerCase(Locale.ROOT))
                .collect(joining(", "));
    }

    private static List<String> help(Plan plan) {
        return plan.problems().get(0).notes().stream()
                .filter(note -> note.label().equals("help"))
                .map(note -> note.text())
                .toList();
    }

    private static String problems(Plan plan) {
        return plan.problems().stream()
                .flatMap(problem -> ProblemText.lines(problem).stream())
                .collect(joining("\n"));
    }
}
