/** The goals, without Maven: each flow reads from top to bottom. */
@NullMarked
package io.github.dbmigrate.goal;

import org.jspecify.annotations.NullMarked;
