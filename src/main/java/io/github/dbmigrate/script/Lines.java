package io.github.dbmigrate.script;

/**
 * Turns offsets into lines and columns. It walks with the offsets it is asked for, so that asking for ascending ones costs
 * one pass over the text in all, however long its lines are; a smaller offset starts the walk again.
 */
final class Lines {
    private final String text;
    private int offset;
    private int line = 1;
    private int column = 1;

    /** Where the line ends in which the offset is; nowhere if it is the last. */
    private int lineEnd;

    Lines(String text) {
        this.text = text;
        this.lineEnd = endOfLine();
    }

    Lines at(int target) {
        if (target < offset) {
            offset = 0;
            line = 1;
            column = 1;
            lineEnd = endOfLine();
        }
        while (lineEnd < target) {
            offset = lineEnd + 1;
            line++;
            column = 1;
            lineEnd = endOfLine();
        }
        for (; offset < target; offset++) {
            if (!isSecondHalf(text.charAt(offset))) {
                column++;
            }
        }
        return this;
    }

    private int endOfLine() {
        int end = text.indexOf('\n', offset);
        return end < 0 ? Integer.MAX_VALUE : end;
    }

    /** A pair of surrogates is one column, counted at its first half. */
    private boolean isSecondHalf(char c) {
        return Character.isLowSurrogate(c) && offset > 0 && Character.isHighSurrogate(text.charAt(offset - 1));
    }

    int line() {
        return line;
    }

    int column() {
        return column;
    }
}
