package io.github.dbmigrate.report;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What another session sees of ours while it works.
 *
 * @param work how far its command is, for the commands that tell; else null
 * @param waitsFor what it waits for; null when it waits for nobody
 * @param standby whether it has committed and waits for a synchronous standby to hear of it
 * @param queued how many sessions wait for what it holds or waits for
 */
public record Activity(@Nullable Work work, @Nullable Wait waitsFor, boolean standby, int queued) {

    /** Nobody could look, or there was nothing to see. */
    public static final Activity UNSEEN = new Activity(null, null, false, 0);

    /**
     * A row of one of the {@code pg_stat_progress} views.
     *
     * @param command {@code CREATE INDEX CONCURRENTLY}
     * @param phase in PostgreSQL's words; empty when the command has none
     * @param done blocks or tuples of this phase
     * @param total zero when it is not known
     * @param rows processed so far, where the command counts them
     * @param bytes processed so far, where the command counts them
     */
    public record Work(String command, String phase, long done, long total, long rows, long bytes) {}

    /**
     * A lock that is not granted.
     *
     * @param object what it is on
     * @param mode in PostgreSQL's words: {@code AccessExclusiveLock}
     * @param name of the table; empty when it has none or is not known
     * @param waited how long so far; null when the server does not tell, as 13 does not
     * @param blockers who is in the way, those that hold the lock first
     */
    public record Wait(
            LockedObject object,
            String mode,
            String name,
            @Nullable Duration waited,
            List<Blocker> blockers) {

        public Wait {
            blockers = List.copyOf(blockers);
        }

        /** Whether it is the same wait, seen again. */
        boolean isSameAs(@Nullable Wait other) {
            return other != null && object == other.object && name.equals(other.name) && keys().equals(other.keys());
        }

        private List<String> keys() {
            return blockers.stream()
                    .map(blocker -> blocker.pid() + " " + blocker.state())
                    .sorted()
                    .toList();
        }
    }

    /** What a lock can be on (PostgreSQL documentation, "pg_locks"), as far as it makes a difference to the reader. */
    public enum LockedObject {
        TABLE,
        /** A row of the table that is named. */
        ROW,
        /** The end of another transaction: of one that has changed the same row or key, or has an old snapshot. */
        TRANSACTION,
        ADVISORY,
        OTHER
    }

    /**
     * A session that is in the way. What the server hides from a role that may not see it is empty.
     *
     * @param pid zero for a prepared transaction, which has no session
     * @param holds whether it holds the lock; else it waits for it too, before us
     * @param application its {@code application_name}, the kind of a server's own process, or the name of a prepared transaction
     * @param client its address; empty for a local socket
     * @param state {@code active}, {@code idle in transaction}, ...
     * @param inTransaction the age of its transaction; null when it has none
     * @param query its last statement
     * @param waitsForPids the process ids for which it waits itself, separated by commas
     */
    public record Blocker(
            int pid,
            boolean holds,
            String application,
            String user,
            String client,
            String state,
            @Nullable Duration inTransaction,
            String query,
            String waitsForPids) {

        boolean isPrepared() {
            return pid == 0;
        }

        /** Whether it holds its locks without doing anything. */
        boolean isForgotten() {
            return holds && state.startsWith("idle in transaction");
        }
    }
}
