package io.github.dbmigrate.apply;

import io.github.dbmigrate.batch.Pace;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.plan.Applied;
import io.github.dbmigrate.postgres.Notice;
import io.github.dbmigrate.postgres.ServerError;
import io.github.dbmigrate.report.Running;
import java.time.Duration;

/** Is told what happens while it happens; never asked. */
public interface Progress {

    void applied(Applied applied);

    void failed(Failure failure);

    /** A table lock was not to be had; the migration was rolled back and is tried again after a pause. */
    void retrying(Migration migration, ServerError error, int attempt, int attempts, Duration pause);

    /** Something that the user should know of the way a migration is brought to its end. */
    void told(Migration migration, String what);

    /** A migration that runs in batches takes long; told at moments that become ever more seldom. */
    void batches(Migration migration, Pace pace);

    /**
     * A migration takes long. Told about once a second, by a thread of its own, and never once {@link #applied},
     * {@link #failed} or {@link #retrying} was told.
     */
    void running(Running now);

    void notice(Migration migration, Notice notice);
}
