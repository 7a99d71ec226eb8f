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

    Lines(String text) {
        this.text = text;
    }

    Lines at(int target) {
        if (target < offset) {
            offset = 0;
            line = 1;
            column = 1;
        }
        for (; offset < target; offset++) {
            char c = text.charAt(offset);
            if (c == '\n') {
                line++;
                column = 1;
            } else if (!isSecondHalf(c)) {
                column++;
            }
        }
        return this;
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
