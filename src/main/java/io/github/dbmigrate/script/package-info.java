/** SQL text as PostgreSQL and psql cut it: statements that know their place, COPY data, directives, and what is wrong. */
@NullMarked
package io.github.dbmigrate.script;

import org.jspecify.annotations.NullMarked;
