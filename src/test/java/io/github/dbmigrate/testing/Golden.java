package io.github.dbmigrate.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What is expected, in a file below {@code src/test/resources}. With {@code -Dupdate.expected=true} what is found is written there,
 * to be read before it is committed.
 */
public final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources");

    private Golden() {}

    public static void assertEqual(String name, String found) {
        Path file = FOLDER.resolve(name);
        try {
            if (Boolean.getBoolean("update.expected")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, found);
            }
            assertThat(found).as(name).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
