package io.github.dbmigrate.migration;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A row of the history table: a migration that the database holds.
 *
 * @param id the row's serial number; rows are in the order of application
 * @param version the file's stem, {@code 001-create-users-table}
 * @param name its readable form
 * @param appliedAt UTC
 * @param millis how long it took on the server
 * @param checksum lower-case hex of SHA-256; null in rows that a person wrote
 * @param appliedBy who ran it; null in rows of older systems
 */
public record AppliedMigration(
        long id,
        String version,
        String name,
        @Nullable LocalDateTime appliedAt,
        @Nullable Integer millis,
        @Nullable String checksum,
        @Nullable String appliedBy) {}
