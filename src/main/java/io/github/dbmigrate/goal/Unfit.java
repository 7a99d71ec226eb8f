package io.github.dbmigrate.goal;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.diagnostic.Place;
import io.github.dbmigrate.history.Facts;
import io.github.dbmigrate.history.HistoryTable;
import io.github.dbmigrate.history.OtherTool;
import io.github.dbmigrate.migration.Execution;
import io.github.dbmigrate.migration.Migration;
import io.github.dbmigrate.plan.Entry;
import io.github.dbmigrate.plan.Plan;
import io.github.dbmigrate.postgres.ConnectionErrors;
import io.github.dbmigrate.script.Quoted;
import io.github.dbmigrate.target.Target;
import java.util.List;

/** What makes a database unfit to be migrated over this connection, told before anything is sent. */
final class Unfit {
    private static final String NOTHING = "nothing was changed";

    private Unfit() {}

    /**
     * Without a history of ours every file is pending, and would run a second time over what the other tool has made. Who names
     * another history table has said that ours stands beside it.
     */
    private static Diagnostic otherTool(Facts facts, OtherTool tool) {
        return Diagnostic.error("other-history", facts.database() + " was migrated by " + tool.shown())
                .note("seen", "its table " + tool.table() + ", and no history table of ours")
                .note("why", "what it has applied would be applied a second time")
                .help("to go on from there, make our history table by hand, with a row for each applied file:\n"
                        + "README.md, \"Coming from another tool\"")
                .help("to go on beside it:  -Ddbmigrate.table=dbmigrate_migrations;  " + NOTHING);
    }

    /** The journal belongs to a session of the server's, and its row keeps other runs away only while that session lives. */
    static void check(Plan plan, Facts facts) {
        if (facts.locked() != null) {
            return;
        }
        List<Diagnostic> problems = plan.pending().stream()
                .map(Entry::file)
                .filter(file -> file.execution() != Execution.TRANSACTION)
                .map(Unfit::needsDirectAddress)
                .toList();
        if (!problems.isEmpty()) {
            throw new DiagnosticException("this address is a pooler", problems);
        }
    }

    private static Diagnostic needsDirectAddress(Migration migration) {
        return Diagnostic.error("needs-direct-address", migration.calledBy() + " cannot be run through a pooler")
                .at(Place.file(migration.file()))
                .note(
                        "why",
                        "it is not one transaction, and between two of them a pooler may change the server session")
                .help("give the direct address for this run; " + NOTHING);
    }

    static void check(Facts facts, Target.Server server, HistoryTable table) {
        if (facts.standby()) {
            throw new DiagnosticException(
                    "the database is read-only",
                    ConnectionErrors.replica(server, null).help(NOTHING));
        }
        if (facts.readOnly()) {
            throw new DiagnosticException(
                    "the database is read-only",
                    Diagnostic.error(
                                    "read-only",
                                    "transactions of " + facts.user() + " on " + facts.database() + " are read-only")
                            .note("why", "default_transaction_read_only is on for the role, the database or the server")
                            .help("use another role; " + NOTHING));
        }
        boolean unasked = table.name().equals(HistoryTable.DEFAULT.name());
        if (unasked && !facts.tableExists() && !facts.otherTools().isEmpty()) {
            throw new DiagnosticException(
                    "another tool's database",
                    otherTool(facts, facts.otherTools().get(0)));
        }
        // The server reads a whole block by the setting the session begins with, and so did we.
        if (!facts.standardStrings()) {
            throw new DiagnosticException(
                    "strings would be misread",
                    Diagnostic.error(
                                    "string-syntax",
                                    "standard_conforming_strings is off for " + facts.user() + " on "
                                            + facts.database())
                            .help("ALTER ROLE " + Quoted.identifier(facts.user())
                                    + " SET standard_conforming_strings = on;  " + NOTHING));
        }
    }
}
