package io.github.dbmigrate.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.DiagnosticException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void aFullDiskIsRecognised() {
        assertThat(told(new FileSystemException("/cache/lib", null, "No space left on device")))
                .isEqualTo("PostgreSQL 17.11 could not be set up: /cache/lib: No space left on device"
                        + " = help: the disk is full: free about 200 MB");
    }

    @Test
    void aFileOfAnotherUserIsRecognised() {
        assertThat(told(new AccessDeniedException("target/dbmigrate/postgres/17/lock")))
                .isEqualTo(
                        "PostgreSQL 17.11 could not be set up: target/dbmigrate/postgres/17/lock: Permission denied"
                                + " = help: a file belongs to another user: delete the directory, or run as the user who made it");
    }

    @Test
    void aFailureOfWhichJavaTellsOnlyThePathIsNamed() {
        assertThat(told(new NoSuchFileException("/cache/bin")))
                .isEqualTo("PostgreSQL 17.11 could not be set up: /cache/bin: NoSuchFileException"
                        + " = help: the directories of the build and of the cache must be writable");
    }

    @Test
    void aLibraryThatIsMissingIsRecognised() {
        DiagnosticException problem = Problem.initFailed(
                PostgresVersion.of("17"),
                "postgres: error while loading shared libraries: libstdc++.so.6: cannot open shared object file");
        assertThat(problem.diagnostics().get(0).notes())
                .extracting(note -> note.label() + ": " + note.text())
                .containsExactly(
                        "said: postgres: error while loading shared libraries: libstdc++.so.6: cannot open shared object"
                                + " file",
                        "help: install the library named above",
                        "help: or give the address of a PostgreSQL of your own instead of embedded");
    }

    @Test
    void aUserWithoutANameIsRecognised() {
        DiagnosticException problem = Problem.initFailed(
                PostgresVersion.of("17"),
                "initdb: error: could not look up effective user ID 1000: user does not exist");
        assertThat(problem.diagnostics().get(0).notes())
                .extracting(note -> note.label() + ": " + note.text())
                .contains(
                        "help: the user needs a name: docker run -v /etc/passwd:/etc/passwd:ro, or run the container as"
                                + " root");
    }

    private static String told(IOException failure) {
        Diagnostic problem =
                Problem.files(PostgresVersion.of("17"), failure).diagnostics().get(0);
        return problem.message() + " = " + problem.notes().get(0).label() + ": "
                + problem.notes().get(0).text();
    }
}
