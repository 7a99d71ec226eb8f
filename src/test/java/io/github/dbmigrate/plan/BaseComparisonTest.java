package io.github.dbmigrate.plan;

import static io.github.dbmigrate.testing.Migrations.FOLDER;
import static io.github.dbmigrate.testing.Migrations.file;
import static io.github.dbmigrate.testing.Migrations.folder;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.migration.Checksum;
import io.github.dbmigrate.migration.FileName;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.report.ProblemText;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaseComparisonTest {
    private static final PlanOptions OUT_OF_ORDER = new PlanOptions(null, true);

    @Test
    void whatTheBaseDoesNotHaveIsNew() {
        BaseComparison comparison =
                compare(since("001-a", "002-b"), folder("001-a", "002-b", "003-c", "004-d", "R__totals"));
        assertThat(versions(comparison)).isEqualTo("003-c 004-d R__totals");
        assertThat(comparison.problems()).isEmpty();
        assertThat(comparison.isNew(file("001-a", "SELECT 1;\n"))).isFalse();
        assertThat(comparison.isNew(file("003-c", "SELECT 1;\n"))).isTrue();
    }

    @Test
    void onABaseWithoutMigrationsAllAreNew() {
        BaseComparison comparison = compare(since(), folder("001-a", "20260101120000-b", "R-c"));
        assertThat(versions(comparison)).isEqualTo("001-a 20260101120000-b R-c");
        assertThat(comparison.problems()).isEmpty();
    }

    @Test
    void whatWasMergedIntoTheBaseMeanwhileIsNoProblem() {
        Base base = base(files("001-a", "002-merged"), files("001-a"), Map.of(), Map.of());
        assertThat(versions(compare(base, folder("001-a", "003-mine")))).isEqualTo("003-mine");
        assertThat(problems(compare(base, folder("001-a", "003-mine")))).isEmpty();
    }

    @Test
    void aChangedFileIsAnError() {
        Base base = base(files("043-fill", "046-x"), files("043-fill", "046-x"), Map.of("043-fill", "old"), Map.of());
        BaseComparison comparison = compare(base, folder("043-fill", "046-x"));
        assertThat(comparison.added()).isEmpty();
        assertThat(problems(comparison)).isEqualTo("""
                error[changed-since-base]: 043 is on origin/main and was changed
                 --> src/main/resources/db/migration/043-fill.sql
                  = base: sha256 cba06b57
                  = file: sha256 b4e04978
                  = help: put it back with  git restore --source=origin/main -- <file>  and write 047 instead""");
    }

    @Test
    void aFileThatTheBaseHasMeanwhileDeletedIsPutBackFromWhereItWas() {
        Base base = base(files("046-x"), files("043-fill", "046-x"), Map.of("043-fill", "old"), Map.of());
        assertThat(help(compare(base, folder("043-fill", "046-x"))))
                .containsExactly("put it back with  git restore --source=5b1c0de -- <file>  and write 047 instead");
    }

    @Test
    void aTextThatTheBaseHasOrHadIsNoChange() {
        String file = FOLDER + "001-a.sql";
        List<Checksum> texts = List.of(Checksum.of("fixed on main"), Checksum.of("SELECT 1;\n"));
        Base base = new Base(
                "origin/main", "origin/main", "5b1c0de", files("001-a"), files("001-a"), Map.of(file, texts), Map.of());
        assertThat(problems(compare(base, folder("001-a")))).isEmpty();
    }

    @Test
    void aChangedRepeatableOneIsNew() {
        Base base = base(files("001-a", "R__a"), files("001-a", "R__a"), Map.of("R__a", "old"), Map.of());
        BaseComparison comparison = compare(base, folder("001-a", "R__a"));
        assertThat(versions(comparison)).isEqualTo("R__a");
        assertThat(comparison.problems()).isEmpty();
    }

    @Test
    void aRollbackFileMayBeChangedAndDeleted() {
        BaseFiles both = files("001-a.up", "001-a.down", "002-b.up", "002-b.down");
        Base base = base(both, both, Map.of("001-a.down", "old"), Map.of("002-b.down", "old"));
        assertThat(problems(compare(base, folder("001-a.up", "002-b.up")))).isEmpty();
    }

    @Test
    void aDeletedFileIsAnError() {
        Base base = base(files("001-a", "002-b"), files("001-a", "002-b"), Map.of(), Map.of("001-a", "old"));
        assertThat(problems(compare(base, folder("002-b")))).isEqualTo("""
                error[deleted-since-base]: 001 is on origin/main, but its file is gone
                 --> src/main/resources/db/migration/001-a.sql
                  = help: bring it back with  git restore --source=origin/main -- <file>""");
    }

    @Test
    void aDeletedRepeatableOneIsAWarning() {
        Base base = base(files("R__a"), files("R__a"), Map.of(), Map.of("R__a", "old"));
        assertThat(problems(compare(base, folder("001-x")))).isEqualTo("""
                warning[deleted-since-base]: R__a is on origin/main, but its file is gone
                 --> src/main/resources/db/migration/R__a.sql
                  = help: bring it back with  git restore --source=origin/main -- <file>
                  = help: or, if it is meant to go, write a migration that drops what it made""");
    }

    @Test
    void whatTheBaseHasDeletedTooIsNoProblem() {
        Base base = base(files("002-b"), files("001-a", "002-b"), Map.of(), Map.of("001-a", "old"));
        assertThat(problems(compare(base, folder("002-b")))).isEmpty();
    }

    @Test
    void aNumberBelowTheLastOfTheBaseIsAnError() {
        Base base = base(files("043-a", "045-b", "046-c"), files("043-a"), Map.of(), Map.of());
        assertThat(problems(compare(base, folder("043-a", "044-mine")))).isEqualTo("""
                error[behind-base]: 044 is lower than 046, already on origin/main
                 --> src/main/resources/db/migration/044-mine.sql  new on this branch
                  = help: git mv src/main/resources/db/migration/044-mine.sql \
                src/main/resources/db/migration/047-mine.sql
                  = allow: -Ddbmigrate.outOfOrder   (applies it after 046)""");
        assertThat(problems(compare(base, OUT_OF_ORDER, folder("043-a", "044-mine"))))
                .isEmpty();
    }

    @Test
    void timesHaveTheSameOrderAndNoNextNumber() {
        BaseComparison comparison = compare(
                base(files("20260101120000-a", "20260301120000-b"), files("20260101120000-a"), Map.of(), Map.of()),
                folder("20260101120000-a", "20260201120000-mine"));
        assertThat(problems(comparison)).isEqualTo("""
                error[behind-base]: 20260201120000 is lower than 20260301120000, already on origin/main
                 --> src/main/resources/db/migration/20260201120000-mine.sql  new on this branch
                  = help: give it a later time than 20260301120000
                  = allow: -Ddbmigrate.outOfOrder   (applies it after 20260301120000)""");
    }

    @Test
    void twoBranchesThatTookTheSameNumberAreAnError() {
        Base base = base(files("044-a", "045-index-orders"), files("044-a"), Map.of(), Map.of());
        String expected = """
                error[duplicate-version]: two migrations are called 045
                 --> src/main/resources/db/migration/045-add-coupons.sql  new on this branch
                 --> src/main/resources/db/migration/045-index-orders.sql  on origin/main, 2 days old
                  = help: git mv src/main/resources/db/migration/045-add-coupons.sql \
                src/main/resources/db/migration/046-add-coupons.sql""";
        assertThat(problems(compare(base, folder("044-a", "045-add-coupons")))).isEqualTo(expected);
        assertThat(problems(compare(base, OUT_OF_ORDER, folder("044-a", "045-add-coupons"))))
                .isEqualTo(expected);
    }

    @Test
    void oneNumberWrittenInTwoWaysIsStillOneNumber() {
        Base base = base(files("V1.0__a"), files(), Map.of(), Map.of());
        assertThat(problems(compare(base, folder("V1__b"))))
                .startsWith("error[duplicate-version]: two migrations have the number 1\n");
    }

    @Test
    void twoBranchesThatAddedAFileOfTheSameNameAreAnErrorUnlessItIsTheSameFile() {
        Base other = base(files("045-a"), files(), Map.of("045-a", "theirs"), Map.of());
        assertThat(problems(compare(other, folder("045-a")))).startsWith("""
                error[duplicate-version]: two migrations are called 045
                 --> src/main/resources/db/migration/045-a.sql  new on this branch
                 --> src/main/resources/db/migration/045-a.sql  on origin/main, 2 days old
                """);
        BaseComparison same = compare(
                base(files("045-a"), files(), Map.of("045-a", "SELECT 1;\n"), Map.of()), folder("045-a", "046-b"));
        assertThat(versions(same)).isEqualTo("046-b");
        assertThat(same.problems()).isEmpty();
    }

    /** In the merge commit of a pull request both files are in the folder, and the folder itself has found them. */
    @Test
    void whichOfTwoFilesInTheFolderIsTheNewerIsTold() {
        BaseComparison comparison =
                compare(since("044-a", "045-index-orders"), folder("044-a", "045-add-coupons", "045-index-orders"));
        assertThat(comparison.problems()).isEmpty();
        Diagnostic found = Diagnostic.error("duplicate-version", "two migrations are called 045")
                .at(Place.file(FOLDER + "045-add-coupons.sql"))
                .at(Place.file(FOLDER + "045-index-orders.sql"))
                .help("give the newer one the next free number: 046-index-orders.sql");
        Diagnostic other = Diagnostic.warning("gap", "no migration has the number 003");
        assertThat(shown(comparison.explained(List.of(found, other)))).isEqualTo("""
                error[duplicate-version]: two migrations are called 045
                 --> src/main/resources/db/migration/045-add-coupons.sql  new on this branch
                 --> src/main/resources/db/migration/045-index-orders.sql  on origin/main, 2 days old
                  = help: git mv src/main/resources/db/migration/045-add-coupons.sql \
                src/main/resources/db/migration/046-add-coupons.sql
                warning[gap]: no migration has the number 003""");
        BaseComparison bothNew = compare(since("044-a"), folder("044-a", "045-add-coupons", "045-index-orders"));
        assertThat(bothNew.explained(List.of(found))).containsExactly(found);
    }

    @Test
    void newFilesStayInTheirOrderAndMakeRoomForOneAnother() {
        Base base = base(files("043-a", "046-b"), files("043-a"), Map.of(), Map.of());
        BaseComparison comparison = compare(base, folder("043-a", "044-c", "045-d", "047-e", "050-f"));
        assertThat(help(comparison))
                .containsExactly(
                        """
                        git mv src/main/resources/db/migration/047-e.sql src/main/resources/db/migration/049-e.sql
                        git mv src/main/resources/db/migration/044-c.sql src/main/resources/db/migration/047-c.sql""",
                        "git mv src/main/resources/db/migration/045-d.sql src/main/resources/db/migration/048-d.sql");
    }

    @Test
    void outOfOrderOnlyWhatIsTakenGetsTheNumberAboveAllOthers() {
        Base base = base(files("043-a", "046-b"), files("043-a"), Map.of(), Map.of());
        assertThat(help(compare(base, OUT_OF_ORDER, folder("043-a", "045-c", "046-d", "047-e"))))
                .containsExactly(
                        "git mv src/main/resources/db/migration/046-d.sql src/main/resources/db/migration/048-d.sql");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "7-a b,             9-theirs, 'FOLDER7-a b.sql' 'FOLDER10-a b.sql'",
                "V1_2__a,           V1_4__b,  FOLDERV1_2__a.sql FOLDERV1_5__a.sql",
                "V1.2__a,           V2__b,    FOLDERV1.2__a.sql FOLDERV3__a.sql",
                "02_a.up.sql,       03_b,     FOLDER02_a.up.sql FOLDER04_a.up.sql",
                "02_a/up.sql,       03_b,     FOLDER02_a FOLDER04_a",
                "sub/02_a.sql,      03_b,     FOLDERsub/02_a.sql FOLDERsub/04_a.sql",
            })
    void theNewNameIsWrittenLikeTheOldOne(String mine, String theirs, String expected) {
        Base base = base(files(theirs), files(), Map.of(), Map.of());
        assertThat(help(compare(base, List.of(file(mine, "")))))
                .containsExactly("git mv " + expected.replace("FOLDER", FOLDER));
    }

    @Test
    void theRollbackFileIsRenamedToo() {
        Base base = base(files("046-b"), files(), Map.of(), Map.of());
        Migration up = file("045-a.up.sql", "");
        Migration pair = new Migration(
                up.name(), up.file(), up.contents(), up.checksum(), up.rawChecksum(), FOLDER + "045-a.down.sql", null);
        assertThat(help(compare(base, List.of(pair)))).containsExactly("""
                git mv src/main/resources/db/migration/045-a.up.sql src/main/resources/db/migration/047-a.up.sql
                git mv src/main/resources/db/migration/045-a.down.sql src/main/resources/db/migration/047-a.down.sql""");
    }

    @Test
    void aFileOfTheBaseThatGotAnotherNumberWouldBeAppliedAgain() {
        Base base = base(files("001-a", "002-b"), files("001-a", "002-b"), Map.of(), Map.of("001-a", "SELECT 1;\n"));
        BaseComparison comparison = compare(base, folder("002-b", "003-a"));
        assertThat(versions(comparison)).isEqualTo("003-a");
        assertThat(problems(comparison)).isEqualTo("""
                error[renamed-since-base]: 001 is on origin/main and was renamed to 003
                 --> src/main/resources/db/migration/003-a.sql  new on this branch
                 --> src/main/resources/db/migration/001-a.sql  on origin/main
                  = why: a database that has applied it applies it again
                  = help: git mv src/main/resources/db/migration/003-a.sql src/main/resources/db/migration/001-a.sql""");
    }

    @Test
    void aFileOfTheBaseThatGotAnotherNameIsNotNew() {
        Base base = base(files("001-a"), files("001-a"), Map.of(), Map.of("001-a", "SELECT 1;\n"));
        BaseComparison comparison = compare(base, folder("001-users"));
        assertThat(comparison.added()).isEmpty();
        assertThat(problems(comparison)).isEqualTo("""
                warning[renamed-since-base]: 001 has another name on origin/main; its text is the same
                 --> src/main/resources/db/migration/001-users.sql  new on this branch
                 --> src/main/resources/db/migration/001-a.sql  on origin/main
                  = help: git mv src/main/resources/db/migration/001-users.sql src/main/resources/db/migration/001-a.sql""");
    }

    @Test
    void aFileOfTheBaseThatAnotherHasReplacedIsOneProblem() {
        Base base = base(files("001-a", "002-b"), files("001-a", "002-b"), Map.of(), Map.of("001-a", "old"));
        assertThat(problems(compare(base, folder("001-other", "002-b")))).isEqualTo("""
                error[deleted-since-base]: 001 is on origin/main, but here another file has its number
                 --> src/main/resources/db/migration/001-other.sql  new on this branch
                 --> src/main/resources/db/migration/001-a.sql  on origin/main
                  = help: bring the old file back with  git restore --source=origin/main -- \
                src/main/resources/db/migration/001-a.sql
                  = help: if this file is a new migration, give it a number above the newest""");
    }

    @Test
    void ofTwoDeletedFilesWithTheSameTextTheOneWithTheSameNumberWasRenamed() {
        BaseFiles both = files("001-a", "002-a");
        Base base = base(both, both, Map.of(), Map.of("001-a", "SELECT 1;\n", "002-a", "SELECT 1;\n"));
        assertThat(compare(base, folder("001-x", "002-x")).problems())
                .extracting(Diagnostic::message)
                .containsExactly(
                        "001 has another name on origin/main; its text is the same",
                        "002 has another name on origin/main; its text is the same");
    }

    @Test
    void whatIsReachedThroughALinkIsAsOldAsTheLink() {
        BaseFiles linked = new BaseFiles(files("002-b").files(), Set.of(FOLDER + "shared"));
        Base base = base(linked, linked, Map.of(), Map.of());
        List<Migration> files = List.of(file("shared/001-a", "SELECT 1;\n"), file("002-b", "SELECT 1;\n"));
        assertThat(compare(base, files).added()).isEmpty();
        assertThat(problems(compare(base, files))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "P2D, ', 2 days old'",
        "P1D, ', 1 day old'",
        "PT23H, ', 23 hours old'",
        "PT61M, ', 1 hour old'",
        "PT1M, ', less than an hour old'",
        "-PT1M, ', less than an hour old'",
        ", ''",
    })
    void theAgeIsOneNumber(Duration age, String text) {
        Base base = base(files("045-theirs"), files(), Map.of(), Map.of());
        BaseComparison comparison =
                BaseComparison.of(base, folder("045-mine"), PlanOptions.DEFAULT, file -> Optional.ofNullable(age));
        assertThat(comparison.problems().get(0).places().get(1).remark()).isEqualTo("on origin/main" + text);
    }

    /** A branch that has just left the base. */
    private static Base since(String... names) {
        return base(files(names), files(names), Map.of(), Map.of());
    }

    private static Base base(
            BaseFiles now, BaseFiles atFork, Map<String, String> changed, Map<String, String> deleted) {
        Map<String, List<Checksum>> before = new HashMap<>();
        changed.forEach((name, text) -> before.put(FOLDER + name + ".sql", List.of(Checksum.of(text))));
        Map<String, Checksum> gone = new HashMap<>();
        deleted.forEach((name, text) -> gone.put(FOLDER + name + ".sql", Checksum.of(text)));
        return new Base("origin/main", "origin/main", "5b1c0de", now, atFork, before, gone);
    }

    private static BaseFiles files(String... names) {
        TreeMap<String, FileName> files = new TreeMap<>();
        Arrays.stream(names)
                .map(name -> name + ".sql")
                .forEach(file -> files.put(FOLDER + file, FileName.parse(file).orElseThrow()));
        return new BaseFiles(files, Set.of());
    }

    private static BaseComparison compare(Base base, List<Migration> migrations) {
        return compare(base, PlanOptions.DEFAULT, migrations);
    }

    private static BaseComparison compare(Base base, PlanOptions options, List<Migration> migrations) {
        return BaseComparison.of(base, migrations, options, file -> Optional.of(Duration.ofHours(49)));
    }

    private static String versions(BaseComparison comparison) {
        return comparison.added().stream().map(Migration::version).collect(Collectors.joining(" "));
    }

    private static String problems(BaseComparison comparison) {
        return shown(comparison.problems());
    }

    private static String shown(List<Diagnostic> problems) {
        return problems.stream()
                .map(problem -> String.join("\n", ProblemText.lines(problem)))
                .collect(Collectors.joining("\n"));
    }

    private static List<String> help(BaseComparison comparison) {
        return comparison.problems().stream()
                .flatMap(problem -> problem.notes().stream())
                .filter(note -> note.label().equals("help"))
                .map(note -> note.text())
                .toList();
    }
}
