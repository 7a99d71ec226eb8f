/** Runs migrations on a throw-away PostgreSQL, looks at what they do, and compares what databases hold. */
@NullMarked
package io.github.dbmigrate.rehearse;

import org.jspecify.annotations.NullMarked;
