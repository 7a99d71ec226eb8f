/** What the text of a migration alone tells: the facts that a rehearsal would show, as far as they are sure, and what is allowed. */
@NullMarked
package io.github.dbmigrate.rule.text;

import org.jspecify.annotations.NullMarked;
