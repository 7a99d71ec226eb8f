package io.github.dbmigrate.script;

/**
 * A comment by which a file tells another tool how to run it.
 *
 * @param shown as it is written: {@code -- +goose NO TRANSACTION}
 * @param offset of its first dash
 */
public record Marker(String shown, int offset) {}
