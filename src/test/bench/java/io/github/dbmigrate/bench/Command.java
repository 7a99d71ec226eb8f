package io.github.dbmigrate.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program to run: its words, what its environment has besides, and where it runs. */
record Command(List<String> words, Map<String, String> environment, Path directory) {
    Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }
}
