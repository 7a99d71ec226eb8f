/** The history table: what a database says it holds, and the lock that keeps two runs apart. */
@NullMarked
package io.github.dbmigrate.history;

import org.jspecify.annotations.NullMarked;
