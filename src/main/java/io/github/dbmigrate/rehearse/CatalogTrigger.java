package io.github.dbmigrate.rehearse;

/**
 * A trigger that somebody made.
 *
 * @param inherited whether it belongs to a partition because its parent has it
 */
record CatalogTrigger(String name, boolean disabled, boolean inherited) {}
