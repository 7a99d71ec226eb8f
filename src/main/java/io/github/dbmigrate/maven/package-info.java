/** The goals as Maven knows them: parameters in, build result out. */
@NullMarked
package io.github.dbmigrate.maven;

import org.jspecify.annotations.NullMarked;
