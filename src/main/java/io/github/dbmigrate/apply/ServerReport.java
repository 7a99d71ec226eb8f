package io.github.dbmigrate.apply;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a block has put into its history row. It comes back as the session's application name, {@code dbmigrate took 14 ms,
 * 2026-11-18 09:14:22.123456}, which the server reports by itself whenever it changes (PostgreSQL documentation, "Asynchronous
 * Operations"): there is no row to read and no further round trip.
 *
 * @param millis the row's {@code execution_time_ms}
 * @param appliedAt UTC
 */
record ServerReport(long millis, LocalDateTime appliedAt) {
    private static final String START = "dbmigrate took ";
    private static final String UNIT = " ms, ";

    /** The statement that inserts the row and makes the report. The driver insists on the ISO style of dates. */
    static String sql(String insertReturningMillisAndTime) {
        return "WITH applied AS (" + insertReturningMillisAndTime + ")\n"
                + "SELECT pg_catalog.set_config('application_name', pg_catalog.concat('" + START
                + "', execution_time_ms, '"
                + UNIT + "', applied_at), false) FROM applied";
    }

    /** Null when the name is no report: a pooler may keep it to itself. */
    static @Nullable ServerReport parse(@Nullable String applicationName) {
        int unit = applicationName == null ? -1 : applicationName.indexOf(UNIT);
        if (applicationName == null || unit < 0 || !applicationName.startsWith(START)) {
            return null;
        }
        return new ServerReport(
                Long.parseLong(applicationName.substring(START.length(), unit)),
                LocalDateTime.parse(
                                applicationName.substring(unit + UNIT.length()).replace(' ', 'T'))
                        .truncatedTo(ChronoUnit.MILLIS));
    }
}
