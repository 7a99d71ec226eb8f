package io.github.dbmigrate.source;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.migration.Checksum;
import io.github.dbmigrate.migration.FaultDiagnostic;
import io.github.dbmigrate.migration.FileName;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.migration.Version;
import io.github.dbmigrate.script.Direction;
import io.github.dbmigrate.script.LongText;
import io.github.dbmigrate.script.Marker;
import io.github.dbmigrate.script.Piece;
import io.github.dbmigrate.script.Script;
import io.github.dbmigrate.script.ScriptConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
        migrations.sort(MigrationFolder::compare);
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
                return Script.of(SqlText.of(Files.readAllBytes(base.resolve(file))), Direction.DOWN);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private List<SqlFile> find(List<Diagnostic> problems) {
        FolderWalk walk = FolderWalk.of(directory);
        List<SqlFile> files = new ArrayList<>();
        List<String> misnamed = new ArrayList<>();
        for (Map.Entry<String, Path> found : walk.files().entrySet()) {
            Optional<FileName> name = FileName.parse(found.getKey());
            if (name.isPresent()) {
                files.add(new SqlFile(name.get(), found.getValue(), shown(found.getValue())));
            } else {
                misnamed.add(found.getKey());
            }
        }
        if (!misnamed.isEmpty()) {
            String next = new Numbering(files).next();
            misnamed.forEach(relative -> problems.add(misnamed(relative, next)));
        }
        for (Path path : walk.directories().values()) {
            problems.add(Unreadable.diagnostic(shown(path), "it is a directory"));
        }
        for (Map.Entry<String, IOException> failed : walk.unreadable().entrySet()) {
            Path path = directory.resolve(failed.getKey());
            problems.add(Unreadable.diagnostic(shown(path), Unreadable.reason(path, failed.getValue())));
        }
        return files;
    }

    private Diagnostic misnamed(String relative, String next) {
        return Diagnostic.error("bad-name", "the name has none of the forms of a migration")
                .at(Place.file(shown(directory.resolve(relative))))
                .help("rename it, for example to " + FileName.nearest(relative, next));
    }

    /** By number, repeatable ones last; all else only so that the order is always the same. */
    private static int compare(Migration one, Migration two) {
        Version first = one.name().number();
        Version second = two.name().number();
        int order = first == null || second == null
                ? Boolean.compare(first == null, second == null)
                : first.compareTo(second);
        if (order == 0) {
            order = one.version().compareTo(two.version());
        }
        return order == 0 ? one.file().compareTo(two.file()) : order;
    }

    private @Nullable Migration read(SqlFile file, Map<Version, String> downs, List<Diagnostic> problems) {
        Version number = file.name().number();
        String down = number == null ? null : downs.get(number);
        String configured = configuredMarker(file, problems);
        try {
            if (Files.size(file.path()) > LongText.BYTES) {
                return LongMigration.read(file, down, configured, problems);
            }
            return read(file, Files.readAllBytes(file.path()), down, configured, problems);
        } catch (IOException e) {
            problems.add(Unreadable.diagnostic(file.file(), Unreadable.reason(file.path(), e)));
            return null;
        }
    }

    private static @Nullable Migration read(
            SqlFile file, byte[] bytes, @Nullable String down, @Nullable String configured, List<Diagnostic> problems) {
        Diagnostic problem = SqlText.problem(bytes, file.file());
        if (problem != null) {
            problems.add(problem);
            return null;
        }
        Script script = Script.of(SqlText.of(bytes), file.direction());
        Faults.add(file, Piece.whole(script), problems);
        Marker marker = script.outsideMarker();
        Checksum raw = Checksum.ofBytes(bytes);
        return new Migration(
                file.name(),
                file.file(),
                script,
                SqlText.isNormal(bytes) ? raw : Checksum.of(script.text()),
                raw,
                down,
                marker == null ? configured : marker.shown());
    }

    /** What a file beside the migration says to another tool about running it outside a transaction. */
    private @Nullable String configuredMarker(SqlFile file, List<Diagnostic> problems) {
        ConfigFile config = ConfigFile.beside(file.path());
        if (config == null) {
            return null;
        }
        String shown = shown(config.path());
        try {
            byte[] bytes = Files.readAllBytes(config.path());
            Diagnostic problem = SqlText.problem(bytes, shown);
            if (problem != null) {
                problems.add(problem);
                return null;
            }
            String text = SqlText.of(bytes);
            ScriptConfig said = config.reader().apply(text);
            Piece whole = Piece.whole(Script.of(text));
            said.faults().forEach(fault -> problems.add(FaultDiagnostic.of(shown, whole, 0, fault)));
            return said.outside() == null ? null : config.name() + ": " + said.outside();
        } catch (IOException e) {
            problems.add(Unreadable.diagnostic(shown, Unreadable.reason(config.path(), e)));
            return null;
        }
    }

    private String shown(Path path) {
        return Display.relative(base, path);
    }
}
