package io.github.dbmigrate.plan;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.migration.Migration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The list of the migrations that may lie beside them, a line for each with its checksum, in their order. Two branches that both add
 * one change the same place of it, so git sees the conflict; and an old file that was edited is seen without a database.
 *
 * @param migrations in the order of application
 * @param below what stands in front of a path in the folder when it is shown
 */
public record MigrationsLock(List<Migration> migrations, String below) {
    /** What its file in the migration folder is called. */
    public static final String NAME = "migrations.lock";

    private static final String HEADER = """
            # The migrations in their order, with their checksums, for dbmigrate:validate to compare.
            # A merge conflict here: two branches have added migrations.
            """;

    public MigrationsLock {
        migrations = List.copyOf(migrations);
    }

    /** What the file has to hold. */
    public String text() {
        return migrations.stream().map(migration -> line(migration) + "\n").collect(Collectors.joining("", HEADER, ""));
    }

    /** Compares with what the file holds, and finds everything that is at odds. */
    public List<Diagnostic> problems(String text) {
        return new LockProblems(this, LockLine.of(text)).all();
    }

    /** The file, as it is shown. */
    String file() {
        return below + NAME;
    }

    String path(Migration migration) {
        return migration.file().substring(below.length());
    }

    String line(Migration migration) {
        return LockLine.text(path(migration), migration.checksum());
    }
}
