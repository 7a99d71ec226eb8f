/** Migrations as files: the only reader of the migration folder, and what git knows of its files. */
@NullMarked
package io.github.dbmigrate.source;

import org.jspecify.annotations.NullMarked;
