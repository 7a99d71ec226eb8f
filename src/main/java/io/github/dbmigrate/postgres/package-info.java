/** PostgreSQL as it is reached and as it answers: connections, and what its errors mean. */
@NullMarked
package io.github.dbmigrate.postgres;

import org.jspecify.annotations.NullMarked;
