package io.github.dbmigrate.goal;

import io.github.dbmigrate.diagnostic.Diagnostic;
import io.github.dbmigrate.diagnostic.DiagnosticException;
import io.github.dbmigrate.history.Facts;
import io.github.dbmigrate.postgres.ConnectionErrors;
import io.github.dbmigrate.script.Quoted;
import io.github.dbmigrate.target.Target;

/** What makes a database unfit to be migrated over this connection, told before anything is sent. */
final class Unfit {
    private static final String NOTHING = "nothing was changed";

    private Unfit() {}

    static void check(Facts facts, Target.Server server) {
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
