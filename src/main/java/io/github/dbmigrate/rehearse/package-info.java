/** Runs migrations on a throw-away PostgreSQL, and looks at what they do. */
@NullMarked
package io.github.dbmigrate.rehearse;

import org.jspecify.annotations.NullMarked;
