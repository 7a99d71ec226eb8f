/** What is told: a report in, text out. */
@NullMarked
package io.github.dbmigrate.report;

import org.jspecify.annotations.NullMarked;
