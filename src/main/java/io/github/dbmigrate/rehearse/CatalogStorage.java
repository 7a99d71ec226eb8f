package io.github.dbmigrate.rehearse;

/**
 * Where the rows of a relation are.
 *
 * @param file its number; another one when the relation was written anew
 * @param persistence as in {@code pg_class}; u for UNLOGGED
 * @param rows as estimated; -1 when nobody has counted since it was made or emptied, before PostgreSQL 14 0
 */
record CatalogStorage(long file, char persistence, long tablespace, long method, double rows) {}
