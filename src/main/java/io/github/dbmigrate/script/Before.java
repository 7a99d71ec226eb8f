package io.github.dbmigrate.script;

/**
 * What stands before a text that is read: of all that was read there, only this matters to what follows.
 *
 * @param line of the file on which the text begins, 1-based
 * @param column in which it begins, 1-based
 * @param statements how many stand before it
 * @param standardStrings whether a backslash in a plain string is only a backslash
 */
record Before(int line, int column, int statements, boolean standardStrings) {
    static final Before NOTHING = new Before(1, 1, 0, true);

    boolean isBeginOfFile() {
        return line == 1 && column == 1;
    }

    boolean isBeginOfLine() {
        return column == 1;
    }
}
