package io.github.dbmigrate.script;

/** What is told apart in a script: only as much as it takes to find the ends of statements. */
public enum Token {
    /** An unquoted identifier or keyword. */
    WORD,
    /** {@code "..."} or {@code U&"..."}. */
    QUOTED_NAME,
    /** {@code '...'} with any prefix. */
    STRING,
    /** {@code $tag$...$tag$}. */
    DOLLAR_STRING,
    NUMBER,
    OPEN_PARENTHESIS,
    CLOSE_PARENTHESIS,
    SEMICOLON,
    LINE_COMMENT,
    BLOCK_COMMENT,
    /** A backslash outside quotes: psql takes it for a command, the server for an error. */
    BACKSLASH,
    /** One character of an operator, a dot, a comma, a parameter such as {@code $1}. */
    OTHER,
    END
}
