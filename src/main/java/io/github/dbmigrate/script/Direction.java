package io.github.dbmigrate.script;

/** Which way a file leads. Other tools keep both ways in one file, each below a comment of its own. */
public enum Direction {
    /** It makes something new; a part of it that undoes that is not run. */
    UP,
    /** It only undoes. */
    DOWN
}
