/** A data change cut into batches by the key of a table: the SQL of one batch, how big the next one is, how far it came. */
@NullMarked
package io.github.dbmigrate.batch;

import org.jspecify.annotations.NullMarked;
