package io.github.dbmigrate.source;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.migration.Checksum;
import io.github.dbmigrate.migration.FileName;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.migration.Version;
import io.github.dbmigrate.script.Direction;
import io.github.dbmigrate.script.DownPart;
import io.github.dbmigrate.script.Marker;
import io.github.dbmigrate.script.Script;
import io.github.dbmigrate.source.FileReader.ReadFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        FolderWalk walk = FolderWalk.of(directory);
        List<SqlFile> files = files(walk, problems);
        List<Migration> migrations = new ArrayList<>();
        for (ReadFile read : new FileReader(base, downs(files), walk.configs()).read(files)) {
            Migration migration = read.migration();
            problems.addAll(read.problems());
            if (migration != null && migration.name().kind() != FileName.Kind.DOWN) {
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
     * What undoes a migration, as a migration of its own: its text, and the file in which that is. A part of the migration's own file
     * stands on the lines on which it stands there, below nothing. Empty when there is none, or none that can be read as SQL, which
     * {@link #read} has told.
     *
     * @throws UncheckedIOException when the file is gone since it was found
     */
    public Optional<Migration> down(Migration migration) {
        String file = migration.downFile();
        if (file != null) {
            return downText(file).map(text -> rollback(migration, file, text));
        }
        DownPart part = migration.isLong() ? null : migration.script().downPart();
        return part == null || part.isEmpty()
                ? Optional.empty()
                : Optional.of(rollback(
                        migration,
                        migration.file(),
                        part.alone(migration.script().text())));
    }

    private Optional<String> downText(String file) {
        try {
            byte[] bytes = Files.readAllBytes(base.resolve(file));
            return SqlText.problem(bytes, file) == null ? Optional.of(SqlText.of(bytes)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Migration rollback(Migration migration, String file, String text) {
        Script script = Script.of(text, Direction.DOWN);
        Marker marker = script.outsideMarker();
        Checksum checksum = Checksum.of(text);
        String outside = marker == null ? migration.outsideMarker() : marker.shown();
        return new Migration(migration.name(), file, script, checksum, checksum, null, outside);
    }

    private static Map<Version, String> downs(List<SqlFile> files) {
        Map<Version, String> downs = new HashMap<>();
        for (SqlFile file : files) {
            if (file.name().kind() == FileName.Kind.DOWN) {
                downs.putIfAbsent(file.name().orderedBy(), file.file());
            }
        }
        return downs;
    }

    private List<SqlFile> files(FolderWalk walk, List<Diagnostic> problems) {
        String below = below();
        List<SqlFile> files = new ArrayList<>();
        List<String> misnamed = new ArrayList<>();
        for (Map.Entry<String, Path> found : walk.files().entrySet()) {
            Optional<FileName> name = FileName.parse(found.getKey());
            if (name.isPresent()) {
                files.add(new SqlFile(name.get(), found.getValue(), below + found.getKey()));
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

    /** What stands in front of a path in the folder when it is shown. */
    String below() {
        String folder = shown(directory);
        return folder.equals(".") ? "" : folder + "/";
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

    private String shown(Path path) {
        return Display.relative(base, path);
    }
}
