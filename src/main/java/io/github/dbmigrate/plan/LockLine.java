package io.github.dbmigrate.plan;

import io.github.dbmigrate.migration.Checksum;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@link MigrationsLock}'s file that is neither empty nor a comment.
 *
 * @param number 1-based
 * @param path of a migration in the folder; null when the line is anything else
 * @param checksum null when the line is anything else
 */
record LockLine(
        int number,
        String text,
        @Nullable String path,
        @Nullable Checksum checksum) {
    private static final String SEPARATOR = " sha256:";
    private static final int DIGITS = 64;
    private static final int MARKER = 7;

    static List<LockLine> of(String text) {
        List<LockLine> lines = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String bare = line.strip();
            if (!bare.isEmpty() && !bare.startsWith("#")) {
                lines.add(of(number, bare));
            }
        }
        return lines;
    }

    static String text(String path, Checksum checksum) {
        return path + SEPARATOR + checksum.hex();
    }

    private static LockLine of(int number, String text) {
        int path = text.lastIndexOf(SEPARATOR);
        String hex = path < 0 ? "" : text.substring(path + SEPARATOR.length());
        return path > 0 && isHex(hex)
                ? new LockLine(number, text, text.substring(0, path).strip(), new Checksum(hex))
                : new LockLine(number, text, null, null);
    }

    private static boolean isHex(String text) {
        return text.length() == DIGITS && text.chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0);
    }

    /** Whether git has written it into the file because it could not merge. */
    boolean isConflict() {
        return path == null
                && (text.startsWith("<".repeat(MARKER))
                        || text.startsWith(">".repeat(MARKER))
                        || text.startsWith("|".repeat(MARKER))
                        || text.equals("=".repeat(MARKER)));
    }
}
