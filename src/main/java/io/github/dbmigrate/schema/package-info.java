/** What a database holds: its objects with their definitions, how two databases differ, whether a rollback brings the old one back. */
@NullMarked
package io.github.dbmigrate.schema;

import org.jspecify.annotations.NullMarked;
