/** What the tests share: a real PostgreSQL, and a proxy that counts and cuts. */
@NullMarked
package io.github.dbmigrate.testing;

import org.jspecify.annotations.NullMarked;
