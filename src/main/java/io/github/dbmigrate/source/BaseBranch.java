package io.github.dbmigrate.source;

import io.github.dbmigrate.migration.Checksum;
import io.github.dbmigrate.plan.Base;
import io.github.dbmigrate.source.WantedBase.Candidate;
import io.github.dbmigrate.target.Environment;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the migration folder of the branch that this one will be merged into, through the {@code git} command. */
public final class BaseBranch {
    private final MigrationFolder folder;
    private final Git git;

    public BaseBranch(MigrationFolder folder) {
        this(folder, "git");
    }

    BaseBranch(MigrationFolder folder, String git) {
        this.folder = folder;
        // In the folder, so that paths are relative to it wherever the repository begins.
        this.git = new Git(git, folder.directory());
    }

    /**
     * Finds it and reads it.
     *
     * @param configured a branch, tag or commit; null for the pull request's base that the variables name, or else the main branch of
     *     {@code origin}
     */
    public BaseLookup find(@Nullable String configured, Environment environment) {
        WantedBase wanted = WantedBase.of(configured, environment);
        MissingBase missing = new MissingBase(wanted, git);
        if (!wanted.isName()) {
            return missing.noName();
        }
        if (!Files.isDirectory(folder.directory())) {
            return missing.noFolder();
        }
        Optional<List<String>> commits = git.run(new Resolving(wanted), "cat-file", "--batch-check");
        if (commits.isEmpty()) {
            return missing.noRepository();
        }
        String head = commits.get().get(0);
        if (head.isEmpty()) {
            return missing.noCommit();
        }
        for (int i = 0; i < wanted.candidates().size(); i++) {
            String tip = commits.get().get(i + 1);
            if (!tip.isEmpty()) {
                return read(missing, wanted.candidates().get(i), head, tip);
            }
        }
        return missing.noBranch();
    }

    private BaseLookup read(MissingBase missing, Candidate base, String head, String tip) {
        Optional<String> fork = head.equals(tip)
                ? Optional.of(tip)
                : git.text("merge-base", head, tip).map(String::strip);
        if (fork.isEmpty()) {
            return missing.noCommonCommit(base);
        }
        Optional<GitCommit> now = commit(tip);
        Optional<GitCommit> atFork = fork.get().equals(tip) ? now : commit(fork.get());
        if (now.isEmpty() || atFork.isEmpty()) {
            return missing.noAnswer(base);
        }
        Optional<String> unwritable = Stream.of(now.get(), atFork.get())
                .flatMap(commit -> commit.files().keySet().stream())
                .filter(path -> !isWritable(path))
                .findFirst();
        if (unwritable.isPresent()) {
            return missing.noSuchName(folder.below() + unwritable.get());
        }
        return touched(fork.get())
                .flatMap(touched -> differences(now.get(), atFork.get(), touched))
                .<BaseLookup>map(differences -> new BaseLookup.Found(
                        new Base(
                                base.shown(),
                                base.typed(),
                                GitCommit.abbreviated(fork.get()),
                                now.get().shown(folder.below()),
                                atFork.get().shown(folder.below()),
                                differences.changed(),
                                differences.deleted()),
                        file -> age(tip, file)))
                .orElseGet(() -> missing.noAnswer(base));
    }

    private Optional<List<String>> touched(String fork) {
        return git.text("diff", "--name-only", "-z", "--relative", "--no-renames", "--no-ext-diff", fork, "--", ".")
                .map(Git::fields);
    }

    private Optional<GitCommit> commit(String commit) {
        return git.text("ls-tree", "-r", "-z", commit).map(GitCommit::of);
    }

    /** The texts that files had, by their paths as they are shown. */
    private record Differences(Map<String, List<Checksum>> changed, Map<String, Checksum> deleted) {}

    /** What git calls changed may be so only for git, and of a file that both sides have added it does not speak at all. */
    private Optional<Differences> differences(GitCommit now, GitCommit atFork, List<String> touched) {
        Map<String, List<String>> there = new LinkedHashMap<>();
        Map<String, String> gone = new LinkedHashMap<>();
        for (String path : touched) {
            String before = atFork.id(path);
            if (before != null && exists(path)) {
                there.put(
                        path,
                        Stream.of(now.ids().getOrDefault(path, before), before)
                                .distinct()
                                .toList());
            } else if (before != null) {
                gone.put(path, before);
            }
        }
        now.ids().forEach((path, id) -> {
            if (!atFork.has(path) && exists(path)) {
                there.put(path, List.of(id));
            }
        });
        return checksums(there, gone).map(checksums -> {
            Map<String, List<Checksum>> changed = new HashMap<>();
            there.forEach((path, ids) -> changed.put(
                    folder.below() + path, ids.stream().map(checksums::get).toList()));
            Map<String, Checksum> deleted = new HashMap<>();
            gone.forEach((path, id) -> deleted.put(folder.below() + path, checksums.get(id)));
            return new Differences(changed, deleted);
        });
    }

    private Optional<Map<String, Checksum>> checksums(Map<String, List<String>> some, Map<String, String> others) {
        Set<String> ids = new LinkedHashSet<>(others.values());
        some.values().forEach(ids::addAll);
        return ids.isEmpty()
                ? Optional.of(Map.of())
                : git.run(new BlobChecksums(List.copyOf(ids)), "cat-file", "--batch");
    }

    /** In the locale C Java knows no letters but those of ASCII, and reads a file's name as another one. */
    private boolean isWritable(String path) {
        try {
            return folder.directory().resolve(path).startsWith(folder.directory());
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private boolean exists(String path) {
        return Files.exists(folder.directory().resolve(path));
    }

    private Optional<Duration> age(String commit, String file) {
        return git.text(
                        "-c",
                        "log.showSignature=false",
                        "log",
                        "-1",
                        "--format=%ct",
                        commit,
                        "--",
                        file.substring(folder.below().length()))
                .map(String::strip)
                .filter(seconds -> !seconds.isEmpty())
                .map(seconds -> Duration.between(Instant.ofEpochSecond(Long.parseLong(seconds)), Instant.now()));
    }

    /** The commits of HEAD and of the candidates, each empty when there is none. As input, nothing can be taken for an option. */
    private record Resolving(WantedBase wanted) implements Git.Exchange<List<String>> {
        private static final String COMMIT = " commit ";

        @Override
        public List<String> with(OutputStream to, InputStream from) throws IOException {
            StringBuilder questions = new StringBuilder("HEAD^{commit}\n");
            wanted.candidates().forEach(one -> questions.append(one.revision()).append("^{commit}\n"));
            to.write(questions.toString().getBytes(StandardCharsets.UTF_8));
            to.close();
            List<String> commits = new ArrayList<>();
            for (String answer : new String(from.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                int end = answer.indexOf(COMMIT);
                commits.add(end < 0 ? "" : answer.substring(0, end));
            }
            if (commits.size() != wanted.candidates().size() + 1) {
                throw new IOException("not an answer to each question");
            }
            return commits;
        }
    }
}
