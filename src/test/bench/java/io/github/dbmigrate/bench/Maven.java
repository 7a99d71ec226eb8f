package io.github.dbmigrate.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The Maven that runs this build, with a local repository of its own.
 *
 * @param home where it is installed
 * @param repository its local repository
 */
record Maven(Path home, Path repository) {

    /** The words that run goals in a directory. */
    List<String> words(boolean offline, List<String> arguments) {
        List<String> words = new ArrayList<>(List.of(executable(), "-B", "-q"));
        if (offline) {
            words.add("-o");
        }
        words.add("-Dmaven.repo.local=" + repository);
        words.addAll(arguments);
        return words;
    }

    String executable() {
        return home.resolve("bin").resolve("mvn").toString();
    }
}
