package io.github.dbmigrate.script;

/**
 * A command of psql that changes nothing for the server, so that it is left out.
 *
 * @param line 1-based
 * @param text as it is written: {@code \set ON_ERROR_STOP on}
 */
public record PassedOver(int line, String text) {}
