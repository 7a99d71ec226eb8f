package io.github.dbmigrate.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the lexer and the checksum are measured on. */
public enum Texts {
    /** The migrations of the example: 35 short files with functions, comments and data. */
    WEB_SHOP("35 migrations of a web shop") {
        @Override
        String[] read() throws IOException {
            Path folder = Path.of("src", "it", "quickstart", "src", "main", "resources", "db", "migration");
            List<Path> files;
            try (Stream<Path> found = Files.list(folder)) {
                files = found.sorted().toList();
            }
            String[] texts = new String[files.size()];
            for (int i = 0; i < texts.length; i++) {
                texts[i] = Files.readString(files.get(i));
            }
            return texts;
        }
    },
    /** One file of 1 MB with many rows. */
    INSERTS("1 MB of INSERTs") {
        @Override
        String[] read() {
            String row =
                    "INSERT INTO products (id, name, note) VALUES (17, 'a name', 'it''s a note, neither short nor long');\n";
            return new String[] {row.repeat(1_000_000 / row.length())};
        }
    };

    private final String words;

    Texts(String words) {
        this.words = words;
    }

    /** What is read, in words for a table. */
    String words() {
        return words;
    }

    abstract String[] read() throws IOException;

    /** In bytes of UTF-8. */
    long length() throws IOException {
        return Stream.of(read())
                .mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }
}
