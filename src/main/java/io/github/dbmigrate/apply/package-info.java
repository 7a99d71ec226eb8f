/** Applies a plan: one migration, one block, one exchange; and says where an error is. */
@NullMarked
package io.github.dbmigrate.apply;

import org.jspecify.annotations.NullMarked;
