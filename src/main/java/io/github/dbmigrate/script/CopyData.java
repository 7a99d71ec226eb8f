package io.github.dbmigrate.script;

import org.jspecify.annotations.Nullable;

/** The rows behind a {@code COPY ... FROM STDIN}, handed out a piece at a time, so that nobody has to hold them all. */
@FunctionalInterface
public interface CopyData {

    /** The next characters, never none and never half of a surrogate pair; null at the end. */
    @Nullable
    String next();

    /** A stretch of a text, in pieces of about a size. */
    static CopyData of(String text, Range range, int size) {
        int[] at = {range.offset()};
        return () -> {
            int from = at[0];
            if (from >= range.end()) {
                return null;
            }
            int to = Math.min(from + size, range.end());
            if (to < range.end() && Character.isHighSurrogate(text.charAt(to - 1))) {
                to++;
            }
            at[0] = to;
            return text.substring(from, to);
        };
    }
}
