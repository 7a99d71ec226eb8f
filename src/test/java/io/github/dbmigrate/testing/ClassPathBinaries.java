package io.github.dbmigrate.testing;

import io.github.dbmigrate.postgres.embedded.Binaries;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The jar of the embedded PostgreSQL that is a dependency of the tests. */
public final class ClassPathBinaries implements Binaries {

    @Override
    public Path jar(String classifier, String exactVersion) {
        Path jar = jar();
        if (!jar.getFileName().toString().equals(ARTIFACT + classifier + "-" + exactVersion + ".jar")) {
            throw new IllegalStateException(
                    "the tests have " + jar.getFileName() + ", not " + classifier + " " + exactVersion);
        }
        return jar;
    }

    /** The version of that jar, {@code 17.11.0}, taken from its name. */
    public static String version() {
        String name = jar().getFileName().toString();
        return name.substring(name.lastIndexOf('-') + 1, name.length() - ".jar".length());
    }

    private static Path jar() {
        ClassLoader loader = ClassPathBinaries.class.getClassLoader();
        URL archive = Stream.of("linux", "darwin", "windows")
                .flatMap(system -> Stream.of("x86_64", "arm_64", "ppc64le")
                        .flatMap(processor -> Stream.of("", "-alpine_linux")
                                .map(variant -> "postgres-" + system + "-" + processor + variant + ".txz")))
                .flatMap(name -> Stream.ofNullable(loader.getResource(name)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no PostgreSQL on the class path"));
        try {
            return Path.of(((JarURLConnection) archive.openConnection())
                    .getJarFileURL()
                    .toURI());
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("cannot tell which jar holds " + archive, e);
        }
    }

    /** Deletes the directories, named after processes, whose process is gone. */
    static void removeLeftovers(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        List<Path> leftovers;
        try (var entries = Files.list(directory)) {
            leftovers = entries.filter(entry -> ProcessHandle.of(
                                    Long.parseLong(entry.getFileName().toString()))
                            .isEmpty())
                    .toList();
        }
        for (Path leftover : leftovers) {
            delete(leftover);
        }
    }

    private static void delete(Path tree) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                // Another process may be at it too.
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
