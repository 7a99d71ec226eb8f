/** The rules. */
@NullMarked
package io.github.dbmigrate.rule.catalogue;

import org.jspecify.annotations.NullMarked;
