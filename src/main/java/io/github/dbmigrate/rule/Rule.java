package io.github.dbmigrate.rule;

import java.util.List;

/** Knows one danger. It has no state, and judges each statement by itself. */
public interface Rule {

    /** The word by which it is called everywhere: {@code ban-drop-column}. */
    String word();

    Level level();

    /** Whether it is asked without being configured. Matters of taste are not. */
    default boolean isOn() {
        return true;
    }

    /** Whether one finding for each table of a migration is enough, the worst; the others are counted. */
    default boolean isToldOnce() {
        return false;
    }

    /** One line, what it finds: {@code a column is dropped}. */
    String title();

    /** Why that is dangerous, in one or two sentences with the mechanism: the page's text. */
    String why();

    /** What to do instead, in general: the page's text. The finding's help says it with the user's names. */
    String instead();

    /** What it has against a statement; empty for most. */
    List<Finding> judge(Observed statement);
}
