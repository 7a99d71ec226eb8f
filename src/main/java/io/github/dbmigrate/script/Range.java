package io.github.dbmigrate.script;

/**
 * A stretch of the script.
 *
 * @param offset its first UTF-16 index
 * @param end one past its last
 */
public record Range(int offset, int end) {

    public Range {
        if (offset < 0 || end < offset) {
            throw new IllegalArgumentException("no range from " + offset + " to " + end);
        }
    }

    public int length() {
        return end - offset;
    }
}
