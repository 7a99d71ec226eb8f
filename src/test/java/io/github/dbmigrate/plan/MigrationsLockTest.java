package io.github.dbmigrate.plan;

import static io.github.dbmigrate.testing.Migrations.FOLDER;
import static io.github.dbmigrate.testing.Migrations.folder;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.report.ProblemText;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MigrationsLockTest {
    private static final MigrationsLock LOCK =
            new MigrationsLock(folder("001-users", "2024-01-01-120000_a b/up.sql", "R__totals"), FOLDER);
    private static final String SHA256 = "sha256:b4e0497804e46e0a0b0b8c31975b062152d551bac49c3c2e80932567b4085dcd";

    @Test
    void theListHasALineForEachMigrationInTheirOrder() {
        assertThat(LOCK.text()).isEqualTo("""
                # The migrations in their order, with their checksums, for dbmigrate:validate to compare.
                # A merge conflict here: two branches have added migrations.
                001-users.sql SHA256
                2024-01-01-120000_a b/up.sql SHA256
                R__totals.sql SHA256
                """.replace("SHA256", SHA256));
        assertThat(LOCK.problems(LOCK.text())).isEmpty();
    }

    @Test
    void commentsBlanksCapitalsAndWindowsLineEndsMeanNothing() {
        assertThat(problems("""

                #<<<<<<<
                  001-users.sql   SHA256
                2024-01-01-120000_a b/up.sql SHA256
                # the rest
                R__totals.sql SHA256""".replace(
                        "SHA256", "sha256:" + SHA256.substring(7).toUpperCase()).replace("\n", "\r\n")))
                .isEmpty();
    }

    @Test
    void aFileThatWasChangedIsAnError() {
        assertThat(problems(LOCK.text().replace("001-users.sql " + SHA256, "001-users.sql sha256:" + "0f".repeat(32))))
                .isEqualTo("""
                        error[lock-mismatch]: 001 was changed since it was listed
                         --> src/main/resources/db/migration/migrations.lock:3
                         --> src/main/resources/db/migration/001-users.sql
                          = listed: sha256 0f0f0f0f
                          = file:   sha256 b4e04978
                          = help: put the old text back; if the change is meant, the line is
                                  001-users.sql SHA256""".replace("SHA256", SHA256));
    }

    @Test
    void aFileThatIsNotListedIsAnErrorAndItsLineReadyToPaste() {
        assertThat(problems("001-users.sql SHA256\n\nR__totals.sql SHA256\n")).isEqualTo("""
                error[lock-mismatch]: 2024-01-01-120000 is not listed
                 --> src/main/resources/db/migration/migrations.lock:1
                 --> src/main/resources/db/migration/2024-01-01-120000_a b/up.sql
                  = help: add the line, below line 1
                          2024-01-01-120000_a b/up.sql SHA256""".replace("SHA256", SHA256));
        assertThat(problems("")).startsWith("""
                error[lock-mismatch]: 001 is not listed
                 --> src/main/resources/db/migration/migrations.lock
                 --> src/main/resources/db/migration/001-users.sql
                  = help: add the line, as the first one
                          001-users.sql SHA256
                error""".replace("SHA256", SHA256));
    }

    @Test
    void aFileThatIsGoneIsAnError() {
        assertThat(problems(LOCK.text() + "R__gone.sql SHA256\nodd name SHA256\n".replace("SHA256", SHA256)))
                .isEqualTo("""
                        error[lock-mismatch]: R__gone is listed, but its file is gone
                         --> src/main/resources/db/migration/migrations.lock:6
                          = help: bring R__gone.sql back; if it is meant to go, remove the line
                        error[lock-mismatch]: odd name is listed, but its file is gone
                         --> src/main/resources/db/migration/migrations.lock:7
                          = help: bring odd name back; if it is meant to go, remove the line""");
    }

    @Test
    void aLineThatIsTwiceThereAndOneThatIsNoneAreErrors() {
        assertThat(problems(LOCK.text()
                        + "001-users.sql SHA256\n002-x.sql\n002-x.sql sha256:12\n".replace("SHA256", SHA256)))
                .isEqualTo("""
                        error[lock-mismatch]: 001 is listed twice
                         --> src/main/resources/db/migration/migrations.lock:6
                          = help: remove the line, or line 3
                        error[lock-mismatch]: the line is not a file and its checksum
                         --> src/main/resources/db/migration/migrations.lock:7
                          = help: a line is  <file> sha256:<64 digits>  or begins with #
                        error[lock-mismatch]: the line is not a file and its checksum
                         --> src/main/resources/db/migration/migrations.lock:8
                          = help: a line is  <file> sha256:<64 digits>  or begins with #""");
    }

    @Test
    void withoutTheirOrderThereWouldBeNoConflict() {
        assertThat(problems("001-users.sql SHA256\nR__totals.sql SHA256\n2024-01-01-120000_a b/up.sql SHA256"))
                .isEqualTo("""
                        error[lock-mismatch]: the lines are not in the order of the migrations
                         --> src/main/resources/db/migration/migrations.lock:2
                          = help: here belongs  2024-01-01-120000_a b/up.sql""");
    }

    @Test
    void aMergeConflictIsCalledSoAndNothingElse() {
        assertThat(problems("""
                001-users.sql SHA256
                <<<<<<< HEAD
                045-add-coupons.sql SHA256
                =======
                045-index-orders.sql SHA256
                >>>>>>> main
                """)).isEqualTo("""
                error[lock-conflict]: a merge conflict is not resolved
                 --> src/main/resources/db/migration/migrations.lock:2
                  = help: two branches have added migrations: give yours the next free numbers, and keep one line for each file""");
    }

    private static String problems(String text) {
        return LOCK.problems(text.replace("SHA256", SHA256)).stream()
                .map(problem -> String.join("\n", ProblemText.lines(problem)))
                .collect(Collectors.joining("\n"));
    }
}
