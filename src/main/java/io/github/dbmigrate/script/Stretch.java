package io.github.dbmigrate.script;

import org.jspecify.annotations.Nullable;

/**
 * What was read of a text that may go on.
 *
 * @param script the complete statements, with the text up to their end
 * @param end where the rest begins; 0 when nothing is complete yet
 * @param standardStrings how plain strings behind it are read
 * @param below what has begun behind the last statement, if nothing of the rest is to be run
 * @param copies whether the last statement is a COPY ... FROM STDIN, whose data is the rest
 */
record Stretch(
        Script script,
        int end,
        boolean standardStrings,
        boolean copies,
        @Nullable DownPartReader below) {}
