package io.github.dbmigrate.plan;

import java.time.LocalDate;

/**
 * The last change of a file that version control knows of.
 *
 * @param commit abbreviated
 * @param uncommitted whether the working copy differs from that commit
 */
public record LastChange(String commit, String author, LocalDate date, boolean uncommitted) {}
