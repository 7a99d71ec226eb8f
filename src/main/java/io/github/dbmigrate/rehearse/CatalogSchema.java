package io.github.dbmigrate.rehearse;

/** A schema. */
record CatalogSchema(String name, Privileges privileges) {}
