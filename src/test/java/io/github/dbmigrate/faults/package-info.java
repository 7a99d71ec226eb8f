/** Real faults at every moment of a run, and the proof that each migration has been applied exactly once all the same. */
@NullMarked
package io.github.dbmigrate.faults;

import org.jspecify.annotations.NullMarked;
