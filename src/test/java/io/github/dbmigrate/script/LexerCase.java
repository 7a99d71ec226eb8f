package io.github.dbmigrate.script;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A script and what is to be found in it. It is a pair of files, {@code lexer/name.sql} and {@code lexer/name.statements}, or one
 * of the many in a file {@code lexer/many/topic.txt}: a line {@code === title}, the script, a line {@code === found} and what is
 * found. The line break before {@code === found} is no part of the script; signs stand for other control characters.
 */
record LexerCase(String name, String script, String found) {
    private static final String TITLE = "=== ";
    private static final String FOUND = "=== found";

    static List<LexerCase> all() {
        return Stream.concat(pairs().stream(), topics().stream().flatMap(topic -> many(topic).stream()))
                .toList();
    }

    /** Writes what is found now in the place of what was expected. */
    static void update(Function<String, String> describe) {
        for (Path sql : files("/lexer", ".sql")) {
            write(Path.of("lexer", name(sql) + ".statements"), describe.apply(read(sql)));
        }
        for (Path topic : topics()) {
            StringBuilder text = new StringBuilder();
            for (LexerCase one : many(topic)) {
                String title = one.name().substring(one.name().indexOf(": ") + 2);
                text.append(TITLE).append(title).append('\n').append(visible(one.script()));
                text.append('\n').append(FOUND).append('\n').append(describe.apply(one.script()));
            }
            write(Path.of("lexer/many", topic.getFileName().toString()), text.toString());
        }
    }

    /** The file it is from, if that has many. */
    String topic() {
        return name.contains(": ") ? name.substring(0, name.indexOf(": ")) : "";
    }

    @Override
    public String toString() {
        return name;
    }

    private static List<LexerCase> pairs() {
        return files("/lexer", ".sql").stream()
                .map(sql -> new LexerCase(name(sql), read(sql), read(sql.resolveSibling(name(sql) + ".statements"))))
                .toList();
    }

    private static List<Path> topics() {
        return files("/lexer/many", ".txt");
    }

    private static List<LexerCase> many(Path topic) {
        String name = topic.getFileName().toString().replace(".txt", "");
        List<LexerCase> cases = new ArrayList<>();
        List<String> lines = List.of(read(topic).split("\n", -1));
        int i = 0;
        while (i < lines.size() - 1) {
            String title = lines.get(i).substring(TITLE.length());
            int found = i + lines.subList(i, lines.size()).indexOf(FOUND);
            int next = found + 1;
            while (next < lines.size() - 1 && !lines.get(next).startsWith(TITLE)) {
                next++;
            }
            String script = String.join("\n", lines.subList(i + 1, found));
            String expected = String.join("\n", lines.subList(found + 1, next));
            cases.add(new LexerCase(name + ": " + title, invisible(script), expected.isEmpty() ? "" : expected + "\n"));
            i = next;
        }
        return cases;
    }

    private static String invisible(String script) {
        return script.replace('\u240d', '\r').replace('\u240c', '\f').replace('\u240b', '\u000b');
    }

    private static String visible(String script) {
        return script.replace('\r', '\u240d').replace('\f', '\u240c').replace('\u000b', '\u240b');
    }

    private static String name(Path sql) {
        return sql.getFileName().toString().replace(".sql", "");
    }

    private static List<Path> files(String folder, String extension) {
        try (Stream<Path> files = Files.list(Path.of(
                Objects.requireNonNull(LexerCase.class.getResource(folder)).toURI()))) {
            return files.filter(file -> file.toString().endsWith(extension))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path resource, String text) {
        try {
            Files.writeString(Path.of("src/test/resources").resolve(resource), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
