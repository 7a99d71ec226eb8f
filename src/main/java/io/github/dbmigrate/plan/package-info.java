/** What is applied, what is pending, and what is wrong: files against history. Pure; here the tool is right or wrong. */
@NullMarked
package io.github.dbmigrate.plan;

import org.jspecify.annotations.NullMarked;
