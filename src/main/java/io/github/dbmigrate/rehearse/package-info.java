/** Tries migrations out where nothing can be lost, and compares what databases hold. */
@NullMarked
package io.github.dbmigrate.rehearse;

import org.jspecify.annotations.NullMarked;
