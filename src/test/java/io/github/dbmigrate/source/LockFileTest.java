package io.github.dbmigrate.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dbmigrate.diagnostic.Diagnostic;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockFileTest {
    @TempDir
    Path project;

    private MigrationFolder folder;

    @BeforeEach
    void aFolder() throws Exception {
        folder = new MigrationFolder(Files.createDirectories(project.resolve("db")), project);
        Files.writeString(folder.directory().resolve("001-users.sql"), "SELECT 1;\n");
    }

    @Test
    void whereThereIsNoListNothingIsCompared() {
        LockFile lock = new LockFile(folder);
        assertThat(lock.exists()).isFalse();
        assertThat(lock.problems(folder.read().migrations())).isEmpty();
    }

    @Test
    void theListDoesNotDisturbTheFolderAndFindsWhatWasChanged() throws Exception {
        LockFile lock = new LockFile(folder);
        lock.write(folder.read().migrations());
        assertThat(lock.exists()).isTrue();
        assertThat(folder.read().problems()).isEmpty();
        assertThat(lock.problems(folder.read().migrations())).isEmpty();
        Files.writeString(folder.directory().resolve("001-users.sql"), "SELECT 1;\r\n");
        assertThat(lock.problems(folder.read().migrations())).isEmpty();
        Files.writeString(folder.directory().resolve("001-users.sql"), "SELECT 2;\n");
        assertThat(lock.problems(folder.read().migrations()))
                .extracting(Diagnostic::message)
                .containsExactly("001 was changed since it was listed");
    }

    @Test
    void aListThatCannotBeReadIsAnError() throws Exception {
        Files.createDirectory(folder.directory().resolve("migrations.lock"));
        assertThat(new LockFile(folder).problems(folder.read().migrations()))
                .extracting(problem -> problem.id() + " " + problem.places())
                .containsExactly("unreadable-file [db/migrations.lock]");
    }
}
