package io.github.dbmigrate.source;

import io.github.dbmigrate.migration.FileName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds the {@code .sql} files of a folder tree. Hidden files and directories are left alone, symbolic links are followed. */
final class FolderWalk extends SimpleFileVisitor<Path> {
    private final Path root;
    private final SortedMap<String, Path> files = new TreeMap<>();
    private final SortedMap<String, IOException> unreadable = new TreeMap<>();
    private final SortedMap<String, Path> directories = new TreeMap<>();
    private final Set<Path> configs = new HashSet<>();

    private FolderWalk(Path root) {
        this.root = root;
    }

    static FolderWalk of(Path root) {
        FolderWalk walk = new FolderWalk(root);
        try {
            Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, walk);
        } catch (IOException e) {
            throw new UncheckedIOException("every failure is recorded by the visitor", e);
        }
        return walk;
    }

    /** By their paths below the folder, with forward slashes. */
    SortedMap<String, Path> files() {
        return files;
    }

    /** Directories that are called like a migration. */
    SortedMap<String, Path> directories() {
        return directories;
    }

    /** Files that have the name of a {@link ConfigFile}. */
    Set<Path> configs() {
        return configs;
    }

    /** What could not be looked at, and why. */
    SortedMap<String, IOException> unreadable() {
        return unreadable;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        if (directory.equals(root)) {
            return FileVisitResult.CONTINUE;
        }
        if (isHidden(directory)) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        if (FileName.isSql(directory.toString())) {
            directories.put(relative(directory), directory);
            return FileVisitResult.SKIP_SUBTREE;
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (!isHidden(file) && FileName.isSql(file.toString())) {
            files.put(relative(file), file);
        } else if (attributes.isRegularFile() && ConfigFile.isNamed(file)) {
            configs.add(file);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
        // A link to a directory above it: what it leads to is visited anyway.
        boolean loop = failure instanceof FileSystemLoopException;
        if (!loop && !isHidden(file)) {
            unreadable.put(relative(file), failure);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) {
        if (failure != null) {
            unreadable.put(relative(directory), failure);
        }
        return FileVisitResult.CONTINUE;
    }

    private String relative(Path path) {
        return Display.slashes(root.relativize(path));
    }

    private boolean isHidden(Path path) {
        return !path.equals(root) && path.getFileName().toString().startsWith(".");
    }
}
