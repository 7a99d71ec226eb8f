package io.github.dbmigrate.script;

/** The classes of characters in {@code scan.l}; a negative number, the end of the text, is in none. */
final class Letters {
    private Letters() {}

    static boolean isLineBreak(int c) {
        return c == '\n' || c == '\r';
    }

    /** {@code space} of scan.l; 0x0b is the vertical tab. */
    static boolean isBlank(int c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == 0x0b;
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** {@code ident_start} of scan.l: every byte above 0x7f counts as a letter, even a no-break space. */
    static boolean isWordStart(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    /** PostgreSQL folds only ASCII letters where the encoding has more than one byte a character. */
    static char folded(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }
}
