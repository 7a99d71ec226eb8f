package io.github.dbmigrate.source;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.migration.Migration;
import java.util.List;

/**
 * What a migration folder holds.
 *
 * @param migrations the versioned ones in the order of their numbers, then the repeatable ones by name; a file that is no text
 *     or has no valid name is not among them
 * @param problems everything that is wrong with the files, not only the first
 */
public record FolderContents(List<Migration> migrations, List<Diagnostic> problems) {

    public FolderContents {
        migrations = List.copyOf(migrations);
        problems = List.copyOf(problems);
    }

    /** Whether something is so wrong that no goal can go on. */
    public boolean hasErrors() {
        for (Diagnostic problem : problems) {
            if (problem.isError()) {
                return true;
            }
        }
        return false;
    }
}
