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
public record DownPart(int offset, int line, int lastLine, boolean isEmpty) {}
