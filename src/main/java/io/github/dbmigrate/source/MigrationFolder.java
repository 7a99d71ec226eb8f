package io.github.dbmigrate.source;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.migration.Checksum;
import io.github.dbmigrate.migration.FaultDiagnostic;
import io.github.dbmigrate.migration.FileName;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.migration.Version;
import io.github.dbmigrate.script.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folder with the migrations, the only thing that reads them.
 *
 * @param directory the folder
 * @param base the project's directory; paths are shown relative to it
 */
public record MigrationFolder(Path directory, Path base) {
    private static final Comparator<Migration> ORDER = Comparator.comparing(
                    (Migration m) -> m.name().number(), Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Migration::version)
            .thenComparing(Migration::file);

    /** Reads every file, and finds everything that is wrong with any. */
    public FolderContents read() {
        if (!Files.isDirectory(directory)) {
            return new FolderContents(List.of(), List.of(new MissingFolder(directory, base).diagnostic()));
        }
        List<Diagnostic> problems = new ArrayList<>();
        List<SqlFile> files = find(problems);
        Map<Version, String> downs = new HashMap<>();
        List<Migration> migrations = new ArrayList<>();
        for (SqlFile file : files) {
            if (file.name().kind() == FileName.Kind.DOWN) {
                downs.putIfAbsent(file.name().orderedBy(), file.file());
            }
        }
        for (SqlFile file : files) {
            Migration migration = read(file, downs, problems);
            if (migration != null && file.name().kind() != FileName.Kind.DOWN) {
                migrations.add(migration);
            }
        }
        migrations.sort(ORDER);
        problems.addAll(new Numbering(files).problems());
        if (files.isEmpty() && problems.isEmpty()) {
            problems.add(Diagnostic.warning("no-migrations", Display.relative(base, directory) + " holds no migrations")
                    .help("put the first one there, for example 001-create-users.sql"));
        }
        return new FolderContents(migrations, problems);
    }

    /**
     * The SQL that undoes a migration; empty when it has no such file.
     *
     * @throws UncheckedIOException when the file is gone since it was found
     */
    public Optional<Script> down(Migration migration) {
        return Optional.ofNullable(migration.downFile()).map(file -> {
            try {
                return Script.of(SqlText.of(Files.readAllBytes(base.resolve(file))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private List<SqlFile> find(List<Diagnostic> problems) {
        FolderWalk walk = FolderWalk.of(directory);
        List<SqlFile> files = new ArrayList<>();
        List<String> misnamed = new ArrayList<>();
        walk.files()
                .forEach((relative, path) -> FileName.parse(relative)
                        .ifPresentOrElse(
                                name -> files.add(new SqlFile(name, path, shown(path))), () -> misnamed.add(relative)));
        String next = new Numbering(files).next();
        for (String relative : misnamed) {
            problems.add(Diagnostic.error("bad-name", "the name has none of the forms of a migration")
                    .at(Place.file(shown(directory.resolve(relative))))
                    .help("rename it, for example to " + FileName.nearest(relative, next)));
        }
        walk.directories().values().forEach(path -> problems.add(unreadable(shown(path), "it is a directory")));
        walk.unreadable()
                .forEach((relative, failure) -> problems.add(
                        unreadable(shown(directory.resolve(relative)), reason(directory.resolve(relative), failure))));
        return files;
    }

    private @Nullable Migration read(SqlFile file, Map<Version, String> downs, List<Diagnostic> problems) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file.path());
        } catch (IOException e) {
            problems.add(unreadable(file.file(), reason(file.path(), e)));
            return null;
        }
        Diagnostic problem = SqlText.problem(bytes, file.file());
        if (problem != null) {
            problems.add(problem);
            return null;
        }
        Script script = Script.of(SqlText.of(bytes));
        script.faults().forEach(fault -> problems.add(FaultDiagnostic.of(fault, script, file.file())));
        Version number = file.name().number();
        return new Migration(
                file.name(),
                file.file(),
                script,
                Checksum.of(script.text()),
                Checksum.ofBytes(bytes),
                number == null ? null : downs.get(number));
    }

    private static Diagnostic unreadable(String file, String reason) {
        return Diagnostic.error("unreadable-file", "the file cannot be read: " + reason)
                .at(Place.file(file))
                .help("mend it, or move it out of the migration folder");
    }

    private static String reason(Path path, IOException failure) {
        if (Files.isSymbolicLink(path) && failure instanceof NoSuchFileException) {
            return "it is a link to a file that does not exist";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        return failure.getClass().getSimpleName();
    }

    private String shown(Path path) {
        return Display.relative(base, path);
    }
}
