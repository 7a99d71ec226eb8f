package io.github.dbmigrate.script;

/**
 * The part of a file that another tool runs on its way back, from the comment above it to the end of the file. Here it is not run,
 * and not looked at.
 *
 * @param offset of the comment
 * @param line of the comment, 1-based
 * @param lastLine the last one on which anything stands
 * @param isEmpty whether there are only blanks and comments
 */
public record DownPart(int offset, int line, int lastLine, boolean isEmpty) {

    /** What stands below the comment, on the same lines, with blanks in the place of all that stands above, and of the comment. */
    public String alone(String text) {
        int end = text.indexOf('\n', offset);
        int from = end < 0 ? text.length() : end;
        StringBuilder alone = new StringBuilder(text.length());
        for (int i = 0; i < from; i++) {
            char c = text.charAt(i);
            alone.append(Letters.isLineBreak(c) ? c : ' ');
        }
        return alone.append(text, from, text.length()).toString();
    }
}
