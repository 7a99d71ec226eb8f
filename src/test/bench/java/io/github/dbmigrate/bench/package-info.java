/** Measures the plugin beside psql, Flyway and Liquibase, and what their round trips cost over a network. */
@NullMarked
package io.github.dbmigrate.bench;

import org.jspecify.annotations.NullMarked;
