/** Which database: libpq and JDBC addresses, the environment, {@code .env} text and settings become one {@link Target}. */
@NullMarked
package io.github.dbmigrate.target;

import org.jspecify.annotations.NullMarked;
