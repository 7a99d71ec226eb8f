package io.github.dbmigrate.rehearse;

/**
 * A place in a file that is to be marked.
 *
 * @param end exclusive
 */
record Spot(int offset, int end) {}
