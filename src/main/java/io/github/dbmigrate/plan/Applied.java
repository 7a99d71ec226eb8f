package io.github.dbmigrate.plan;

import io.github.dbmigrate.migration.AppliedMigration;
import io.github.dbmigrate.migration.Migration;
import java.time.LocalDateTime;

/**
 * A migration that this run has applied.
 *
 * @param appliedAt UTC
 * @param millis how long it took on the server, as the history has it
 * @param rows how many rows its INSERT, UPDATE, DELETE, MERGE and COPY statements touched
 */
public record Applied(Migration migration, LocalDateTime appliedAt, long millis, long rows) {

    /** As the history now has it; its id is the server's secret until it is read. */
    AppliedMigration row(String appliedBy) {
        return new AppliedMigration(
                0,
                migration.version(),
                migration.readableName(),
                appliedAt,
                Math.toIntExact(Math.min(millis, Integer.MAX_VALUE)),
                migration.checksum().hex(),
                appliedBy);
    }
}
