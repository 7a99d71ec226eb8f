package io.github.dbmigrate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The migrations that every tool applies, in files {@code db/V0001__step.sql}, whose names all of them understand. */
final class MigrationFiles {
    static final String FOLDER = "db";

    private MigrationFiles() {}

    /** Three small statements in each. */
    static void write(Path project, int count) throws IOException {
        write(project, count, "");
    }

    /** With the comments by which Liquibase knows a file of SQL. */
    static void writeForLiquibase(Path project, int count) throws IOException {
        write(project, count, "--liquibase formatted sql\n--changeset bench:%1$d\n");
    }

    private static void write(Path project, int count, String head) throws IOException {
        Path folder = Files.createDirectories(project.resolve(FOLDER));
        String form = head + """
                CREATE TABLE step_%1$d (id int PRIMARY KEY, name text);
                INSERT INTO step_%1$d VALUES (1, 'one'), (2, 'two');
                CREATE INDEX ON step_%1$d (name);
                """;
        for (int number = 1; number <= count; number++) {
            Files.writeString(folder.resolve(name(number)), String.format(Locale.ROOT, form, number));
        }
    }

    static List<String> names(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(MigrationFiles::name).toList();
    }

    static String name(int number) {
        return String.format(Locale.ROOT, "V%04d__step.sql", number);
    }

    /** Asks a database how many of them it holds. */
    static String applied() {
        return "SELECT count(*) FROM pg_tables WHERE tablename LIKE 'step\\_%'";
    }
}
