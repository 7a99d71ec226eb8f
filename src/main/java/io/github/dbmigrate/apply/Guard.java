package io.github.dbmigrate.apply;

import io.github.dbmigrate.history.History;
import io.github.dbmigrate.history.History.LastRow;
import io.github.dbmigrate.postgres.ServerError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements that fail unless something holds. */
final class Guard {
    private static final String NOT_A_NUMBER = "22P02";

    private Guard() {}

    /**
     * Fails when another block runs, or when the history does not end as the plan has seen it. Two statements, so that the
     * history is read by a snapshot younger than the lock: otherwise a run that has just committed would be missed.
     */
    static List<String> against(History history, @Nullable LastRow last) {
        return List.of(
                unless(
                        "pg_catalog.pg_try_advisory_xact_lock("
                                + history.table().lockKey() + ")",
                        "another run is at work"),
                unmoved(history, last));
    }

    /** Fails when the history does not end as the plan has seen it. */
    static String unmoved(History history, @Nullable LastRow last) {
        return unless(history.unmoved(last), "the history moved");
    }

    /** The volatile clock keeps the planner from folding the failing CAST into an error that always happens. */
    static String unless(String condition, String message) {
        return "SELECT CASE WHEN " + condition + "\n THEN 0 ELSE CAST('" + message
                + ", ' || pg_catalog.clock_timestamp() AS integer) END";
    }

    /** Whether an error can be that of a guard. */
    static boolean said(ServerError error) {
        return error.sqlState().equals(NOT_A_NUMBER);
    }
}
