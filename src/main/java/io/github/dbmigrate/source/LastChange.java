package io.github.dbmigrate.source;

import java.time.LocalDate;

/**
 * The last commit that touched a file.
 *
 * @param commit its short hash
 * @param author the name of who wrote it
 * @param date when, in the author's time zone
 * @param uncommitted whether the file was changed since
 */
public record LastChange(String commit, String author, LocalDate date, boolean uncommitted) {}
