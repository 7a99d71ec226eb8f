package io.github.dbmigrate.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A clone to try things in, independent of the machine's configuration. */
record GitRepository(Path directory) {

    /** Of a bare repository that it has pushed one commit to. */
    static GitRepository cloneOfNew(Path parent) throws Exception {
        GitRepository bare = new GitRepository(Files.createDirectories(parent.resolve("origin.git")));
        bare.git("init", "-q", "--bare", "-b", "main");
        GitRepository clone = new GitRepository(Files.createDirectories(parent.resolve("clone")));
        clone.git("init", "-q", "-b", "main");
        clone.git("remote", "add", "origin", bare.directory().toUri().toString());
        return clone;
    }

    /** The same origin, cloned otherwise. */
    GitRepository another(String name, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("clone", "-q"));
        arguments.addAll(List.of(options));
        arguments.add(directory.resolveSibling("origin.git").toUri().toString());
        arguments.add(directory.resolveSibling(name).toString());
        git(arguments.toArray(String[]::new));
        return new GitRepository(directory.resolveSibling(name));
    }

    Path write(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    void delete(String file) throws IOException {
        Files.delete(directory.resolve(file));
    }

    /** Everything there is; never the same commit as one on another branch. */
    GitRepository commit() throws Exception {
        git("add", "-A");
        git("commit", "-q", "--allow-empty", "-m", "Change " + UUID.randomUUID());
        return this;
    }

    GitRepository push() throws Exception {
        git("push", "-q", "origin", "HEAD");
        return this;
    }

    /** Leaves the branch for another one. */
    GitRepository branch(String name) throws Exception {
        git("checkout", "-q", "-b", name);
        return this;
    }

    GitRepository checkout(String name) throws Exception {
        git("checkout", "-q", name);
        return this;
    }

    String git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "git",
                "-c",
                "user.name=Ann Example",
                "-c",
                "user.email=ann@example.org",
                "-c",
                "commit.gpgSign=false",
                "-c",
                "core.autocrlf=false"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        String twoDaysAgo = Instant.now().minus(Duration.ofHours(49)).getEpochSecond() + " +0000";
        builder.environment().put("GIT_COMMITTER_DATE", twoDaysAgo);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.strip();
    }
}
