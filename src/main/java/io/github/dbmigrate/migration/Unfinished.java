package io.github.dbmigrate.migration;

import io.github.dbmigrate.script.Script;
import io.github.dbmigrate.script.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A migration that runs outside a transaction, or in batches, and has no history row yet: what the journal knows of it.
 *
 * @param version the file's stem, as the history will have it
 * @param phase how its last run ended, if it has ended
 * @param statements how many it has
 * @param done how many of them are finished for certain, counted from the first
 * @param doneChecksum of their texts
 * @param doing whether the next one was begun, in such a way that nobody can know from the journal whether it was finished
 * @param doingChecksum of its text
 * @param begunAt when its last run began, UTC
 * @param pid of the server process that runs it, or ran it
 * @param host where that run came from; null when it came through a local socket
 * @param message what the server said when it failed
 * @param lastKey of batches: the key of the last row they have reached
 * @param rows of batches: how many rows they have changed
 */
public record Unfinished(
        String version,
        Phase phase,
        int statements,
        int done,
        String doneChecksum,
        boolean doing,
        String doingChecksum,
        LocalDateTime begunAt,
        int pid,
        @Nullable String host,
        @Nullable String sqlState,
        @Nullable String message,
        @Nullable String lastKey,
        long rows) {

    /** Where its last run stands. */
    public enum Phase {
        /** The server process is at it. */
        RUNNING,
        /** The server process is gone, and has left no word. */
        INTERRUPTED,
        /** The server refused a statement. */
        FAILED;

        public String word() {
            return switch (this) {
                case RUNNING -> "running";
                case INTERRUPTED -> "interrupted";
                case FAILED -> "failed";
            };
        }
    }

    /** Whether the database may hold something of it. */
    public boolean hasBegun() {
        return done > 0 || doing || lastKey != null;
    }

    /** Whether the statements that are done stand in the file as they were run. */
    public boolean doneMatches(Script script) {
        List<String> checksums = doneChecksums(script);
        return done < checksums.size() && checksums.get(done).equals(doneChecksum);
    }

    /** Whether the statement that was begun stands in the file as it was run. */
    public boolean doingMatches(Script script) {
        return done < script.statements().size() && checksum(script, done).equals(doingChecksum);
    }

    /** What {@link #doneChecksum} is when none, one, two... statements of a script are done; each is made from the one before. */
    public static List<String> doneChecksums(Script script) {
        List<String> checksums = new ArrayList<>();
        String checksum = Checksum.of("").hex();
        checksums.add(checksum);
        for (Statement statement : script.statements()) {
            checksum = Checksum.of(checksum + script.text(statement)).hex();
            checksums.add(checksum);
        }
        return checksums;
    }

    /** Of one statement's text. */
    public static String checksum(Script script, int statement) {
        return Checksum.of(script.text(script.statements().get(statement))).hex();
    }
}
