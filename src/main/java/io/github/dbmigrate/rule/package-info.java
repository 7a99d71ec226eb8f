/** What a statement was seen to do, and what is dangerous about it: facts in, findings out. */
@NullMarked
package io.github.dbmigrate.rule;

import org.jspecify.annotations.NullMarked;
