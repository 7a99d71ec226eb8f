package io.github.dbmigrate.source;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.migration.FileName;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Says that there is no migration folder, and where one is: often the build was started one directory too high. */
record MissingFolder(Path directory, Path base) {

    Diagnostic diagnostic() {
        String shown = Display.relative(base, directory);
        if (Files.exists(directory)) {
            return Diagnostic.error("no-folder", shown + " is a file, not a folder")
                    .help("-Ddbmigrate.directory=... names the folder with the migrations");
        }
        Diagnostic missing = Diagnostic.error("no-folder", "there is no folder " + shown);
        List<String> modules = modules();
        for (String module : modules) {
            missing = missing.help(module);
        }
        return (modules.isEmpty() ? missing.help("mkdir -p " + shown) : missing)
                .help("-Ddbmigrate.directory=... names another folder");
    }

    /** The sub-modules that have what this project lacks. */
    private List<String> modules() {
        Path root = base.toAbsolutePath().normalize();
        Path wanted = directory.toAbsolutePath().normalize();
        if (!wanted.startsWith(root)) {
            return List.of();
        }
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(root, Files::isDirectory)) {
            stream.forEach(children::add);
        } catch (IOException e) {
            // It is only a hint: without it the message is still true.
            return List.of();
        }
        return children.stream()
                .sorted()
                .filter(child -> Files.isDirectory(child.resolve(root.relativize(wanted))))
                .map(child -> "module " + child.getFileName() + " has " + count(child.resolve(root.relativize(wanted)))
                        + ": add  -pl " + child.getFileName())
                .toList();
    }

    private static long count(Path folder) {
        return FolderWalk.of(folder).files().keySet().stream()
                .flatMap(path -> FileName.parse(path).stream())
                .filter(name -> name.kind() != FileName.Kind.DOWN)
                .count();
    }
}
