package io.github.dbmigrate.bench;

/**
 * Something measured that is no whole process of a tool.
 *
 * @param what the work
 * @param who did it
 * @param unit {@code ms}, {@code s} or {@code MB/s}
 */
record Measure(String what, String who, String unit) {}
