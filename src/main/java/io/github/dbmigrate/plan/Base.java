package io.github.dbmigrate.plan;

import io.github.dbmigrate.migration.Checksum;
import java.util.List;
import java.util.Map;

/**
 * The branch that this one will be merged into, as version control knows it. All paths are as they are shown.
 *
 * @param name as the user knows it: {@code origin/main}
 * @param revision what git calls it in a command
 * @param forkCommit the commit where this branch left it, abbreviated
 * @param now what it has
 * @param atFork what it had where this branch left it
 * @param changed files that are on both sides, and of which git does not say that they are the same: the texts that the base has
 *     and had. With other line ends a text is the same for us.
 * @param deleted files that this branch has deleted: the texts they had
 */
public record Base(
        String name,
        String revision,
        String forkCommit,
        BaseFiles now,
        BaseFiles atFork,
        Map<String, List<Checksum>> changed,
        Map<String, Checksum> deleted) {

    public Base {
        changed = Map.copyOf(changed);
        deleted = Map.copyOf(deleted);
    }

    /** Where the text of a file is that the branch has changed: the tip, unless it is gone from there. */
    String source(String file) {
        return now.has(file) ? revision : forkCommit;
    }
}
