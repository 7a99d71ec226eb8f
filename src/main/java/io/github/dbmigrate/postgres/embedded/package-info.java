/** A real PostgreSQL from Maven Central: unpacked once per machine, started per build, stopped with it. */
@NullMarked
package io.github.dbmigrate.postgres.embedded;

import org.jspecify.annotations.NullMarked;
