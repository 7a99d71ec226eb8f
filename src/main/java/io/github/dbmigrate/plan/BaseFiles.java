package io.github.dbmigrate.plan;

import io.github.dbmigrate.migration.FileName;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The migrations and their rollback files in one commit.
 *
 * @param files by their paths as they are shown, like those of the migrations on disk
 * @param links symbolic links, by the same paths; version control does not know what they lead to
 */
public record BaseFiles(SortedMap<String, FileName> files, Set<String> links) {

    public BaseFiles {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        links = Set.copyOf(links);
    }

    /** Whether the commit has the file, or the link through which it is reached. */
    boolean has(String file) {
        if (files.containsKey(file)) {
            return true;
        }
        for (String link : links) {
            if (file.startsWith(link + "/")) {
                return true;
            }
        }
        return false;
    }
}
