package io.github.dbmigrate.rule;

import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.testing.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a rule is against, and how the same is done safely: {@code rules/word/bad.sql} and {@code good.sql}, or {@code good-1.sql},
 * {@code good-2.sql} and so on where it takes several migrations.
 */
record RuleFixture(Migration bad, List<Migration> good) {
    private static final Path FOLDER = Path.of("src/test/resources/rules");
    private static final int FIRST_NUMBER = 42;

    static RuleFixture of(Rule rule) {
        Path folder = FOLDER.resolve(rule.word());
        List<Migration> good = new ArrayList<>();
        for (Path file : goodFiles(folder)) {
            good.add(migration(FIRST_NUMBER + good.size(), rule, file));
        }
        if (good.isEmpty()) {
            throw new AssertionError(folder + " has no good.sql");
        }
        return new RuleFixture(migration(FIRST_NUMBER, rule, folder.resolve("bad.sql")), good);
    }

    /** The rules for which there are files. */
    static List<String> words() {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> goodFiles(Path folder) {
        Path only = folder.resolve("good.sql");
        return Files.exists(only)
                ? List.of(only)
                : Stream.iterate(1, number -> number + 1)
                        .map(number -> folder.resolve("good-" + number + ".sql"))
                        .takeWhile(Files::exists)
                        .toList();
    }

    private static Migration migration(int number, Rule rule, Path file) {
        try {
            return Migrations.file("%03d-%s".formatted(number, rule.word()), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
