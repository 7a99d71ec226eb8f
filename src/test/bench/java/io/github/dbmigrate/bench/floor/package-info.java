/** A Maven plugin that does nothing: what any goal costs before it has begun. */
@NullMarked
package io.github.dbmigrate.bench.floor;

import org.jspecify.annotations.NullMarked;
