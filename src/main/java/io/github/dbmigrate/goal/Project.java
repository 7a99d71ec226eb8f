package io.github.dbmigrate.goal;

import io.github.dbmigrate.apply.ApplyOptions;
import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.history.History;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.plan.LastChange;
import io.github.dbmigrate.postgres.embedded.Recipe;
import io.github.dbmigrate.report.Console;
import io.github.dbmigrate.source.FolderContents;
import io.github.dbmigrate.source.GitHistory;
import io.github.dbmigrate.source.MigrationFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.TreeMap;

/**
 * What every goal works with.
 *
 * @param base the project's directory
 * @param folder its migrations
 * @param history where the database keeps what was applied
 * @param environment the user's name for the database's environment; may be empty
 * @param console is told what happens
 */
public record Project(Path base, MigrationFolder folder, History history, String environment, Console console) {

    /**
     * Reads the migrations, and tells the warnings.
     *
     * @throws DiagnosticException when a file is so wrong that no goal can go on; nothing was connected to then
     */
    FolderContents read() {
        FolderContents files = folder.read();
        console.warnings(files.problems());
        if (files.hasErrors()) {
            throw new DiagnosticException(Reports.headline(files.problems()), files.problems());
        }
        return files;
    }

    /** What applying migrations does to an empty cluster. */
    Recipe recipe(List<Migration> migrations, ApplyOptions options) {
        List<String> circumstances = new ArrayList<>();
        circumstances.add(history.table().schema());
        circumstances.add(history.table().name());
        // The driver makes it the session's.
        circumstances.add(TimeZone.getDefault().getID());
        new TreeMap<>(options.placeholders()).forEach((name, value) -> {
            circumstances.add(name);
            circumstances.add(value);
        });
        return new Recipe(circumstances, migrations);
    }

    /** What version control knows of a migration's file. */
    Optional<LastChange> lastChange(Migration migration) {
        return new GitHistory().lastChange(base.resolve(migration.file()));
    }
}
