package io.github.dbmigrate.source;

import io.github.dbmigrate.migration.FileName;
import io.github.dbmigrate.plan.BaseFiles;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The migration folder in one commit.
 *
 * @param files those that {@link FolderWalk} would find, by their paths in the folder
 * @param links symbolic links, by the same paths
 * @param ids what git calls the texts of the files
 */
record GitCommit(Map<String, FileName> files, Set<String> links, Map<String, String> ids) {
    private static final int ABBREVIATED = 7;
    private static final String LINK = "120000";
    /** As opposed to another repository. */
    private static final String TEXT = "blob";

    /**
     * Reads a listing.
     *
     * @param listing what {@code git ls-tree -r -z} prints: mode, type and id with blanks between them, a tab, the path, a NUL
     */
    static GitCommit of(String listing) {
        Map<String, FileName> files = new TreeMap<>();
        Set<String> links = new HashSet<>();
        Map<String, String> ids = new HashMap<>();
        for (String line : Git.fields(listing)) {
            int tab = line.indexOf('\t');
            String path = line.substring(tab + 1);
            List<String> words = List.of(line.substring(0, tab).split(" ", -1));
            if (isHidden(path) || !words.get(1).equals(TEXT)) {
                continue;
            }
            if (words.get(0).equals(LINK)) {
                links.add(path);
            }
            FileName.parse(path).ifPresent(name -> {
                files.put(path, name);
                ids.put(path, words.get(2));
            });
        }
        return new GitCommit(files, links, ids);
    }

    /** Enough of a commit's name for git and for a person. */
    static String abbreviated(String commit) {
        return commit.substring(0, Math.min(ABBREVIATED, commit.length()));
    }

    boolean has(String path) {
        return files.containsKey(path);
    }

    @Nullable
    String id(String path) {
        return ids.get(path);
    }

    /**
     * With the paths as they are shown.
     *
     * @param below what stands in front of them then
     */
    BaseFiles shown(String below) {
        TreeMap<String, FileName> shown = new TreeMap<>();
        files.forEach((path, name) -> shown.put(below + path, name));
        Set<String> shownLinks = new HashSet<>();
        links.forEach(path -> shownLinks.add(below + path));
        return new BaseFiles(shown, shownLinks);
    }

    private static boolean isHidden(String path) {
        return path.startsWith(".") || path.contains("/.");
    }
}
