package io.github.dbmigrate.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Severity;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.plan.BaseComparison;
import io.github.dbmigrate.plan.PlanOptions;
import io.github.dbmigrate.report.ProblemText;
import io.github.dbmigrate.source.BaseLookup.Found;
import io.github.dbmigrate.source.BaseLookup.NotFound;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaseBranchTest {
    @TempDir
    Path directory;

    private GitRepository clone;

    @BeforeEach
    void aCloneOnABranch() throws Exception {
        clone = GitRepository.cloneOfNew(directory);
        clone.write("db/001-users.sql", "SELECT 1;\n");
        clone.write("db/002-orders.sql", "SELECT 2;\n");
        clone.commit().push().branch("feature");
    }

    @Test
    void newChangedAndDeletedFilesAreFoundCommittedOrNot() throws Exception {
        clone.write("db/003-changed.sql", "SELECT 3;\n");
        clone.write("db/004-changed.sql", "SELECT 4;\n");
        clone.write("db/R__totals.sql", "SELECT 5;\n");
        clone.write(".gitignore", "*-ignored.sql\n");
        clone.checkout("main").commit().push().checkout("feature").git("reset", "-q", "--hard", "main");
        clone.write("db/003-changed.sql", "SELECT 33;\n");
        clone.write("db/005-committed.sql", "SELECT 5;\n");
        clone.commit();
        clone.write("db/004-changed.sql", "SELECT 44;\n");
        clone.write("db/R__totals.sql", "SELECT 55;\n");
        clone.delete("db/002-orders.sql");
        clone.write("db/006-staged.sql", "SELECT 6;\n");
        clone.git("add", "db/006-staged.sql");
        clone.write("db/007-untracked.sql", "SELECT 7;\n");
        clone.write("db/008-ignored.sql", "SELECT 8;\n");

        BaseComparison comparison = compare(clone.directory());

        assertThat(added(comparison)).isEqualTo("005-committed 006-staged 007-untracked 008-ignored R__totals");
        assertThat(problems(comparison.problems())).isEqualTo("""
                error[changed-since-base]: 003 is on origin/main and was changed
                 --> db/003-changed.sql
                  = base: sha256 fa4a7157
                  = file: sha256 a46364a9
                  = help: put it back with  git restore --source=origin/main -- <file>  and write 009 instead
                error[changed-since-base]: 004 is on origin/main and was changed
                 --> db/004-changed.sql
                  = base: sha256 c980053b
                  = file: sha256 4122c86d
                  = help: put it back with  git restore --source=origin/main -- <file>  and write 009 instead
                error[deleted-since-base]: 002 is on origin/main, but its file is gone
                 --> db/002-orders.sql
                  = help: bring it back with  git restore --source=origin/main -- <file>""");
    }

    @Test
    void onTheBaseItselfNothingIsNew() throws Exception {
        BaseComparison comparison = compare(clone.checkout("main").directory());
        assertThat(comparison.added()).isEmpty();
        assertThat(comparison.problems()).isEmpty();
    }

    @Test
    void theBaseMayHaveGoneOnMeanwhile() throws Exception {
        clone.checkout("main").write("db/003-index-orders.sql", "SELECT 3;\n");
        clone.write("db/005-more.sql", "SELECT 5;\n");
        clone.commit().push().checkout("feature");
        clone.write("db/003-add-coupons.sql", "SELECT 33;\n");
        clone.write("db/004-late.sql", "SELECT 4;\n");
        assertThat(problems(compare(clone.directory()).problems())).isEqualTo("""
                error[duplicate-version]: two migrations are called 003
                 --> db/003-add-coupons.sql  new on this branch
                 --> db/003-index-orders.sql  on origin/main, 2 days old
                  = help: git mv db/003-add-coupons.sql db/006-add-coupons.sql
                error[behind-base]: 004 is lower than 005, already on origin/main
                 --> db/004-late.sql  new on this branch
                  = help: git mv db/004-late.sql db/007-late.sql
                  = allow: -Ddbmigrate.outOfOrder   (applies it after 005)""");
    }

    @Test
    void inTheMergeCommitOfAPullRequestTheNewerOfTwoFilesIsKnown() throws Exception {
        clone.write("db/003-add-coupons.sql", "SELECT 33;\n");
        clone.commit().checkout("main").write("db/003-index-orders.sql", "SELECT 3;\n");
        clone.commit().push();
        clone.git("merge", "-q", "--no-ff", "-m", "Merge", "feature");
        FolderContents contents = folder(clone.directory()).read();
        assertThat(problems(compare(clone.directory()).explained(contents.problems())))
                .isEqualTo("""
                        error[duplicate-version]: two migrations are called 003
                         --> db/003-add-coupons.sql  new on this branch
                         --> db/003-index-orders.sql  on origin/main, 2 days old
                          = help: git mv db/003-add-coupons.sql db/004-add-coupons.sql""");
    }

    @Test
    void namesMayHoldAnything() throws Exception {
        clone.checkout("main");
        List<String> names =
                List.of("010-it's \"so\".sql", "011-gr\u00fc\u00df dich.sql", "012-$(x);.sql", "013-*.sql");
        for (String name : names) {
            clone.write("db/sub folder/" + name, "SELECT 1;\n");
        }
        clone.commit().push();
        assertThat(added(compare(clone.directory()))).isEmpty();
        for (String name : names) {
            clone.write("db/sub folder/" + name, "SELECT 2;\n");
        }
        assertThat(compare(clone.directory()).problems())
                .extracting(problem -> problem.places().get(0).file())
                .containsExactlyElementsOf(
                        names.stream().map(name -> "db/sub folder/" + name).toList());
    }

    @Test
    void otherLineEndsAndAByteOrderMarkAreNoChange() throws Exception {
        clone.write("db/001-users.sql", "SELECT 1;\r\n");
        clone.write("db/002-orders.sql", "\uFEFFSELECT 2;\n");
        assertThat(compare(clone.directory()).problems()).isEmpty();
        clone.commit();
        assertThat(compare(clone.directory()).problems()).isEmpty();
        clone.push().git("push", "-q", "origin", "HEAD:main");
        clone.git("fetch", "-q");
        clone.write("db/001-users.sql", "SELECT 1;\n");
        clone.write("db/002-orders.sql", "SELECT 2;\n");
        assertThat(compare(clone.directory()).problems()).isEmpty();
        clone.write("db/002-orders.sql", "SELECT 2;\r");
        assertThat(compare(clone.directory()).problems()).hasSize(1);
    }

    @Test
    void aModuleMayBeASubdirectoryAndTheCheckoutAWorktree() throws Exception {
        clone.checkout("main").write("shop/src/db/001-a.sql", "SELECT 1;\n");
        clone.commit().push().checkout("feature").git("reset", "-q", "--hard", "main");
        clone.git("worktree", "add", "-q", "-b", "other", "../worktree");
        GitRepository worktree = new GitRepository(clone.directory().resolveSibling("worktree"));
        worktree.write("shop/src/db/001-a.sql", "SELECT 2;\n");
        worktree.write("shop/src/db/002-b.sql", "SELECT 2;\n");
        Path module = worktree.directory().resolve("shop");
        BaseComparison comparison = compare(new MigrationFolder(module.resolve("src/db"), module), null);
        assertThat(added(comparison)).isEqualTo("002-b");
        assertThat(comparison.problems())
                .extracting(problem -> problem.places().get(0).file())
                .containsExactly("src/db/001-a.sql");
        MigrationFolder folderIsModule = new MigrationFolder(module.resolve("src/db"), module.resolve("src/db"));
        assertThat(compare(folderIsModule, null).problems())
                .extracting(problem -> problem.places().get(0).file())
                .containsExactly("001-a.sql");
    }

    @Test
    void theFolderMayBeNewItself() throws Exception {
        clone.write("other/001-a.sql", "SELECT 1;\n");
        Path other = clone.directory().resolve("other");
        BaseComparison comparison = compare(new MigrationFolder(other, clone.directory()), null);
        assertThat(added(comparison)).isEqualTo("001-a");
        assertThat(comparison.problems()).isEmpty();
    }

    @Test
    void whatTheFolderDoesNotReadIsNoDeletedMigration() throws Exception {
        clone.checkout("main").write("db/.drafts/001-x.sql", "SELECT 1;\n");
        clone.write("db/.003-x.sql", "SELECT 1;\n");
        clone.write("db/README.md", "SELECT 1;\n");
        clone.commit().push();
        clone.delete("db/.drafts/001-x.sql");
        clone.delete("db/.003-x.sql");
        clone.delete("db/README.md");
        assertThat(compare(clone.directory()).problems()).isEmpty();
    }

    @Test
    void whatASparseCheckoutLeavesOutIsNotDeleted() throws Exception {
        clone.git("update-index", "--skip-worktree", "db/001-users.sql");
        clone.delete("db/001-users.sql");
        assertThat(compare(clone.directory()).problems()).isEmpty();
    }

    @Test
    void aFileThatGitWasToldToForgetIsStillCompared() throws Exception {
        clone.git("rm", "-q", "--cached", "db/001-users.sql");
        assertThat(compare(clone.directory()).problems()).isEmpty();
        clone.write("db/001-users.sql", "SELECT 11;\n");
        assertThat(compare(clone.directory()).problems())
                .extracting(Diagnostic::id)
                .containsExactly("changed-since-base");
    }

    @Test
    void linksAreFollowedAsTheFolderFollowsThem() throws Exception {
        clone.checkout("main").write("shared/003-a.sql", "SELECT 3;\n");
        clone.write("elsewhere/004-b.sql", "SELECT 4;\n");
        Files.createSymbolicLink(clone.directory().resolve("db/linked"), Path.of("../shared"));
        Files.createSymbolicLink(clone.directory().resolve("db/004-b.sql"), Path.of("../elsewhere/004-b.sql"));
        clone.commit().push();
        BaseComparison comparison = compare(clone.directory());
        assertThat(comparison.added()).isEmpty();
        assertThat(comparison.problems()).isEmpty();
    }

    @Test
    void aRenamedFileIsOneProblem() throws Exception {
        clone.git("mv", "db/001-users.sql", "db/003-users.sql");
        assertThat(compare(clone.directory()).problems())
                .extracting(Diagnostic::message)
                .containsExactly("001 is on origin/main and was renamed to 003");
    }

    /** More names than a pipe holds, and more questions than are asked at once. */
    @Test
    void manyFilesAreNoMoreProcesses() throws Exception {
        clone.checkout("main");
        String tail = "-" + "x".repeat(150) + ".sql";
        for (int i = 1000; i < 2000; i++) {
            clone.write("db/" + i + tail, "SELECT " + i + ";\n");
        }
        clone.commit().push().checkout("feature").git("merge", "-q", "main");
        clone.checkout("main").write("db/2000-meanwhile.sql", "");
        clone.commit().push().checkout("feature");
        for (int i = 1000; i < 1200; i++) {
            clone.write("db/" + i + tail, "SELECT 0;\n");
        }
        Path log = directory.resolve("log");
        BaseBranch logging = new BaseBranch(folder(clone.directory()), program("echo $5 >> '" + log + "'"));
        Found found = found(logging.find(null, Map.<String, String>of()::get));
        assertThat(found.base().changed()).hasSize(200);
        assertThat(Files.readAllLines(log))
                .containsExactly("cat-file", "merge-base", "ls-tree", "ls-tree", "diff", "cat-file");
    }

    @Test
    void thePullRequestsBaseIsTriedAtTheOriginThenHere() throws Exception {
        clone.git("push", "-q", "origin", "HEAD:release/1.x");
        clone.git("fetch", "-q");
        clone.git("branch", "-q", "local");
        assertThat(name(Map.of("GITHUB_BASE_REF", "release/1.x"))).isEqualTo("origin/release/1.x");
        assertThat(name(Map.of("GITHUB_BASE_REF", "local"))).isEqualTo("local");
        String commit = clone.git("rev-parse", "HEAD");
        Map<String, String> gitLab =
                Map.of("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "not-fetched", "CI_MERGE_REQUEST_DIFF_BASE_SHA", commit);
        assertThat(name(gitLab)).isEqualTo("not-fetched at " + commit.substring(0, 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "origin/main", "HEAD", "v1", "release/1.x"})
    void anythingThatIsACommitCanBeConfigured(String configured) throws Exception {
        clone.git("tag", "v1");
        clone.git("push", "-q", "origin", "HEAD:release/1.x");
        clone.git("fetch", "-q");
        Found found = found(new BaseBranch(folder(clone.directory())).find(configured, name -> null));
        assertThat(found.base().name()).isEqualTo(configured.equals("release/1.x") ? "origin/release/1.x" : configured);
    }

    @Test
    void aBaseThatSomebodyAskedForMustBeThere() throws Exception {
        assertThat(problem(clone, "nope", Map.of())).isEqualTo("""
                error[base-not-found]: there is no nope
                  = from: -Ddbmigrate.baseBranch
                  = help: git fetch origin nope:refs/remotes/origin/nope""");
        assertThat(problem(clone, null, Map.of("GITHUB_BASE_REF", "nope"))).isEqualTo("""
                error[base-not-found]: there is no origin/nope
                  = from: GITHUB_BASE_REF
                  = help: git fetch origin nope:refs/remotes/origin/nope""");
        assertThat(problem(clone, "--output=x", Map.of())).isEqualTo("""
                error[base-not-found]: "--output=x" is not the name of a branch, tag or commit
                  = from: -Ddbmigrate.baseBranch
                  = help: -Ddbmigrate.baseBranch=... names the branch that this one will be merged into""");
        assertThat(problem(clone, "HEAD^{tree}", Map.of()))
                .startsWith("error[base-not-found]: there is no HEAD^{tree}");
        assertThat(clone.directory().resolve("x")).doesNotExist();
    }

    @Test
    void aShallowCloneIsCalledSo() throws Exception {
        clone.checkout("main").commit().push().checkout("feature").commit().push();
        GitRepository one = clone.another("one", "--depth", "1", "-b", "feature");
        String expected = """
                error[base-not-found]: there is no origin/main: the clone is shallow
                  = from: GITHUB_BASE_REF
                  = help: GitHub: actions/checkout with  fetch-depth: 0
                  = help: GitLab: the variable  GIT_DEPTH: 0
                  = help: git fetch --unshallow origin main:refs/remotes/origin/main""";
        assertThat(problem(one, null, Map.of("GITHUB_BASE_REF", "main"))).isEqualTo(expected);
        one.git("fetch", "-q", "--unshallow", "origin", "main:refs/remotes/origin/main");
        assertThat(compare(one.directory()).problems()).isEmpty();

        GitRepository two = clone.another("two", "--depth", "1", "--no-single-branch", "-b", "feature");
        assertThat(problem(two, "origin/main", Map.of())).isEqualTo("""
                error[base-not-found]: this branch has no commit in common with origin/main: the clone is shallow
                  = from: -Ddbmigrate.baseBranch
                  = help: GitHub: actions/checkout with  fetch-depth: 0
                  = help: GitLab: the variable  GIT_DEPTH: 0
                  = help: git fetch --unshallow origin""");
        assertThat(quiet(two.directory(), "git"))
                .isEqualTo("this branch has no commit in common with origin/main: the clone is shallow;"
                        + " git fetch --unshallow origin");
        two.git("fetch", "-q", "--unshallow", "origin");
        assertThat(compare(two.directory()).problems()).isEmpty();
    }

    @Test
    void aBranchWithAnotherBeginningCannotBeCompared() throws Exception {
        clone.git("checkout", "-q", "--orphan", "other");
        assertThat(quiet(clone.directory(), "git")).isEqualTo("nothing is committed yet; commit the migrations");
        clone.commit();
        assertThat(problem(clone, "main", Map.of())).isEqualTo("""
                error[base-not-found]: this branch has no commit in common with main
                  = from: -Ddbmigrate.baseBranch
                  = help: -Ddbmigrate.baseBranch=... names the branch that this one will be merged into""");
    }

    @Test
    void whereNobodyAskedTheReasonIsToldQuietly() throws Exception {
        Files.createDirectories(directory.resolve("bare/db"));
        assertThat(quiet(directory.resolve("bare"), "git"))
                .isEqualTo("the folder is in no git repository; run it in a clone of the repository");
        assertThat(quiet(directory.resolve("bare"), "git-is-not-installed"))
                .isEqualTo("there is no git command; install git");
        assertThat(quiet(directory.resolve("nothing"), "git")).startsWith("there is no migration folder; ");
        clone.git("update-ref", "-d", "refs/remotes/origin/main");
        assertThat(quiet(clone.directory(), "git"))
                .isEqualTo("there is no origin/main and no origin/master; "
                        + "-Ddbmigrate.baseBranch=... names the branch that this one will be merged into");
    }

    @Test
    void withoutARepositoryABaseThatWasAskedForIsMissed() throws Exception {
        MigrationFolder bare = folder(directory.resolve("bare"));
        Files.createDirectories(bare.directory());
        NotFound notFound = notFound(new BaseBranch(bare).find("main", name -> null));
        assertThat(notFound.reason()).isEqualTo("the folder is in no git repository");
        assertThat(Objects.requireNonNull(notFound.problem()).isError()).isTrue();
        NotFound ofBuild =
                notFound(new BaseBranch(bare).find(null, name -> name.equals("GITHUB_BASE_REF") ? "main" : null));
        assertThat(Objects.requireNonNull(ofBuild.problem()).severity()).isEqualTo(Severity.WARNING);
    }

    /** As in a container that has the repository of the machine. */
    @Test
    void aRepositoryOfAnotherUserIsAnErrorWhenTheBaseWasAskedFor() throws Exception {
        String program = program("export GIT_TEST_ASSUME_DIFFERENT_OWNER=1 GIT_CONFIG_GLOBAL=/dev/null");
        BaseLookup lookup = new BaseBranch(folder(clone.directory()), program).find("main", name -> null);
        assertThat(shown(lookup)).isEqualTo("""
                error[base-not-found]: git does not read the repository
                  = from: -Ddbmigrate.baseBranch
                  = git: fatal: detected dubious ownership in repository at 'DIR'
                  = help: git config --global --add safe.directory DIR""".replace("DIR", clone.directory().toString()));
    }

    @Test
    void aGitThatDoesNotAnswerIsNotWaitedForForever() throws Exception {
        Git silent = new Git(program("exec tail -f /dev/null"), directory, Duration.ofMillis(100));
        assertThat(silent.text("log")).isEmpty();
    }

    /** A shell script that does something, and then what git does. */
    private String program(String first) throws Exception {
        Path script = Files.writeString(directory.resolve("git.sh"), "#!/bin/sh\n" + first + "\nexec git \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script.toString();
    }

    private static MigrationFolder folder(Path project) {
        return new MigrationFolder(project.resolve("db"), project);
    }

    private static BaseComparison compare(Path project) {
        return compare(folder(project), null);
    }

    private static BaseComparison compare(MigrationFolder folder, @Nullable String configured) {
        Found found = found(new BaseBranch(folder).find(configured, name -> null));
        return BaseComparison.of(found.base(), folder.read().migrations(), PlanOptions.DEFAULT, found.age());
    }

    private static Found found(BaseLookup lookup) {
        return lookup.fold(found -> found, notFound -> {
            throw new AssertionError(notFound);
        });
    }

    private String name(Map<String, String> variables) {
        return found(new BaseBranch(folder(clone.directory())).find(null, variables::get))
                .base()
                .name();
    }

    private static String problem(GitRepository clone, @Nullable String configured, Map<String, String> variables) {
        return shown(new BaseBranch(folder(clone.directory())).find(configured, variables::get));
    }

    private static String shown(BaseLookup lookup) {
        return problems(List.of(Objects.requireNonNull(notFound(lookup).problem())));
    }

    private static String quiet(Path project, String program) {
        NotFound notFound = notFound(new BaseBranch(folder(project), program).find(null, name -> null));
        assertThat(notFound.problem()).isNull();
        return notFound.reason() + "; " + notFound.help();
    }

    private static NotFound notFound(BaseLookup lookup) {
        return lookup.fold(
                found -> {
                    throw new AssertionError(found);
                },
                notFound -> notFound);
    }

    private static String added(BaseComparison comparison) {
        return comparison.added().stream().map(Migration::version).collect(Collectors.joining(" "));
    }

    private static String problems(List<Diagnostic> problems) {
        return problems.stream()
                .map(problem -> String.join("\n", ProblemText.lines(problem)))
                .collect(Collectors.joining("\n"));
    }
}
