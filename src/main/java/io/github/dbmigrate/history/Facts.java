package io.github.dbmigrate.history;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one exchange tells about the server and the history table.
 *
 * @param serverVersion as {@code server_version_num}: 170002
 * @param shownVersion {@code 17.2}
 * @param backendPid the server process that answers; behind a pooler it is not the one of the connection's key
 * @param columns of the history table, in order; empty when there is no such table
 * @param ownsTable whether we may add columns to it
 * @param schemaOwner whom the history table's schema belongs to; null when there is no such schema
 * @param locked whether this session now holds the advisory lock; null when it was not asked for
 * @param holder who else holds it, {@code pid 811, dbmigrate 1.0.0, 10.0.0.7, since 12 s}; null when nobody
 * @param deadlockTimeoutMillis a {@code lock_timeout} below it fails for as long as an autovacuum runs, which is cancelled
 *     only by the deadlock check of whoever waits for it
 * @param checksConnection whether {@code client_connection_check_interval} can be set: from 14 on, and not on Windows
 * @param standardStrings whether the role's strings are read as the SQL standard has it: {@code standard_conforming_strings}
 * @param timesTransactions whether the session has a limit for transactions or for idle ones: {@code transaction_timeout},
 *     {@code idle_in_transaction_session_timeout}
 * @param journalExists whether the journal of unfinished migrations is there
 * @param otherTools whose tables lie beside the history table
 */
public record Facts(
        int serverVersion,
        String shownVersion,
        String database,
        String user,
        boolean standby,
        boolean readOnly,
        int backendPid,
        boolean tls,
        List<String> columns,
        boolean ownsTable,
        @Nullable String schemaOwner,
        @Nullable Boolean locked,
        @Nullable String holder,
        long deadlockTimeoutMillis,
        boolean checksConnection,
        boolean standardStrings,
        boolean timesTransactions,
        boolean journalExists,
        List<OtherTool> otherTools) {

    public Facts {
        columns = List.copyOf(columns);
        otherTools = List.copyOf(otherTools);
    }

    public boolean tableExists() {
        return !columns.isEmpty();
    }

    /** Whether this session holds the advisory lock: no other run is at work then, and no pooler stands in between. */
    public boolean holdsLock() {
        return Boolean.TRUE.equals(locked);
    }

    public boolean hasColumn(String name) {
        return columns.contains(name);
    }

    Facts withColumn(String name) {
        List<String> more = new ArrayList<>(columns);
        more.add(name);
        return new Facts(
                serverVersion,
                shownVersion,
                database,
                user,
                standby,
                readOnly,
                backendPid,
                tls,
                more,
                ownsTable,
                schemaOwner,
                locked,
                holder,
                deadlockTimeoutMillis,
                checksConnection,
                standardStrings,
                timesTransactions,
                journalExists,
                otherTools);
    }
}
