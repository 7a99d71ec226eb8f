package io.github.dbmigrate.source;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.Excerpt;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.migration.Checksum;
import io.github.dbmigrate.migration.FileName;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.migration.Version;
import io.github.dbmigrate.script.Fault;
import io.github.dbmigrate.script.Marker;
import io.github.dbmigrate.script.Script;
import io.github.dbmigrate.script.ScriptConfig;
import io.github.dbmigrate.script.Statement;
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
            read(file, downs, problems)
                    .filter(migration -> file.name().kind() != FileName.Kind.DOWN)
                    .ifPresent(migrations::add);
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

    private Optional<Migration> read(SqlFile file, Map<Version, String> downs, List<Diagnostic> problems) {
        return bytes(file.path(), file.file(), problems).map(bytes -> {
            Script script = Script.of(SqlText.of(bytes));
            script.faults().stream()
                    .filter(fault -> !isRight(fault, script, file))
                    .forEach(
                            fault -> problems.add(diagnostic(fault, script.text(), floor(fault, script), file.file())));
            Version number = file.name().number();
            return new Migration(
                    file.name(),
                    file.file(),
                    script,
                    Checksum.of(script.text()),
                    Checksum.ofBytes(bytes),
                    number == null ? null : downs.get(number),
                    outsideMarker(script, file, problems));
        });
    }

    /** A comment that begins the part that undoes is in its place where nothing else stands above it. */
    private static boolean isRight(Fault fault, Script script, SqlFile file) {
        return fault.id().equals(Fault.DOWN_PART)
                && file.name().kind() == FileName.Kind.DOWN
                && floor(fault, script) == 0;
    }

    private @Nullable String outsideMarker(Script script, SqlFile file, List<Diagnostic> problems) {
        ConfigFile config = ConfigFile.beside(file.path());
        String configured = config == null ? null : outsideMarker(config, problems);
        Marker marker = script.outsideMarker();
        return marker == null ? configured : marker.shown();
    }

    private @Nullable String outsideMarker(ConfigFile config, List<Diagnostic> problems) {
        String file = shown(config.path());
        return bytes(config.path(), file, problems)
                .map(SqlText::of)
                .map(text -> {
                    ScriptConfig said = config.reader().apply(text);
                    said.faults().forEach(fault -> problems.add(diagnostic(fault, text, 0, file)));
                    return said.outside();
                })
                .map(line -> config.name() + ": " + line)
                .orElse(null);
    }

    /** Empty when they are no text that can be read; then there is a problem more. */
    private static Optional<byte[]> bytes(Path path, String file, List<Diagnostic> problems) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(path);
        } catch (IOException e) {
            problems.add(unreadable(file, reason(path, e)));
            return Optional.empty();
        }
        Diagnostic problem = SqlText.problem(bytes, file);
        if (problem != null) {
            problems.add(problem);
            return Optional.empty();
        }
        return Optional.of(bytes);
    }

    private static Diagnostic diagnostic(Fault fault, String text, int floor, String file) {
        int width = text.codePointCount(fault.offset(), fault.end());
        return Diagnostic.error(fault.id(), fault.message())
                .at(new Place(file, fault.line(), fault.column(), fault.column() + width, ""))
                .excerpt(Excerpt.of(text, fault.offset(), fault.end(), floor))
                .help(fault.help());
    }

    /** Where the statement before it ends. */
    private static int floor(Fault fault, Script script) {
        int floor = 0;
        for (Statement statement : script.statements()) {
            if (statement.end() <= fault.offset()) {
                floor = statement.end();
            }
        }
        return floor;
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
