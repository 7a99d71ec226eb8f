package io.github.dbmigrate.history;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.postgres.ConnectionErrors;
import io.github.dbmigrate.postgres.ServerError;
import io.github.dbmigrate.script.Quoted;
import java.util.List;

/** Why a database's history cannot be used, and what to do. */
record Refusals(HistoryTable table) {
    /** The oldest server that is tested. */
    private static final int OLDEST_VERSION = 130000;

    private static final List<String> REQUIRED =
            List.of("id", "version", "name", "applied_at", "execution_time_ms", "checksum");
    /** Refuses a server that is too old, and a table that is another tool's. */
    void check(Facts facts) {
        if (facts.serverVersion() < OLDEST_VERSION) {
            throw new DiagnosticException(
                    "the server is too old",
                    Diagnostic.error(
                                    "old-server",
                                    "the server is PostgreSQL " + facts.shownVersion()
                                            + "; 13 is the oldest that is supported")
                            .help("upgrade the server; nothing was changed"));
        }
        if (facts.tableExists() && !facts.columns().containsAll(REQUIRED)) {
            throw new DiagnosticException("this history table is not ours", foreign(facts));
        }
    }

    private Diagnostic foreign(Facts facts) {
        String columns = String.join(", ", facts.columns());
        return Diagnostic.error("foreign-history", table + " belongs to " + owner(facts))
                .note("seen", "columns " + columns)
                .note("why", "ours has the columns " + String.join(", ", REQUIRED))
                .help("keep ours under another name:  -Ddbmigrate.table=dbmigrate_migrations")
                .help("nothing was written");
    }

    private static String owner(Facts facts) {
        if (facts.columns().equals(List.of("version"))) {
            return facts.otherTools().contains(OtherTool.RAILS) ? "Rails" : "dbmate or Rails";
        }
        return facts.columns().equals(List.of("version", "dirty")) ? "golang-migrate" : "another tool";
    }

    /** The table, or its schema, is closed to this role. */
    DiagnosticException unreadable(ServerError error, String grant) {
        Diagnostic problem = Diagnostic.error(
                        "sql-error", "the history table " + table + " cannot be read: " + error.message())
                .sqlState(error.sqlState());
        return new DiagnosticException(
                "the history cannot be read", error.sqlState().equals("42501") ? problem.help(grant) : problem);
    }

    /** A migration is not one transaction, and this role cannot make the table that keeps count of it. */
    Diagnostic uncreatable(Journal journal, ServerError error, Facts facts) {
        return error.sqlState().equals("42501")
                ? ConnectionErrors.mayNotCreate(facts.user(), table.schema(), String.valueOf(facts.schemaOwner()))
                        .note("why", "a migration outside a transaction needs the table " + journal.shown())
                : Diagnostic.error("no-journal", "the table " + journal.shown() + " cannot be made: " + error.message())
                        .sqlState(error.sqlState());
    }

    /** There is no table, and this role cannot make one. */
    Diagnostic uncreatable(ServerError error, Facts facts) {
        Diagnostic problem = Diagnostic.error(
                        "no-history-table", "the history table " + table + " cannot be made: " + error.message())
                .sqlState(error.sqlState());
        return switch (error.sqlState()) {
            case "42501" ->
                ConnectionErrors.mayNotCreate(facts.user(), table.schema(), String.valueOf(facts.schemaOwner()));
            case "3F000" -> problem.help("CREATE SCHEMA " + Quoted.identifier(table.schema()) + ";");
            default -> problem;
        };
    }
}
