package io.github.dbmigrate.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitHistoryTest {
    @TempDir
    Path project;

    private Path file;

    @BeforeEach
    void aFile() throws IOException {
        file = Files.writeString(project.resolve("001-users and orders.sql"), "SELECT 1;");
    }

    @Test
    void theLastCommitOfTheFileIsFound() throws Exception {
        commit();
        assertThat(new GitHistory().lastChange(file)).hasValueSatisfying(change -> {
            assertThat(change.commit()).matches("[0-9a-f]{7,}");
            assertThat(change.author()).isEqualTo("Ann Example");
            assertThat(change.date()).isEqualTo(LocalDate.of(2026, 11, 19));
            assertThat(change.uncommitted()).isFalse();
        });
    }

    @Test
    void anEditSinceThenIsSeen() throws Exception {
        commit();
        Files.writeString(file, "SELECT 2;");
        assertThat(new GitHistory().lastChange(file))
                .hasValueSatisfying(change -> assertThat(change.uncommitted()).isTrue());
    }

    @Test
    void aFileThatWasNeverCommittedHasNoHistory() throws Exception {
        commit();
        assertThat(new GitHistory().lastChange(Files.writeString(project.resolve("002-x.sql"), "")))
                .isEmpty();
        assertThat(new GitHistory().lastChange(project.resolve("gone.sql"))).isEmpty();
        assertThat(new GitHistory().lastChange(project.resolve("no/such/folder.sql")))
                .isEmpty();
    }

    @Test
    void outsideARepositoryThereIsNoHistory() {
        assertThat(new GitHistory().lastChange(file)).isEmpty();
    }

    @Test
    void withoutGitThereIsNoHistory() {
        assertThat(new GitHistory("git-is-not-installed").lastChange(file)).isEmpty();
    }

    private void commit() throws IOException, InterruptedException {
        git("init", "-q");
        git("add", ".");
        git(
                "-c",
                "user.name=Ann Example",
                "-c",
                "user.email=ann@example.org",
                "-c",
                "commit.gpgSign=false",
                "commit",
                "-q",
                "-m",
                "Add users",
                "--date",
                "2026-11-19T23:30:00+05:00");
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(command)
                        .directory(project.toFile())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }
}
