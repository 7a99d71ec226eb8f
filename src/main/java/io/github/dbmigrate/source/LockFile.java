package io.github.dbmigrate.source;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.plan.MigrationsLock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The file of a {@link MigrationsLock}. Whoever wants the comparison makes one; where there is none, nothing is compared.
 *
 * @param folder in which it lies
 */
public record LockFile(MigrationFolder folder) {

    public boolean exists() {
        return Files.exists(path());
    }

    /**
     * Everything that is at odds; empty when there is no such file.
     *
     * @param migrations in the order of application
     */
    public List<Diagnostic> problems(List<Migration> migrations) {
        if (!exists()) {
            return List.of();
        }
        try {
            return lock(migrations).problems(SqlText.of(Files.readAllBytes(path())));
        } catch (IOException e) {
            return List.of(Unreadable.diagnostic(folder.below() + MigrationsLock.NAME, Unreadable.reason(path(), e)));
        }
    }

    /** Makes it, or brings it up to date. */
    public void write(List<Migration> migrations) throws IOException {
        Files.write(path(), lock(migrations).text().getBytes(StandardCharsets.UTF_8));
    }

    private MigrationsLock lock(List<Migration> migrations) {
        return new MigrationsLock(migrations, folder.below());
    }

    private Path path() {
        return folder.directory().resolve(MigrationsLock.NAME);
    }
}
