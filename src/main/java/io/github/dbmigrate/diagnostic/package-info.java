/** The one shape of everything told to the user: what, where, why, and what to do. */
@NullMarked
package io.github.dbmigrate.diagnostic;

import org.jspecify.annotations.NullMarked;
