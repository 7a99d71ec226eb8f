/** Migrations: what a file name says, what a checksum is, one on disk and one in the database. */
@NullMarked
package io.github.dbmigrate.migration;

import org.jspecify.annotations.NullMarked;
